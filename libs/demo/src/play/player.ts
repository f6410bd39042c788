import type { CommandResult } from '#application';
import type { SimulatedClock } from '#clock';
import { CommandRefused } from '#vouchers';
import { OutOfStep } from '../errors.js';
import type { Action } from '../plan/action.js';
import { type BusCommand, busCommandOf } from './bus-command.js';

/** Where commands go: the command bus of the application. */
export interface Commands {
  execute(command: BusCommand): Promise<CommandResult>;
}

/** How far the demo has come. */
export interface Played {
  /** Where the simulated clock stands. */
  readonly at: string;
  readonly actions: number;
  readonly of: number;
}

/** Subjects whose commands are under way side by side: enough for full group commits. */
const SIDE = 128;

/**
 * Sends the actions, in the order of time, and moves the clock along. What falls on one instant happens side by
 * side, what is about one subject one after the other.
 *
 * @throws OutOfStep when a command is refused that was to be accepted, the other way round, or for another reason
 */
export async function play(
  actions: readonly Action[],
  commands: Commands,
  clock: SimulatedClock,
  onPlayed: (played: Played) => void,
): Promise<void> {
  let played = 0;
  for (const round of groupedBy(actions, ({ at }) => at)) {
    const [{ at }] = round;
    clock.moveTo(at);
    await playSideBySide(
      groupedBy(round, ({ subject }) => subject),
      commands,
    );
    played += round.length;
    onPlayed({ at, actions: played, of: actions.length });
  }
}

type Group = readonly [Action, ...Action[]];

async function playSideBySide(groups: Iterable<Group>, commands: Commands): Promise<void> {
  const waiting = groups[Symbol.iterator]();
  const lane = async () => {
    for (let next = waiting.next(); !next.done; next = waiting.next()) {
      for (const action of next.value) await send(action, commands);
    }
  };
  await Promise.all(Array.from({ length: SIDE }, lane));
}

async function send(action: Action, commands: Commands): Promise<void> {
  const isAccepted = action.expected === 'recorded' || action.expected === 'unchanged';
  try {
    await commands.execute(busCommandOf(action));
  } catch (error) {
    if (!(error instanceof CommandRefused)) throw error;
    if (error.code !== action.expected) throw new OutOfStep(action, error.code);
    return;
  }
  if (!isAccepted) throw new OutOfStep(action, 'recorded');
}

/** Neighbours with the same key, together. */
function* groupedBy(actions: readonly Action[], keyOf: (action: Action) => string): Generator<Group> {
  let group: [Action, ...Action[]] | undefined;
  for (const action of actions) {
    if (group && keyOf(group[0]) === keyOf(action)) {
      group.push(action);
    } else {
      if (group) yield group;
      group = [action];
    }
  }
  if (group) yield group;
}
