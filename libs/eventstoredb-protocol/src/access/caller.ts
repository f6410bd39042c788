import { allows, type Scope } from '#access';
import { metadataOf } from '#event-store/embedded';
import { accessDenied } from '../rpc/errors.js';

/** Who makes a call, by what he may do. */
export class Caller {
  constructor(
    private readonly scopes: readonly Scope[],
    private readonly protectedPrefixes: readonly string[],
  ) {}

  /** @throws RpcError `access-denied` */
  checkRead(): void {
    if (!allows(this.scopes, 'audit:read')) throw accessDenied();
  }

  /** Appending to a stream, deleting it, setting its metadata. @throws RpcError `access-denied` */
  checkWrite(stream: string): void {
    const owner = metadataOf(stream) ?? stream;
    const isProtected = this.protectedPrefixes.some((prefix) => owner.startsWith(prefix));
    if (isProtected || !allows(this.scopes, 'admin')) throw accessDenied();
  }
}
