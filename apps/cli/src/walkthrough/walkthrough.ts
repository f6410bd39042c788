import { randomBytes } from 'node:crypto';
import type { Output } from '../context.js';
import { CommandFailed } from '../errors.js';
import type { ApiClient } from './api-client.js';
import { linesOf } from './history.js';
import { Narrator } from './narrator.js';
import { booking, offerAt, payment, report, voucherRequest } from './requests.js';

/**
 * The four steps of the original offer, and the one step too many. Names are new each time.
 *
 * @throws CommandFailed
 */
export async function walkThrough(api: ApiClient, output: Output): Promise<void> {
  const { date: now } = await api.call('GET', '/health/live');
  const visit: Visit = {
    api,
    narrator: new Narrator(api, output),
    now,
    name: `walker-${randomBytes(4).toString('hex')}`,
  };
  const { voucherId, code } = await getVoucher(visit);
  const voucher = `/v1/vouchers/${code}`;
  await failFirst(visit, voucher);
  await useRetake(visit, voucher);
  await tryOnceMore(visit, voucher);
  await showHistory(visit, voucherId);
}

interface Visit {
  readonly api: ApiClient;
  readonly narrator: Narrator;
  /** What time it is at the server. */
  readonly now: Date;
  /** Tells this visit from all others. */
  readonly name: string;
}

async function getVoucher({ api, narrator, now, name }: Visit) {
  const offer = offerAt(now);
  narrator.say('There has to be an offer. Published a second time as it stands, it changes nothing.');
  await narrator.post('/v1/offers', offer);
  narrator.say('1. A candidate asks for a voucher, and gets its code.');
  const { body } = await narrator.post('/v1/vouchers', voucherRequest(offer.offerId, name));
  const [voucherId, code] = [String(body['voucherId']), String(body['code'])];
  // Codes are found in a read model, which may be a moment behind.
  await api.call('GET', `/v1/vouchers/${voucherId}?waitFor=${String(body['position'])}&timeoutMs=10000`);
  return { voucherId, code };
}

async function failFirst({ narrator, now, name }: Visit, voucher: string): Promise<void> {
  narrator.say('2. With the code, the exam is scheduled and paid.');
  await narrator.post(`${voucher}/schedule-exam`, booking(`${name}-B1`, now));
  await narrator.post(`${voucher}/record-payment`, payment(`${name}-P1`));
  narrator.say('3. The candidate takes the exam and fails: the report itself grants the retake.');
  await narrator.post(`${voucher}/record-exam-result`, report(`${name}-R1`, 610, now));
}

async function useRetake({ narrator, now, name }: Visit, voucher: string): Promise<void> {
  narrator.say(
    '4. The second shot: the same voucher, the same exam, at no charge. It is taken, and failed too.',
  );
  await narrator.post(`${voucher}/schedule-retake`, booking(`${name}-B2`, now));
  await narrator.post(`${voucher}/record-exam-result`, report(`${name}-R2`, 655, now));
}

async function tryOnceMore({ narrator, now, name }: Visit, voucher: string): Promise<void> {
  narrator.say('There is no third try.');
  const { body } = await narrator.post(`${voucher}/schedule-retake`, booking(`${name}-B3`, now), [409]);
  if (body['code'] === 'RETAKE_ALREADY_USED') return;
  throw new CommandFailed(`The third try was refused with ${String(body['code'])}, not RETAKE_ALREADY_USED.`);
}

async function showHistory({ narrator }: Visit, voucherId: string): Promise<void> {
  narrator.say(
    'All of it is in the history: a refused command leaves no event, and each event holds the hash before it.',
  );
  const { body } = await narrator.get(`/v1/vouchers/${voucherId}/history`);
  narrator.show([...linesOf(body['items']), `verified: ${String(body['verified'])}`]);
  if (body['verified'] !== true) throw new CommandFailed('The hash chain of the voucher does not hold.');
}
