import { CommandFailed } from '../errors.js';

export interface Answer {
  readonly status: number;
  readonly statusText: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** What time it is at the server, to the second: the machine's clock, or the simulated one where that is set. */
  readonly date: Date;
}

/** Milliseconds after which a server that does not answer is given up. */
const PATIENCE = 30_000;

/** Speaks to a running server. */
export class ApiClient {
  constructor(
    private readonly url: string,
    private readonly key: string,
  ) {}

  /** @throws CommandFailed when there is no server, or it does not let the key in */
  async call(method: 'GET' | 'POST', path: string, body?: object): Promise<Answer> {
    const response = await this.#fetch(path, {
      method,
      headers: {
        authorization: `Bearer ${this.key}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(PATIENCE),
    });
    const { status, statusText, headers } = response;
    if (status === 401 || status === 403) {
      throw new CommandFailed(
        `The server at ${this.url} does not accept this key: give one of its admin keys with --key, ADMIN_API_KEY or DATA_DIR.`,
      );
    }
    const date = new Date(headers.get('date') ?? Date.now());
    return { status, statusText, body: await this.#bodyOf(response), date };
  }

  async #fetch(path: string, request: RequestInit): Promise<Response> {
    try {
      return await fetch(new URL(path, this.url), request);
    } catch {
      throw new CommandFailed(
        `No server answers at ${this.url}: start one with \`npm start\`, or name another with --url.`,
      );
    }
  }

  async #bodyOf(response: Response): Promise<Answer['body']> {
    const body: unknown = await response.json().catch(() => undefined);
    if (typeof body === 'object' && body !== null) return body as Answer['body'];
    throw new CommandFailed(`What answers at ${this.url} is not Second Shot: name its address with --url.`);
  }
}
