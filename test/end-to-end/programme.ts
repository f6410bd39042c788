import { FIRST_SEASON, type Season } from './season.js';
import type { Answered, Server } from './server.js';

const EXAM = '070-480';

export function offerOf({ year, offerId }: Season) {
  return {
    offerId,
    name: 'Second Shot',
    audience: 'professional',
    provider: 'Prometric',
    eligiblePrefixes: ['070', '071'],
    opensOn: `${year}-01-01`,
    closesOn: `${year}-05-31`,
    timeZone: 'America/New_York',
    validUntil: `${year}-05-31`,
  };
}

/** The original offer. */
export const OFFER = offerOf(FIRST_SEASON);

export function requestBy(candidateId: string, { offerId } = FIRST_SEASON) {
  const candidate = { candidateId, name: 'Ada Example', email: `${candidateId}@example.org` };
  return { offerId, candidate };
}

export function request(
  server: Server,
  candidateId: string,
  idempotencyKey?: string,
  season = FIRST_SEASON,
): Promise<Answered> {
  const headers = idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey };
  return server.post('/v1/vouchers', requestBy(candidateId, season), headers);
}

export function appointment(bookingReference: string, startsAt: string) {
  return { examCode: EXAM, appointment: { bookingReference, siteCode: 'NYC-1', startsAt } };
}

export function payment(paymentReference: string) {
  return { examCode: EXAM, price: { amount: '160.00', currency: 'USD' }, paymentReference };
}

export function result(outcome: 'passed' | 'failed', takenAt: string, reportId: string) {
  return { examCode: EXAM, outcome, takenAt, reportId };
}

/** Takes a new voucher to where its retake is granted, by its code, and answers that. */
export async function failedOnce(
  server: Server,
  candidateId: string,
  season = FIRST_SEASON,
): Promise<string> {
  const { body } = await request(server, candidateId, undefined, season);
  const voucher = `/v1/vouchers/${encodeURIComponent(String(body['code']))}`;
  const day = `${season.year}-05-01`;
  await server.post(`${voucher}/schedule-exam`, appointment(`B-${candidateId}`, `${day}T20:00:00Z`));
  await server.post(`${voucher}/record-payment`, payment(`P-${candidateId}`));
  await server.post(
    `${voucher}/record-exam-result`,
    result('failed', `${day}T12:00:00.000Z`, `R-${candidateId}`),
  );
  return voucher;
}

/** Position of the voucher's last event: what a query has to wait for to show all of it. */
export async function headOf(server: Server, voucher: string): Promise<string> {
  const { body } = await server.call('GET', `${voucher}/history`);
  const items = body['items'] as readonly { readonly position: string }[];
  return items.at(-1)?.position ?? '0';
}
