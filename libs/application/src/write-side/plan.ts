import type { ProgrammeEvent } from '#recorded-events';
import type { Envelope } from '../envelope.js';
import type { Decider } from './decider.js';
import type { StreamHistory } from './stream-history.js';

/** How a command is carried out. `name` and `content` say what the client asked for, to recognise a repetition. */
export interface Plan<Command, State, Event extends ProgrammeEvent> {
  readonly decider: Decider<Command, State, Event>;
  readonly envelope: Envelope;
  readonly name: string;
  readonly content: object;
  /**
   * Within which a client's idempotency key stands for one command, where that is not the stream. A command whose stream
   * follows from its content has one: other content under the same key would lead to a stream that knows nothing of it.
   */
  readonly keyScope?: string | undefined;
  /**
   * What the command is about. Within a process commands about the same are carried out one after the other: side by
   * side all but one would find out when they append that they have decided on what is past.
   */
  readonly about: string;
  /** Which stream that is, where it is known before anything is read. */
  readonly stream?: string;
  /**
   * @param history of the `stream`, as it was when it was seen last; without it the stream is read as it is now, after
   * a conflict once more
   */
  prepare(history?: StreamHistory<State>): Promise<Prepared<Command, State>>;
  /** Revision of an earlier event that recorded the same message, when the command changes nothing. */
  repeats?(command: Command, history: StreamHistory<State>): number | undefined;
}

interface Prepared<Command, State> {
  readonly history: StreamHistory<State>;
  /** The command, completed with what only the server knows. Not asked when the command is recorded already. */
  readonly command: () => Promise<Command>;
}
