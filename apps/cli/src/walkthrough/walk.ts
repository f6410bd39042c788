import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { CommandFailed } from '../errors.js';
import type { Conversation } from './conversation.js';
import { type Answer, type Json } from './conversation.js';
import { ServerClock } from './server-clock.js';

const EXAM = '070-480';

/** Terms of the original offer, open whenever the walkthrough is taken. */
const OFFER = {
  offerId: 'second-shot-walkthrough',
  name: 'Second Shot',
  audience: 'professional',
  provider: 'Prometric',
  eligiblePrefixes: ['070', '071'],
  opensOn: '2000-01-01',
  closesOn: '2999-12-31',
  timeZone: 'UTC',
  validForDays: 60,
};

/** What is shown of an event. */
interface HistoryItem {
  readonly revision: number;
  readonly type: string;
  readonly recordedAt: string;
  readonly metadata: { readonly previousHash: string | null; readonly hash: string };
  readonly state: { readonly status: string };
}

/** Takes one voucher through the four steps of the original offer, and tries a second retake. */
export async function walk(talk: Conversation): Promise<void> {
  const run = randomBytes(4).toString('hex');
  talk.say(
    'An offer, under which vouchers are given out. Sent again with its key, it is answered as it was then.',
  );
  expecting(await talk.post('/v1/offers', OFFER, OFFER.offerId), 200, 201);

  talk.say('1. Get a voucher code.');
  const voucher = await requestVoucher(talk, run);

  talk.say('2. Schedule an exam with it, and pay.');
  const clock = await clockOf(talk, voucher);
  expecting(await talk.post(`${voucher}/schedule-exam`, booking(`B1-${run}`, clock)), 200);
  const price = { amount: '160.00', currency: 'USD' };
  const payment = { examCode: EXAM, price, paymentReference: `P1-${run}` };
  expecting(await talk.post(`${voucher}/record-payment`, payment), 200);

  talk.say('3. Take it. On a fail the retake is granted in the same append.');
  const failed = expecting(
    await talk.post(`${voucher}/record-exam-result`, report('failed', `R1-${run}`, clock)),
    200,
  );
  expecting(await talk.get(`${voucher}?waitFor=${String(failed['position'])}`, whatCanBeDone), 200);

  talk.say('4. Use the same voucher for the same exam again, at no charge.');
  expecting(await talk.post(`${voucher}/schedule-retake`, booking(`B2-${run}`, clock)), 200);
  expecting(await talk.post(`${voucher}/record-exam-result`, report('failed', `R2-${run}`, clock)), 200);

  talk.say('And a third time? There is one retake, ever.');
  const refused = expecting(await talk.post(`${voucher}/schedule-retake`, booking(`B3-${run}`, clock)), 409);
  if (refused['code'] !== 'RETAKE_ALREADY_USED') throw unexpected(409, refused);

  talk.say('What an auditor sees: every event, the state after each, and that the hash chain holds.');
  const history = expecting(await talk.get(`${voucher}/history`, chain), 200);
  if (history['verified'] !== true) throw unexpected(200, history);
}

async function requestVoucher(talk: Conversation, run: string): Promise<string> {
  const candidate = { candidateId: `ada-${run}`, name: 'Ada Example', email: `ada-${run}@example.org` };
  const issued = expecting(await talk.post('/v1/vouchers', { offerId: OFFER.offerId, candidate }), 201);
  return `/v1/vouchers/${String(issued['code'])}`;
}

/** The server's time, as the history has it; waited for, if need be, until a day has begun. */
async function clockOf(talk: Conversation, voucher: string): Promise<ServerClock> {
  const { items } = expecting(await talk.look(`${voucher}/history`), 200);
  const [first] = items as readonly [HistoryItem];
  const clock = new ServerClock(first.recordedAt);
  const wait = clock.untilOneDay();
  if (wait > 0)
    talk.say(`It is almost midnight: waiting ${Math.ceil(wait / 1_000)} seconds for the next day.`);
  await delay(wait);
  return clock;
}

function whatCanBeDone({ status, entries, next }: Json): Json {
  return { status, entries, next };
}

function chain({ items, verified }: Json): Json {
  const links = (items as readonly HistoryItem[]).map(({ revision, type, metadata, state }) => {
    const { previousHash, hash } = metadata;
    return { revision, type, status: state.status, previousHash: short(previousHash), hash: short(hash) };
  });
  return { items: links, verified };
}

function short(hash: string | null): string | null {
  return hash === null ? null : `${hash.slice(0, 6)}…`;
}

function booking(bookingReference: string, clock: ServerClock): Json {
  return { examCode: EXAM, appointment: { bookingReference, siteCode: 'NYC-1', startsAt: clock.soon() } };
}

function report(outcome: string, reportId: string, clock: ServerClock): Json {
  return { examCode: EXAM, outcome, score: 612, takenAt: clock.now(), reportId };
}

function expecting({ status, body }: Answer, ...wanted: readonly number[]): Json {
  if (!wanted.includes(status)) throw unexpected(status, body);
  return body;
}

function unexpected(status: number, { code, detail }: Json): CommandFailed {
  if (status === 401) {
    return new CommandFailed(
      'The server does not know the key: give an admin key with --key or ADMIN_API_KEY.',
    );
  }
  return new CommandFailed(`The walkthrough ends here, with ${status} ${String(code)}: ${String(detail)}`);
}
