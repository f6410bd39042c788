import type streams from '@eventstore/db-client/generated/streams_pb.js';
import type { ExpectedRevision } from '#event-store';
import { readExpectedRevision } from '../messages/expected-revision.js';
import { readStreamName } from '../messages/stream-name.js';
import { invalidArgument } from '../rpc/errors.js';
import { LONGEST_TIMER } from '../longest-timer.js';
import { ProposedEvents } from './proposed-events.js';

/** An append of a batch call, which comes in one or more requests of the same correlation id. */
export class AppendDraft {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  /** The instant, in milliseconds, after which the client does not wait any longer. */
  readonly deadline: number;
  readonly events = new ProposedEvents();

  /** @throws RpcError when the options are not complete */
  constructor(options: streams.BatchAppendReq.Options) {
    this.stream = readStreamName(options.getStreamIdentifier());
    this.expected = readExpectedRevision(options);
    this.deadline = options.getDeadline()?.toDate().getTime() ?? Infinity;
  }

  get isOverdue(): boolean {
    return this.deadline <= Date.now();
  }
}

/** All drafts of a call may have so many bytes together. */
const MAX_DRAFT_BYTES = 64 * 1_024 * 1_024;

/** The appends of a call whose last request has not come yet. */
export class AppendDrafts {
  readonly #drafts = new Map<string, { readonly draft: AppendDraft; readonly timer: NodeJS.Timeout }>();
  #bytes = 0;

  /** @param overdue told of a draft whose deadline has passed; it is forgotten */
  constructor(private readonly overdue: (id: string, draft: AppendDraft) => void) {}

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
      for (const message of request.getProposedMessagesList()) this.#bytes += draft.events.add(message);
      if (this.#bytes > MAX_DRAFT_BYTES)
        throw invalidArgument('Too many appends are begun and not finished.');
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
    const draft = new AppendDraft(options);
    const wait = Math.min(Math.max(0, draft.deadline - Date.now()), LONGEST_TIMER);
    const timer = setTimeout(() => {
      this.#drop(id, draft);
      this.overdue(id, draft);
    }, wait);
    this.#drafts.set(id, { draft, timer });
  }

  #drop(id: string, draft: AppendDraft): void {
    clearTimeout(this.#drafts.get(id)?.timer);
    this.#drafts.delete(id);
    this.#bytes -= draft.events.bytes;
  }
}
