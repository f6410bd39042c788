import type { EmbeddedLog } from '#event-store/embedded';
import { accessDenied } from '../rpc/errors.js';
import type { Caller } from './caller.js';
import type { ProtectedStreams } from './protected-streams.js';
import { rolesFor, type StreamAction } from './stream-acl.js';

/** The user that a call without credentials is taken for. */
const ADMIN = 'admin';

/** A caller who is believed by name, where access is open: the metadata of streams says what they may do. */
export class NamedCaller implements Caller {
  readonly #roles: readonly string[];

  constructor(
    private readonly log: EmbeddedLog,
    private readonly streams: ProtectedStreams,
    readonly name = ADMIN,
  ) {
    this.#roles = name === ADMIN ? [name, '$admins', '$all'] : [name, '$all'];
  }

  checkRead(stream: string): Promise<void> {
    return this.#check('read', stream);
  }

  async checkWrite(stream: string): Promise<void> {
    this.streams.check(stream);
    await this.#check('write', stream);
  }

  async checkDelete(stream: string): Promise<void> {
    this.streams.check(stream);
    await this.#check('delete', stream);
  }

  async checkManage(): Promise<void> {
    if (!this.#roles.includes(ADMIN)) throw accessDenied();
  }

  async #check(action: StreamAction, stream: string): Promise<void> {
    const roles = await rolesFor(this.log, action, stream);
    if (roles && !roles.some((role) => this.#roles.includes(role))) throw accessDenied();
  }
}
