import { originalStreamOf } from '#event-store/embedded';
import { accessDenied } from '../rpc/errors.js';

/** The streams that clients of the protocol may read, and nothing else, whoever they are. */
export class ProtectedStreams {
  /** @param prefixes beginnings of their names */
  constructor(private readonly prefixes: readonly string[]) {}

  /** @throws RpcError `access-denied` when the stream, or the one whose metadata it carries, is protected */
  check(stream: string): void {
    const original = originalStreamOf(stream) ?? stream;
    if (this.prefixes.some((prefix) => original.startsWith(prefix))) throw accessDenied();
  }
}
