/** The log as a whole, where a stream is named. */
export const ALL = '$all';

/**
 * Who makes a call, by what they may do. Each check throws an RpcError: `access-denied`, or UNAUTHENTICATED when the
 * credentials have been revoked since the call began.
 */
export interface Caller {
  /** The name that operators see. */
  readonly name: string;
  /** Reading a stream, or `ALL`. */
  checkRead(stream: string): Promise<void>;
  /** Appending to a stream; to a `$$` stream: setting metadata. */
  checkWrite(stream: string): Promise<void>;
  checkDelete(stream: string): Promise<void>;
  /** Managing what is not a stream: persistent subscriptions. */
  checkManage(): Promise<void>;
}
