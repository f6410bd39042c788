import { request as httpRequest, Agent } from 'node:http';
import { randomInt } from 'node:crypto';
import Table from 'cli-table3';
import { formatVoucherCode, newVoucherCode } from '#personal-data';
import { OFFER, request } from '../end-to-end/programme.js';
import { Server } from '../end-to-end/server.js';

/*
 * Whether the time of an answer tells an unknown, a mistyped and a foreign voucher code apart (domain.md, rule 20).
 * Asks the real server over one connection, in random turns, and compares each kind with the unknown codes. It
 * asserts nothing: times depend on the machine. `npm run timing`, or `npm run timing -- 20000` for more samples.
 */

const SAMPLES = Number(process.argv[2] ?? 4_000);
const WARM_UP = 500;

const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Codes that no voucher has, each made anew for every request, in the form that people write them. */
const KINDS: Readonly<Record<string, (old: readonly string[]) => string>> = {
  unknown: () => formatVoucherCode(newVoucherCode()),
  'mistyped in the last place': () => withWrongEnd(formatVoucherCode(newVoucherCode())),
  'mistyped in the first place': () => withWrongStart(formatVoucherCode(newVoucherCode())),
  'too short': () => formatVoucherCode(newVoucherCode()).slice(0, -2),
  'of another programme': () => `AMEX-${randomInt(1e9)}-${randomInt(1e9)}`.slice(0, 21),
  'replaced by a new one': (old) => old[randomInt(old.length)] ?? '',
};

function withWrongEnd(code: string): string {
  return code.slice(0, -1) + (code.endsWith('A') ? 'B' : 'A');
}

function withWrongStart(code: string): string {
  const other = DIGITS[(DIGITS.indexOf(code.charAt(0)) + 1) % DIGITS.length] ?? '0';
  return other + code.slice(1);
}

async function main(): Promise<void> {
  const server = await Server.start({ CODE_GUESSES_PER_MINUTE: '1000000' });
  try {
    await server.post('/v1/offers', OFFER);
    const old = await replacedCodes(server);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const times = await measure(server, agent, old);
    agent.destroy();
    process.stdout.write(`${report(times)}\n`);
  } finally {
    await server.remove();
  }
}

async function replacedCodes(server: Server): Promise<readonly string[]> {
  const codes: string[] = [];
  for (let number = 0; number < 100; number += 1) {
    const { body } = await request(server, `c-${number}`);
    codes.push(String(body['code']));
    await server.post(`/v1/vouchers/${String(body['voucherId'])}/reissue-code`, { reason: 'seen' });
  }
  return codes;
}

async function measure(
  server: Server,
  agent: Agent,
  old: readonly string[],
): Promise<ReadonlyMap<string, number[]>> {
  const times = new Map(Object.keys(KINDS).map((kind) => [kind, [] as number[]]));
  // All codes are made before the first is sent: what making one costs must not be measured with the next answer.
  const turns = Array.from({ length: WARM_UP + SAMPLES }, (_, turn) =>
    shuffled(Object.entries(KINDS)).map(([kind, makeCode]) => ({ turn, kind, code: makeCode(old) })),
  ).flat();
  for (const { turn, kind, code } of turns) {
    const took = await timeOf(server, agent, code);
    if (turn >= WARM_UP) times.get(kind)?.push(took);
  }
  return times;
}

/** Microseconds from the request to the whole answer. */
function timeOf(server: Server, agent: Agent, code: string): Promise<number> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const asked = httpRequest(
      `${server.url}/v1/vouchers/${code}`,
      { agent, headers: server.authorization },
      (answer) => {
        answer.resume();
        answer.on('end', () => {
          if (answer.statusCode === 404) resolve((performance.now() - began) * 1_000);
          else reject(new Error(`A code that is none was answered with ${answer.statusCode ?? 'nothing'}.`));
        });
      },
    );
    asked.on('error', reject);
    asked.end();
  });
}

function shuffled<Item>(items: readonly Item[]): readonly Item[] {
  return items
    .map((item) => ({ item, at: Math.random() }))
    .sort((one, other) => one.at - other.at)
    .map(({ item }) => item);
}

function report(times: ReadonlyMap<string, number[]>): string {
  const reference = times.get('unknown') ?? [];
  const head = ['code', 'median µs', '10th', '90th', 'slower than an unknown one'];
  const table = new Table({ head, style: { head: [], border: [] } });
  for (const [kind, taken] of times) {
    const sorted = [...taken].sort((one, other) => one - other);
    const at = (share: number): string => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(0);
    table.push([kind, at(0.5), at(0.1), at(0.9), kind === 'unknown' ? '' : slower(taken, reference)]);
  }
  const noise = (1.96 * 100) / Math.sqrt(6 * SAMPLES);
  return `${table.toString()}\n${SAMPLES} answers of each. 50 % cannot be told apart; 95 in 100 runs are within ±${noise.toFixed(1)} of it by chance.`;
}

/** How often an answer of the one kind takes longer than one of the other (Mann and Whitney's U). */
function slower(taken: readonly number[], reference: readonly number[]): string {
  const all = [...taken.map((time) => ({ time, ours: 1 })), ...reference.map((time) => ({ time, ours: 0 }))];
  all.sort((one, other) => one.time - other.time);
  let wins = 0;
  let passed = 0;
  for (const { ours } of all) {
    if (ours === 1) wins += passed;
    else passed += 1;
  }
  return `${((100 * wins) / (taken.length * reference.length)).toFixed(1)} %`;
}

await main();
