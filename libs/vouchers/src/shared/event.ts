/** An event before it is stored: its type and its data, plain JSON. */
export interface DomainEvent<Type extends string, Data> {
  readonly type: Type;
  readonly data: Data;
}

/**
 * Closes the switch of an `evolve`: the compiler sees that every type is handled, and an event of a type that only
 * a later release knows leaves the state as it is. A release that decides by a new type has to reach every process
 * before the first such event is written.
 */
export function unknownEvent<State>(state: State, _event: never): State {
  return state;
}
