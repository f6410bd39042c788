import type { ResolvedEvent } from '../../messages/read-event.js';
import type { RpcError } from '../../rpc/rpc-error.js';

/** A consumer that is connected to a group. */
export interface Connection {
  readonly id: string;
  /** Most messages that it takes without having answered for earlier ones. */
  readonly slots: number;
  /** Its address. */
  readonly from: string;
  readonly userName: string;
  /** What it calls itself. */
  readonly name: string;
  /** Tells it that it has joined, before its first message. */
  confirm(): void;
  deliver(event: ResolvedEvent, retryCount: number): void;
  /** Ends it with an error. */
  drop(error: RpcError): void;
}
