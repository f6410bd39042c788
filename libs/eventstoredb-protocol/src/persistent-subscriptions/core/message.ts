/**
 * A message as a group handles it. What it carries is of no concern to the group.
 *
 * A place counts the events of the source: the revision in a stream, the position in `$all`.
 */
export interface Message<Content = unknown> {
  /** By which consumers name it: the id of the link that led to the event, else the event's own. */
  readonly id: string;
  /** Messages of one pin go to one consumer, where the group pins. */
  readonly pin: string;
  readonly place: bigint;
  readonly bytes: number;
  readonly content: Content;
}

/** A message on its way through a group. */
export interface Entry<Content = unknown> {
  readonly message: Message<Content>;
  /** The place up to which all came before this message. */
  readonly before: bigint;
  /** Whether it was parked once, and is delivered again because an operator asked for it. */
  readonly isReplay: boolean;
  /** How often it was delivered again. */
  retryCount: number;
}
