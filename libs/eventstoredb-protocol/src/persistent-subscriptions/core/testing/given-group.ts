import type { Effect, Input } from '../exchange.js';
import { Group } from '../group.js';
import type { Message } from '../message.js';
import type { GroupSettings } from '../settings.js';

export const DEFAULTS: GroupSettings = {
  resolveLinkTos: false,
  extraStatistics: false,
  messageTimeout: 30_000,
  maxRetryCount: 10,
  checkPointAfter: 2_000,
  minCheckPointCount: 10,
  maxCheckPointCount: 1_000,
  maxSubscriberCount: 0,
  liveBufferSize: 500,
  readBatchSize: 20,
  historyBufferSize: 500,
  strategy: 'RoundRobin',
};

/** The message at this place, of a stream of its own unless a pin is given. */
export function message(place: number, pin = `stream-${place}`): Message<number> {
  return { id: `m${place}`, pin, place: BigInt(place), bytes: 100, content: place };
}

/** The parked message of this revision. */
export function parked(revision: number): Message<number> {
  return { ...message(revision), id: `p${revision}` };
}

export function messages(from: number, to: number): readonly Message<number>[] {
  return Array.from({ length: to - from + 1 }, (_, index) => message(from + index));
}

export function arrival(...arrived: readonly Message<number>[]): Input<number> {
  return { type: 'arrived', messages: arrived, upTo: arrived.at(-1)?.place ?? -1n, isEnd: true };
}

export const joined = (consumer: string, slots = 10): Input<number> => ({ type: 'joined', consumer, slots });
export const left = (consumer: string): Input<number> => ({ type: 'left', consumer });
export const acknowledged = (...ids: readonly string[]): Input<number> => ({ type: 'acknowledged', ids });
export const ticked: Input<number> = { type: 'ticked' };

export function refused(
  consumer: string,
  action: Extract<Input<number>, { type: 'refused' }>['action'],
  ...ids: readonly string[]
): Input<number> {
  return { type: 'refused', consumer, ids, action, reason: 'because' };
}

/** What a group does, in one line each: `m1→a`, `m1→a (2)` for the second time again, `park m1: …`. */
export function inWords(effect: Effect<number>): string {
  switch (effect.type) {
    case 'deliver': {
      const again = effect.retryCount > 0 ? ` (${effect.retryCount})` : '';
      return `${effect.message.id}→${effect.consumer}${again}`;
    }
    case 'park':
      return `park ${effect.message.id}: ${effect.reason}`;
    case 'checkpoint':
      return `checkpoint ${effect.place}`;
    case 'forgetParked':
      return `forget parked before ${effect.before}`;
    case 'drop':
      return `drop ${effect.consumer}`;
  }
}

interface Play {
  readonly group: Group<number>;
  readonly when: (input: Input<number>, at?: number) => Play;
  /** Exactly these effects, in this order, came of the last input. */
  readonly then: (...expected: readonly string[]) => Play;
}

/** A group that begins after place -1 at the instant 0, with `given(settings, ...inputs).when(input, at).then(...)`. */
export function given(settings: Partial<GroupSettings>, ...inputs: readonly Input<number>[]): Play {
  const group = new Group<number>({ ...DEFAULTS, ...settings }, -1n, 0);
  let effects = inputs.flatMap((input) => group.handle(input, 0));
  const play: Play = {
    group,
    when: (input, at = 0) => {
      effects = [...group.handle(input, at)];
      return play;
    },
    then: (...expected) => {
      expect(effects.map(inWords)).toEqual(expected);
      return play;
    },
  };
  return play;
}
