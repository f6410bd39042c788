import type streams from '@eventstore/db-client/generated/streams_pb.js';
import type { EmbeddedLog, LogEvent } from '#event-store/embedded';
import { readResponse } from '../messages/read-event.js';
import type { MessageSink } from '../rpc/message-sink.js';
import { type UuidForm, uuidFormOf } from '../messages/uuid.js';
import { resolveLink } from './links.js';

/** Sends the answers of a read in the form that the client wants, as fast as it takes them. */
export class EventSender {
  readonly #resolveLinks: boolean;
  readonly #uuid: UuidForm;

  constructor(
    private readonly log: EmbeddedLog,
    private readonly sink: MessageSink<streams.ReadResp>,
    options: streams.ReadReq.Options,
  ) {
    this.#resolveLinks = options.getResolveLinks();
    this.#uuid = uuidFormOf(options.getUuidOption());
  }

  /** Aborts when nothing more can be sent. */
  get signal(): AbortSignal {
    return this.sink.signal;
  }

  async event(event: LogEvent): Promise<void> {
    const resolved = await resolveLink(this.log, event, this.#resolveLinks);
    await this.response(readResponse(resolved, this.#uuid));
  }

  response(response: streams.ReadResp): Promise<void> {
    return this.sink.send(response);
  }
}
