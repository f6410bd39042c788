import { Pool } from 'undici';
import { ADMIN_KEY, type Call } from '../workload/http.js';

/** The server did not do what it was asked: then nothing is worth measuring. */
class Unexpected extends Error {
  override readonly name = 'Unexpected';
}

const HEADERS = { authorization: `Bearer ${ADMIN_KEY}` };
const JSON_HEADERS = { ...HEADERS, 'content-type': 'application/json' };

/** Keeps its connections open, and has one request at a time on each. */
export class Client {
  readonly #pool: Pool;

  constructor(origin: string, connections: number) {
    this.#pool = new Pool(origin, { connections, pipelining: 1 });
  }

  /** The body of the answer. @throws Unexpected when it is an error */
  async call({ path, body }: Call): Promise<string> {
    const { statusCode, body: answer } = await this.#pool.request(
      body === undefined
        ? { method: 'GET', path, headers: HEADERS }
        : { method: 'POST', path, headers: JSON_HEADERS, body: JSON.stringify(body) },
    );
    const text = await answer.text();
    if (statusCode >= 300) throw new Unexpected(`${path} was answered ${statusCode}: ${text}`);
    return text;
  }

  close(): Promise<void> {
    return this.#pool.close();
  }
}
