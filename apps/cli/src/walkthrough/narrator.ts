import prettyPrint from 'json-stringify-pretty-compact';
import type { Output } from '../context.js';
import { CommandFailed } from '../errors.js';
import type { Answer, ApiClient } from './api-client.js';

/** Performs requests, and shows each with its answer. */
export class Narrator {
  constructor(
    private readonly api: ApiClient,
    private readonly output: Output,
  ) {}

  say(text: string): void {
    this.output.write(`${text}\n\n`);
  }

  /**
   * @param expected statuses after which the walkthrough goes on
   * @throws CommandFailed when the answer has another one
   */
  async post(path: string, body: object, expected: readonly number[] = [200, 201]): Promise<Answer> {
    this.output.write(indented(`POST ${path}\n${prettyPrint(body, { maxLength: 100 })}`, '  > '));
    const answer = await this.api.call('POST', path, body);
    const { status, statusText } = answer;
    this.output.write(
      indented(`${status} ${statusText}\n${prettyPrint(answer.body, { maxLength: 100 })}`, '  < '),
    );
    this.output.write('\n');
    if (!expected.includes(status)) throw surprising(answer);
    return answer;
  }

  /** Shows the request alone: what of the answer is worth showing, the caller says. @throws CommandFailed */
  async get(path: string): Promise<Answer> {
    this.output.write(indented(`GET ${path}`, '  > '));
    const answer = await this.api.call('GET', path);
    if (answer.status !== 200) throw surprising(answer);
    return answer;
  }

  show(lines: readonly string[]): void {
    this.output.write(`${indented(lines.join('\n'), '  < ')}\n`);
  }
}

function surprising({ status, body }: Answer): CommandFailed {
  return new CommandFailed(
    `The walkthrough ends here: the server answered ${status} ${String(body['code'])} (${String(body['detail'])}).`,
  );
}

function indented(text: string, by: string): string {
  return text.replaceAll(/^/gm, by).concat('\n');
}
