import pretty from 'json-stringify-pretty-compact';
import type { Output } from '../context.js';
import { CommandFailed } from '../errors.js';

export type Json = Readonly<Record<string, unknown>>;

export interface Answer {
  readonly status: number;
  readonly body: Json;
}

interface Request {
  readonly body?: Json;
  readonly commandId?: string;
  readonly part?: (body: Json) => Json;
}

/** Of a line, in characters. */
const WIDTH = 110;

/** Talks to a server, and shows every request and every answer. */
export class Conversation {
  constructor(
    private readonly server: URL,
    private readonly key: string,
    private readonly output: Output,
  ) {}

  say(text: string): void {
    this.output.write(`\n${text}\n`);
  }

  /** @param part what is shown of the answer, where the whole would be too much to read */
  get(path: string, part: (body: Json) => Json): Promise<Answer> {
    return this.#exchange('GET', path, { part });
  }

  /** Asks without showing it. */
  look(path: string): Promise<Answer> {
    return this.#send('GET', path, {});
  }

  /** @param commandId makes the command one that is carried out once, however often it is sent */
  post(path: string, body: Json, commandId?: string): Promise<Answer> {
    return this.#exchange('POST', path, { body, ...(commandId !== undefined && { commandId }) });
  }

  async #exchange(method: string, path: string, request: Request): Promise<Answer> {
    const { body, part } = request;
    this.output.write(`\n  > ${method} ${path}\n${body ? indented(body, '  > ') : ''}`);
    const answer = await this.#send(method, path, request);
    const isPart = part !== undefined && answer.status === 200;
    const shown = isPart ? part(answer.body) : answer.body;
    this.output.write(`  < ${answer.status}${isPart ? ', in part' : ''}\n${indented(shown, '  < ')}`);
    return answer;
  }

  async #send(method: string, path: string, { body, commandId }: Request): Promise<Answer> {
    let response: Response;
    try {
      response = await fetch(new URL(path, this.server), {
        method,
        headers: {
          authorization: `Bearer ${this.key}`,
          ...(body && { 'content-type': 'application/json' }),
          ...(commandId !== undefined && { 'idempotency-key': commandId }),
        },
        ...(body && { body: JSON.stringify(body) }),
      });
    } catch {
      throw new CommandFailed(
        `No server answers at ${this.server.origin}: start one with \`npm start\`, or name it with --url.`,
      );
    }
    return { status: response.status, body: await jsonOf(response) };
  }
}

function indented(value: unknown, margin: string): string {
  const lines = pretty(value, { maxLength: WIDTH }).split('\n');
  return lines.map((line) => `${margin}${line}\n`).join('');
}

async function jsonOf(response: Response): Promise<Json> {
  try {
    return (await response.json()) as Json;
  } catch {
    throw new CommandFailed(`What answers at ${response.url} is no Second Shot server: name it with --url.`);
  }
}
