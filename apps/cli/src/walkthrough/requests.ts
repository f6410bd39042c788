import { zoneAtNoon } from './zone-at-noon.js';

const EXAM = '070-480';
const HOUR = 3_600_000;

/** An offer that is open at any time. The same one each time it is the same time of day, so that it is made once. */
export function offerAt(now: Date) {
  const timeZone = zoneAtNoon(now);
  return {
    offerId: `walkthrough-${timeZone.toLowerCase().replaceAll(/[^a-z]/g, '-')}`,
    name: 'Second Shot (walkthrough)',
    audience: 'professional',
    provider: 'Prometric',
    eligiblePrefixes: ['070', '071'],
    opensOn: '2000-01-01',
    closesOn: '2099-12-31',
    timeZone,
    validForDays: 60,
  };
}

/** @param candidateId unlike all others */
export function voucherRequest(offerId: string, candidateId: string) {
  return {
    offerId,
    candidate: { candidateId, name: 'Ada Example', email: `${candidateId}@example.org` },
  };
}

/** In an hour: the candidate comes early, on the same day there. */
export function booking(bookingReference: string, now: Date) {
  const startsAt = new Date(now.getTime() + HOUR).toISOString();
  return { examCode: EXAM, appointment: { bookingReference, siteCode: 'NYC-042', startsAt } };
}

export function payment(paymentReference: string) {
  return { examCode: EXAM, price: { amount: '150.00', currency: 'USD' }, paymentReference };
}

export function report(reportId: string, score: number, takenAt: Date) {
  return { examCode: EXAM, outcome: 'failed', score, takenAt: takenAt.toISOString(), reportId };
}
