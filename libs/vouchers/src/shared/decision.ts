import type { Instant } from './calendar.js';
import { CommandRefused, type Refusal } from './refusal.js';

/** What a decision may know besides the command and the state. */
export interface Context {
  /** The clock's instant. No rule reads the system time. */
  readonly now: Instant;
}

/** What a command would record, or every rule that refuses it. */
export interface Decision<Event> {
  readonly refusals: readonly Refusal[];
  /** Empty when a rule refuses, and when nothing would change. */
  readonly events: readonly Event[];
}

/** One rule: what it has against a command, if anything. */
export type Rule<Command, State> = (command: Command, state: State, context: Context) => Refusal | undefined;

export const unchanged: Decision<never> = { refusals: [], events: [] };

export function refused(...refusals: readonly Refusal[]): Decision<never> {
  return { refusals, events: [] };
}

/** Asks all the rules, and makes the events when none refuses. */
export function decideByRules<Command, State, Event>(
  rules: readonly Rule<Command, State>[],
  events: (command: Command, state: State, context: Context) => readonly Event[],
): (command: Command, state: State, context: Context) => Decision<Event> {
  return (command, state, context) => {
    const refusals = rules.flatMap((rule) => rule(command, state, context) ?? []);
    return refusals.length > 0 ? refused(...refusals) : { refusals, events: events(command, state, context) };
  };
}

/** @throws CommandRefused when a rule refuses */
export function eventsOf<Event>(decision: Decision<Event>): readonly Event[] {
  const [first, ...others] = decision.refusals;
  if (first) throw new CommandRefused([first, ...others]);
  return decision.events;
}
