import type { Metadata } from '@grpc/grpc-js';
import { clientOf, TooManyGuesses, type GuardedKeys } from '#access';
import type { Instant } from '#clock';
import { unauthenticated } from '../rpc/errors.js';
import { Caller } from './caller.js';

/** Who may call. */
export type Access =
  /** Whoever shows an API key. */
  | { readonly keys: Pick<GuardedKeys, 'authenticate'>; readonly now: () => Instant }
  /** Everybody, with or without credentials, may do everything. */
  | 'open';

interface Call {
  readonly metadata: Metadata;
  getPeer(): string;
}

/** Finds out who makes a call. */
export class Authenticator {
  constructor(
    private readonly access: Access,
    private readonly protectedPrefixes: readonly string[],
  ) {}

  /** @throws RpcError UNAUTHENTICATED */
  async authenticate(call: Call): Promise<Caller> {
    if (this.access === 'open') return new Caller(['admin'], this.protectedPrefixes);
    const token = tokenOf(call.metadata);
    if (token === undefined) throw unauthenticated('Give an API key as the password of a user.');
    const key = await this.access.keys
      .authenticate(token, clientOf(addressOf(call.getPeer())), this.access.now())
      .catch((error: unknown) => {
        if (error instanceof TooManyGuesses) throw unauthenticated(error.message);
        throw error;
      });
    if (key === undefined) throw unauthenticated('The API key is unknown, revoked or expired.');
    return new Caller(key.scopes, this.protectedPrefixes);
  }
}

/** The API key of a call: the password of Basic credentials, whose user name says nothing, or a bearer token. */
function tokenOf(metadata: Metadata): string | undefined {
  const [, scheme = '', value = ''] = /^(\w+) +(\S+) *$/.exec(String(metadata.get('authorization')[0])) ?? [];
  if (scheme.toLowerCase() === 'bearer') return value;
  if (scheme.toLowerCase() !== 'basic') return undefined;
  const [, password] = /^[^:]*:(.*)$/s.exec(Buffer.from(value, 'base64').toString('utf8')) ?? [];
  return password;
}

/** `10.0.0.1:1234` and `[::1]:1234` without the port. */
function addressOf(peer: string): string {
  return peer.replace(/:\d+$/, '').replaceAll(/[[\]]/g, '');
}
