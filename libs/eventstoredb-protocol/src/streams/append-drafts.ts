import type streams from '@eventstore/db-client/generated/streams_pb.js';
import type { ExpectedRevision } from '#event-store';
import { readExpectedRevision } from '../messages/expected-revision.js';
import { readStreamName } from '../messages/stream-name.js';
import { invalidArgument, timedOut } from '../rpc/errors.js';
import { LONGEST_TIMER } from '../longest-timer.js';
import { ProposedEvents } from './proposed-events.js';

/** Says whether the client may write to a stream. @throws RpcError when it may not */
type Allow = (stream: string) => Promise<void>;

/** Bytes of memory that a draft takes besides its events, about. */
const BESIDES = 1_024;

/** An append of a batch call, which comes in one or more requests of the same correlation id. */
export class AppendDraft {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  /** The instant, in milliseconds, after which the client does not wait any longer. */
  readonly deadline: number;
  readonly events = new ProposedEvents();
  /** Rejects when the client may not write to the stream. */
  readonly allowed: Promise<void>;

  /** @throws RpcError when the options are not complete */
  constructor(options: streams.BatchAppendReq.Options, allow: Allow) {
    this.stream = readStreamName(options.getStreamIdentifier());
    this.expected = readExpectedRevision(options);
    this.deadline = options.getDeadline()?.toDate().getTime() ?? Infinity;
    this.allowed = allow(this.stream);
  }

  get isOverdue(): boolean {
    return this.deadline <= Date.now();
  }

  /** Bytes of memory that it takes, about. */
  get held(): number {
    return BESIDES + this.events.held;
  }
}

/** All drafts of a call may take so many bytes of memory together. */
const MAX_HELD = 64 * 1_024 * 1_024;

/** The appends of a call whose last request has not come yet. */
export class AppendDrafts {
  readonly #drafts = new Map<string, { readonly draft: AppendDraft; readonly timer: NodeJS.Timeout }>();
  #held = 0;

  /**
   * @param allow asked when a draft begins, so that who may not write holds nothing here
   * @param failed told of a draft that is forgotten: it may not be written, or its deadline has passed
   */
  constructor(
    private readonly allow: Allow,
    private readonly failed: (id: string, draft: AppendDraft, error: unknown) => void,
  ) {}

  /**
   * The draft that this request completes. What comes after a draft failed is passed over.
   *
   * @throws RpcError when the draft fails with this request
   */
  take(id: string, request: streams.BatchAppendReq): AppendDraft | undefined {
    const options = request.getOptions();
    if (options && !this.#drafts.has(id)) this.#begin(id, options);
    const draft = this.#drafts.get(id)?.draft;
    if (!draft) return undefined;
    try {
      this.#add(draft, request.getProposedMessagesList());
    } catch (error) {
      this.#drop(id, draft);
      throw error;
    }
    if (!request.getIsFinal()) return undefined;
    this.#drop(id, draft);
    return draft;
  }

  close(): void {
    for (const [id, { draft }] of this.#drafts) this.#drop(id, draft);
  }

  #begin(id: string, options: streams.BatchAppendReq.Options): void {
    const draft = new AppendDraft(options, this.allow);
    const fail = (error: unknown) => {
      if (this.#drafts.get(id)?.draft !== draft) return;
      this.#drop(id, draft);
      this.failed(id, draft, error);
    };
    const wait = Math.min(Math.max(0, draft.deadline - Date.now()), LONGEST_TIMER);
    const timer = setTimeout(() => {
      fail(timedOut());
    }, wait);
    this.#drafts.set(id, { draft, timer });
    this.#held += draft.held;
    draft.allowed.catch(fail);
  }

  #add(draft: AppendDraft, messages: readonly streams.BatchAppendReq.ProposedMessage[]): void {
    const before = draft.held;
    try {
      for (const message of messages) draft.events.add(message);
    } finally {
      this.#held += draft.held - before;
    }
    if (this.#held > MAX_HELD) throw invalidArgument('Too many appends have begun and are not finished.');
  }

  #drop(id: string, draft: AppendDraft): void {
    clearTimeout(this.#drafts.get(id)?.timer);
    this.#drafts.delete(id);
    this.#held -= draft.held;
  }
}
