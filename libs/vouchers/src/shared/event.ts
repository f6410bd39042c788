/** An event before it is stored: its type and its data, plain JSON. */
export interface DomainEvent<Type extends string, Data> {
  readonly type: Type;
  readonly data: Data;
}
