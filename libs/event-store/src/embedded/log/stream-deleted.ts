import { InvalidRequest } from '../../port/index.js';

/** The stream has a tombstone, or was deleted where somebody expects it to exist. */
export class StreamDeleted extends InvalidRequest {
  constructor(readonly stream: string) {
    super(`Stream ${stream} was deleted: do not expect it to exist, or use another one.`);
  }
}
