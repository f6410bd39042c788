import { once } from 'node:events';
import type { ServerDuplexStream } from '@grpc/grpc-js';
import type streams from '@eventstore/db-client/generated/streams_pb.js';
import type { Caller } from '../access/caller.js';
import { readUuid } from '../messages/uuid.js';
import { streamIdentifier } from '../messages/stream-name.js';
import { shuttingDown } from '../rpc/errors.js';
import { endOf } from '../rpc/call-end.js';
import { MessageSink } from '../rpc/message-sink.js';
import type { ServerParts } from '../server-parts.js';
import { AppendDrafts, type AppendDraft } from './append-drafts.js';
import { appendedAnswer, failedAnswer, type AppendReference } from './batch-answers.js';
import { failureStatus, timeout } from './batch-status.js';

type Call = ServerDuplexStream<streams.BatchAppendReq, streams.BatchAppendResp>;

/** While so many appends of a call are under way, no more is taken from its client. */
const MAX_UNDER_WAY = 1_000;
/** While these have so many bytes together, likewise. */
const MAX_BYTES_UNDER_WAY = 16 * 1_024 * 1_024;

/** Appends of a client over one call that lasts: each has an answer of its own, in whatever order. */
export async function batchAppend(parts: ServerParts, call: Call): Promise<void> {
  const caller = await parts.authenticator.authenticate(call);
  await new BatchAppends(parts, caller, call).run();
}

class BatchAppends {
  readonly #drafts = new AppendDrafts((id, draft) => {
    void this.#answer(failedAnswer(referenceTo(id, draft), timeout()));
  });
  readonly #underWay = new Set<Promise<void>>();
  readonly #answers: MessageSink<streams.BatchAppendResp>;
  #bytesUnderWay = 0;
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
      void this.#answer(
        failedAnswer({ correlationId: id, stream }, failureStatus(error, this.parts.onFailure)),
      );
    }
  }

  #start(id: string, draft: AppendDraft): void {
    const append = this.#append(id, draft).finally(() => {
      this.#underWay.delete(append);
      this.#bytesUnderWay -= draft.events.bytes;
      if (!this.#isFull()) this.call.resume();
    });
    this.#underWay.add(append);
    this.#bytesUnderWay += draft.events.bytes;
    if (this.#isFull()) this.call.pause();
  }

  async #append(id: string, draft: AppendDraft): Promise<void> {
    const reference = referenceTo(id, draft);
    const allowed = this.#lastCheck.then(() => this.caller.checkWrite(draft.stream));
    this.#lastCheck = allowed.catch(() => undefined);
    try {
      await allowed;
      if (draft.isOverdue) {
        await this.#answer(failedAnswer(reference, timeout()));
        return;
      }
      const appended = await this.parts.log.append(draft.stream, draft.events.all, draft.expected);
      await this.#answer(appendedAnswer(reference, appended));
    } catch (error) {
      await this.#answer(failedAnswer(reference, failureStatus(error, this.parts.onFailure)));
    }
  }

  #isFull(): boolean {
    return this.#underWay.size >= MAX_UNDER_WAY || this.#bytesUnderWay >= MAX_BYTES_UNDER_WAY;
  }

  /** A client that has left needs no answer. */
  async #answer(answer: streams.BatchAppendResp): Promise<void> {
    await this.#answers.send(answer).catch(() => undefined);
  }
}

function referenceTo(correlationId: string, { stream }: AppendDraft): AppendReference {
  return { correlationId, stream: streamIdentifier(stream) };
}
