import { InvalidRequest } from '../../port/index.js';

/** The stream is closed for ever: nothing can be read from it nor appended to it. */
export class StreamTombstoned extends InvalidRequest {
  constructor(readonly stream: string) {
    super(`Stream ${stream} was deleted for ever: use another one.`);
  }
}
