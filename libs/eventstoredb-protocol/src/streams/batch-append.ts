import { once } from 'node:events';
import type { ServerDuplexStream } from '@grpc/grpc-js';
import type streams from '@eventstore/db-client/generated/streams_pb.js';
import type { Caller } from '../access/caller.js';
import { readUuid } from '../messages/uuid.js';
import { streamIdentifier } from '../messages/stream-name.js';
import { shuttingDown, timedOut } from '../rpc/errors.js';
import { endOf } from '../rpc/call-end.js';
import { MessageSink } from '../rpc/message-sink.js';
import type { ServerParts } from '../server-parts.js';
import { AppendDrafts, type AppendDraft } from './append-drafts.js';
import { appendedAnswer, failedAnswer, type AppendReference } from './batch-answers.js';
import { failureStatus } from './batch-status.js';

type Call = ServerDuplexStream<streams.BatchAppendReq, streams.BatchAppendResp>;

/** While so many appends of a call are under way, no more is taken from its client. */
const MAX_UNDER_WAY = 1_000;
/** While these take so many bytes of memory together, likewise. */
const MAX_HELD_UNDER_WAY = 16 * 1_024 * 1_024;

/** Appends of a client over one call that lasts: each has an answer of its own, in whatever order. */
export async function batchAppend(parts: ServerParts, call: Call): Promise<void> {
  const caller = await parts.authenticator.authenticate(call);
  await new BatchAppends(parts, caller, call).run();
}

class BatchAppends {
  readonly #drafts = new AppendDrafts(
    (stream) => this.#checkInTurn(stream),
    (id, draft, error) => void this.#answerFailed(referenceTo(id, draft), error),
  );
  readonly #underWay = new Set<Promise<void>>();
  readonly #answers: MessageSink<streams.BatchAppendResp>;
  #heldUnderWay = 0;
  /** One check after the other, so that the appends reach the store in the order of their coming. */
  #lastCheck: Promise<void> = Promise.resolve();

  constructor(
    private readonly parts: ServerParts,
    private readonly caller: Caller,
    private readonly call: Call,
  ) {
    this.#answers = new MessageSink(call);
  }

  /** Resolves when the client has ended the call, or left it, and all that was taken is answered. */
  async run(): Promise<void> {
    const { closing } = this.parts;
    const take = (request: streams.BatchAppendReq) => {
      this.#take(request);
    };
    this.call.on('data', take);
    await once(this.call, 'end', { signal: endOf(this.call, closing) }).catch(() => undefined);
    this.call.off('data', take);
    this.#drafts.close();
    await Promise.all(this.#underWay);
    if (closing.aborted) throw shuttingDown();
  }

  #take(request: streams.BatchAppendReq): void {
    const id = readUuid(request.getCorrelationId());
    try {
      const draft = this.#drafts.take(id, request);
      if (draft) this.#start(id, draft);
    } catch (error) {
      const stream = request.getOptions()?.getStreamIdentifier() ?? streamIdentifier('');
      void this.#answerFailed({ correlationId: id, stream }, error);
    }
  }

  #start(id: string, draft: AppendDraft): void {
    const append = this.#append(id, draft).finally(() => {
      this.#underWay.delete(append);
      this.#heldUnderWay -= draft.held;
      if (!this.#isFull()) this.call.resume();
    });
    this.#underWay.add(append);
    this.#heldUnderWay += draft.held;
    if (this.#isFull()) this.call.pause();
  }

  async #append(id: string, draft: AppendDraft): Promise<void> {
    const reference = referenceTo(id, draft);
    try {
      await draft.allowed;
      if (draft.isOverdue) throw timedOut();
      const appended = await this.parts.log.append(draft.stream, draft.events.all, draft.expected);
      await this.#answer(appendedAnswer(reference, appended));
    } catch (error) {
      await this.#answerFailed(reference, error);
    }
  }

  #checkInTurn(stream: string): Promise<void> {
    const checked = this.#lastCheck.then(() => this.caller.checkWrite(stream));
    this.#lastCheck = checked.catch(() => undefined);
    return checked;
  }

  #isFull(): boolean {
    return this.#underWay.size >= MAX_UNDER_WAY || this.#heldUnderWay >= MAX_HELD_UNDER_WAY;
  }

  #answerFailed(append: AppendReference, error: unknown): Promise<void> {
    return this.#answer(failedAnswer(append, failureStatus(error, this.parts.onFailure)));
  }

  /** A client that has left needs no answer. */
  async #answer(answer: streams.BatchAppendResp): Promise<void> {
    await this.#answers.send(answer).catch(() => undefined);
  }
}

function referenceTo(correlationId: string, { stream }: AppendDraft): AppendReference {
  return { correlationId, stream: streamIdentifier(stream) };
}
