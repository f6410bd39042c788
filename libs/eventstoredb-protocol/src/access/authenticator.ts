import type { Metadata } from '@grpc/grpc-js';
import { clientOf, TooManyGuesses, type AccessKey, type GuardedKeys } from '#access';
import type { Instant } from '#clock';
import type { EmbeddedLog } from '#event-store/embedded';
import { unauthenticated } from '../rpc/errors.js';
import type { Caller } from './caller.js';
import { readCredentials } from './credentials.js';
import { KeyCaller } from './key-caller.js';
import { NamedCaller } from './named-caller.js';
import type { ProtectedStreams } from './protected-streams.js';

/** Who may call. */
export type Access =
  /** Whoever shows an API key as the password, whatever the user name. */
  | { readonly keys: Pick<GuardedKeys, 'authenticate'>; readonly now: () => Instant }
  /** Everybody, without a password: for tests. */
  | 'open';

interface Call {
  readonly metadata: Metadata;
  getPeer(): string;
}

/** Finds out who makes a call. */
export class Authenticator {
  constructor(
    private readonly access: Access,
    private readonly log: EmbeddedLog,
    private readonly streams: ProtectedStreams,
  ) {}

  /** @throws RpcError UNAUTHENTICATED */
  async authenticate(call: Call): Promise<Caller> {
    const credentials = readCredentials(call.metadata);
    if (this.access === 'open') return new NamedCaller(this.log, this.streams, credentials?.name);
    if (!credentials) throw unauthenticated('Give an API key as the password of a user.');
    const { keys, now } = this.access;
    const client = clientOf(addressOf(call.getPeer()));
    const look = () => keys.authenticate(credentials.secret, client, now());
    const key = await look().catch(refuseGuesses);
    if (key === undefined) throw unauthenticated('The API key is unknown, revoked or expired.');
    return new KeyCaller(key, look, this.streams);
  }
}

function refuseGuesses(error: unknown): AccessKey | undefined {
  if (error instanceof TooManyGuesses) throw unauthenticated(error.message);
  throw error;
}

/** `10.0.0.1:1234` and `[::1]:1234` without the port. */
function addressOf(peer: string): string {
  return peer.replace(/:\d+$/, '').replaceAll(/[[\]]/g, '');
}
