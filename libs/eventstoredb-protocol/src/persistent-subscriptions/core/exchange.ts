import type { Message } from './message.js';

export type RefusalAction = 'retry' | 'park' | 'skip' | 'stop';

/** What a group is told. */
export type Input<Content> =
  | {
      /** A page of the source, read from the group's cursor on. */
      readonly type: 'arrived';
      readonly messages: readonly Message<Content>[];
      /** The place up to which the source was looked at, also where nothing concerned the group. */
      readonly upTo: bigint;
      readonly isEnd: boolean;
    }
  | { readonly type: 'joined'; readonly consumer: string; readonly slots: number }
  | { readonly type: 'left'; readonly consumer: string }
  /** The connection of a consumer takes nothing more for now, or takes again. */
  | { readonly type: 'stalled' | 'drained'; readonly consumer: string }
  | { readonly type: 'acknowledged'; readonly ids: readonly string[] }
  | {
      readonly type: 'refused';
      readonly consumer: string;
      readonly ids: readonly string[];
      readonly action: RefusalAction;
      readonly reason: string;
    }
  /** A message that was to be parked is on the disk. */
  | { readonly type: 'parked'; readonly message: Message<Content> }
  /** An operator wants parked messages delivered again: from the first that is there up to, not including, `stop`. */
  | { readonly type: 'replayRequested'; readonly first: bigint; readonly stop: bigint }
  /** A page of the parked messages; `next` is the revision to read on from. */
  | { readonly type: 'replayed'; readonly messages: readonly Message<Content>[]; readonly next: bigint }
  | { readonly type: 'ticked' };

/** What a group wants done. */
export type Effect<Content> =
  | {
      readonly type: 'deliver';
      readonly consumer: string;
      readonly message: Message<Content>;
      readonly retryCount: number;
    }
  /** To be answered with `parked`. */
  | { readonly type: 'park'; readonly message: Message<Content>; readonly reason: string }
  /** All up to this place is done: go on after it next time. */
  | { readonly type: 'checkpoint'; readonly place: bigint }
  /** Parked messages before this revision have been dealt with. */
  | { readonly type: 'forgetParked'; readonly before: bigint }
  /** The consumer asked for its own end; it has left already. */
  | { readonly type: 'drop'; readonly consumer: string };
