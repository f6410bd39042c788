import { randomUUID } from 'node:crypto';
import type { ServerDuplexStream } from '@grpc/grpc-js';
import persistent from '@eventstore/db-client/generated/persistent_pb.js';
import type { Caller } from '../../access/caller.js';
import { readCredentials } from '../../access/credentials.js';
import { recordedEvent, type ResolvedEvent } from '../../messages/read-event.js';
import { readUuid, type UuidForm, uuidFormOf } from '../../messages/uuid.js';
import { invalidArgument } from '../../rpc/errors.js';
import type { RpcError } from '../../rpc/rpc-error.js';
import type { RefusalAction } from '../core/exchange.js';
import { subscriptionId } from '../names.js';
import type { Connection } from '../running/connection.js';
import type { RunningGroup } from '../running/running-group.js';

export type ReadCall = ServerDuplexStream<persistent.ReadReq, persistent.ReadResp>;

const { ReadEvent, SubscriptionConfirmation } = persistent.ReadResp;
const { Action } = persistent.ReadReq.Nack;

const ACTIONS: ReadonlyMap<persistent.ReadReq.Nack.Action, RefusalAction> = new Map([
  [Action.UNKNOWN, 'retry'],
  [Action.RETRY, 'retry'],
  [Action.PARK, 'park'],
  [Action.SKIP, 'skip'],
  [Action.STOP, 'stop'],
]);

/** Whoever wants more in flight gets this many. */
const MOST_SLOTS = 10_000;

/** A consumer over a call: messages go out, and what becomes of them comes in. */
export class ConsumerCall implements Connection {
  readonly id = randomUUID();
  readonly slots: number;
  readonly from: string;
  readonly userName: string;
  readonly name: string;
  readonly #uuid: UuidForm;
  #isStalled = false;

  /**
   * @param drop ends the call with this error
   * @throws RpcError INVALID_ARGUMENT when the client has no room for a single message
   */
  constructor(
    private readonly call: ReadCall,
    private readonly running: RunningGroup,
    caller: Caller,
    options: persistent.ReadReq.Options,
    readonly drop: (error: RpcError) => void,
  ) {
    this.slots = Math.min(options.getBufferSize(), MOST_SLOTS);
    if (this.slots <= 0) throw invalidArgument('The buffer size must be positive.');
    this.#uuid = uuidFormOf(options.getUuidOption());
    this.from = call.getPeer();
    this.userName = readCredentials(call.metadata)?.name ?? caller.name;
    this.name = String(call.metadata.get('connection-name')[0] ?? '<unknown>');
  }

  confirm(): void {
    const confirmed = new SubscriptionConfirmation().setSubscriptionId(subscriptionId(this.running.config));
    this.#send(new persistent.ReadResp().setSubscriptionConfirmation(confirmed));
  }

  deliver({ event, link }: ResolvedEvent, retryCount: number): void {
    const read = new ReadEvent().setRetryCount(retryCount);
    const position = (link ?? event)?.position;
    if (event) read.setEvent(recordedEvent(new ReadEvent.RecordedEvent(), event, this.#uuid));
    if (link) read.setLink(recordedEvent(new ReadEvent.RecordedEvent(), link, this.#uuid));
    if (position !== undefined) read.setCommitPosition(String(position));
    this.#send(new persistent.ReadResp().setEvent(read));
  }

  /** What the client says became of messages. @throws RpcError INVALID_ARGUMENT when it says something else */
  take(request: persistent.ReadReq): void {
    const ack = request.getAck();
    const nack = request.getNack();
    if (ack) this.running.tell({ type: 'acknowledged', ids: ack.getIdsList().map(readId) });
    else if (nack) this.#refuse(nack);
    else throw invalidArgument('After the options only messages are acknowledged or refused.');
  }

  #refuse(nack: persistent.ReadReq.Nack): void {
    this.running.tell({
      type: 'refused',
      consumer: this.id,
      ids: nack.getIdsList().map(readId),
      action: ACTIONS.get(nack.getAction()) ?? 'retry',
      reason: nack.getReason(),
    });
  }

  #send(response: persistent.ReadResp): void {
    if (this.call.cancelled || this.call.write(response) || this.#isStalled) return;
    this.#isStalled = true;
    this.running.tell({ type: 'stalled', consumer: this.id });
    this.call.once('drain', () => {
      this.#isStalled = false;
      this.running.tell({ type: 'drained', consumer: this.id });
    });
  }
}

function readId(uuid: Parameters<typeof readUuid>[0]): string {
  return readUuid(uuid).toLowerCase();
}
