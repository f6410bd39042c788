import { readdirSync, readFileSync } from 'node:fs';

import type { CandidateEvent } from './candidate/candidate.events.js';
import { evolveCandidate, initialCandidate } from './candidate/candidate.state.js';
import type { OfferEvent } from './offer/offer.events.js';
import { evolveOffer, initialOffer } from './offer/offer.state.js';
import { everyEvent } from './testing/every-event.js';
import { schemaVersionOf, upcast } from './upcasters.js';
import type { VoucherEvent } from './voucher/voucher.events.js';
import { evolveVoucher } from './voucher/voucher.evolve.js';
import { initialVoucher, type Voucher } from './voucher/voucher.state.js';

type DomainEvent = VoucherEvent | OfferEvent | CandidateEvent;

/** Newest version of every type; the compiler misses the type that is not listed. Samples are never changed. */
const VERSIONS: Readonly<Record<DomainEvent['type'], number>> = {
  AppointmentCancelled: 1,
  CandidateErased: 1,
  ExamForfeited: 1,
  ExamPaid: 1,
  ExamRescheduled: 1,
  ExamResultCorrected: 1,
  ExamResultRecorded: 1,
  ExamScheduled: 1,
  OfferAmended: 1,
  OfferClosed: 1,
  OfferPublished: 1,
  RetakeGranted: 1,
  RetakeScheduled: 1,
  RetakeWithdrawn: 1,
  VoucherCodeReissued: 1,
  VoucherDeclined: 1,
  VoucherExpired: 1,
  VoucherExtended: 1,
  VoucherIssued: 1,
  VoucherRequested: 1,
  VoucherRevoked: 1,
};

const SAMPLES = new URL('../../../../test/samples/', import.meta.url);
const samples = Object.entries(VERSIONS).flatMap(([type, newest]) =>
  Array.from({ length: newest }, (_, index) => ({
    type,
    version: index + 1,
    file: `${type}.v${index + 1}.json`,
  })),
);

/** The event that lies in the sample, as it is read today. */
function sample<Event extends DomainEvent>(type: Event['type'], version = 1): Event {
  const text = readFileSync(new URL(`${type}.v${version}.json`, SAMPLES), 'utf8');
  const stored = JSON.parse(text) as { type: string; schemaVersion: number; data: Event['data'] };
  expect(stored).toMatchObject({ type, schemaVersion: version });
  return { type, data: upcast(type, stored.schemaVersion, stored.data) } as Event;
}

const voucherAfter = (...types: readonly VoucherEvent['type'][]): Voucher =>
  types.map((type) => sample<VoucherEvent>(type)).reduce(evolveVoucher, initialVoucher);

/** Names and JSON types of all fields, however deep. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return [...new Set(value.map(shapeOf))];
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, shapeOf(field)]));
}

describe('stored samples', () => {
  it('are there for every version of every type, and for nothing else', () => {
    expect(readdirSync(SAMPLES).sort()).toEqual(samples.map(({ file }) => file).sort());
    for (const [type, newest] of Object.entries(VERSIONS)) expect(schemaVersionOf(type)).toBe(newest);
  });

  it.each(Object.entries(VERSIONS))(
    'have the form in which %s is written today, version %i',
    (type, newest) => {
      const written = everyEvent().filter((event) => event.type === type);
      expect(written).not.toEqual([]);
      for (const { type: known, data } of written) {
        expect(shapeOf(data)).toEqual(shapeOf(sample(known, newest).data));
      }
    },
  );
});

describe('folded from stored samples', () => {
  const requested = {
    status: 'requested',
    voucherId: '8a34f623-97d8-5468-a1db-5903154f153b',
    offerId: 'second-shot-professional',
    candidateId: 'cand-1',
    exams: ['070-480', '070-486'],
  };
  const takenAt = '2014-03-17T14:05:00.000Z';
  const payment = { price: { amount: '160.00', currency: 'USD' }, paymentReference: 'P1' };
  const first = {
    appointment: { bookingReference: 'B1', siteCode: 'BOS1', startsAt: '2014-03-17T14:00:00.000Z' },
    payment,
    sitting: { reported: 'failed', outcome: 'failed', score: 640, takenAt, reportId: 'R1' },
  };
  const granted = { failedAt: takenAt, availableFrom: '2014-03-18T14:05:00.000Z' };
  const issued = ['VoucherRequested', 'VoucherIssued'] as const;
  const failed = [...issued, 'ExamScheduled', 'ExamPaid', 'ExamRescheduled', 'ExamResultRecorded'] as const;

  it('a request stands, or is declined', () => {
    expect(voucherAfter('VoucherRequested')).toEqual(requested);
    expect(voucherAfter('VoucherRequested', 'VoucherDeclined')).toEqual({ ...requested, status: 'declined' });
  });

  it('a voucher is issued', () => {
    expect(voucherAfter(...issued)).toMatchObject({
      ...requested,
      status: 'active',
      terms: {
        examsPerVoucher: 2,
        retakeWaitHours: 24,
        changeNoticeHours: 24,
        eligiblePrefixes: ['070', '071'],
      },
      code: 'v1.key-1.c2VhbGVkIGNvZGU',
      codeHash: 'a1b2c3',
      expiresAt: '2014-06-01T03:59:59.999Z',
    });
    expect(voucherAfter(...issued)).toHaveProperty('entries', {});
  });

  it('a first attempt is cancelled, or fails and grants a retake', () => {
    const cancelled = voucherAfter(...issued, 'ExamScheduled', 'ExamPaid', 'AppointmentCancelled');
    expect(cancelled).toHaveProperty('entries', {});
    const [booking, payment, report] = ['booking:B1', 'payment:P1', 'report:R1'].map((key) => ({ key }));
    expect(voucherAfter(...failed, 'RetakeGranted')).toMatchObject({
      entries: { '070-480': { examCode: '070-480', first, retake: granted } },
      messages: [report, [booking, [payment, [booking, []]]]],
    });
  });

  it('a retake is booked and forfeited, or withdrawn by a correction', () => {
    const appointment = { bookingReference: 'B2', siteCode: 'NYC1', startsAt: '2014-04-07T14:00:00.000Z' };
    expect(voucherAfter(...failed, 'RetakeGranted', 'RetakeScheduled', 'ExamForfeited')).toMatchObject({
      entries: { '070-480': { retake: { ...granted, appointment, forfeited: 'no-show' } } },
    });
    const corrected = voucherAfter(...failed, 'RetakeGranted', 'ExamResultCorrected', 'RetakeWithdrawn');
    expect(corrected).toMatchObject({
      entries: { '070-480': { first: { sitting: { reported: 'failed', outcome: 'passed' } } } },
    });
    expect(corrected).not.toHaveProperty(['entries', '070-480', 'retake']);
  });

  it('a voucher is extended, gets a new code, is revoked or expires', () => {
    expect(voucherAfter(...issued, 'VoucherExtended', 'VoucherCodeReissued')).toMatchObject({
      expiresAt: '2014-07-01T03:59:59.999Z',
      code: 'v1.key-1.bmV3IHNlYWxlZCBjb2Rl',
      codeHash: 'd4e5f6',
    });
    expect(voucherAfter(...issued, 'VoucherRevoked')).toMatchObject({
      status: 'revoked',
      revokedAt: '2014-04-01T12:00:00.000Z',
    });
    expect(voucherAfter(...issued, 'VoucherExpired')).toMatchObject({ status: 'expired' });
  });

  it('an offer is published, amended and closed', () => {
    const offerId = 'second-shot-professional';
    const events = (['OfferPublished', 'OfferAmended', 'OfferClosed'] as const).map((type) =>
      sample<OfferEvent>(type),
    );
    expect(events.slice(0, 1).reduce(evolveOffer, initialOffer)).toMatchObject({
      status: 'published',
      offerId,
      terms: {
        name: 'Second Shot for professionals',
        validUntil: '2014-05-31',
        timeZone: 'America/New_York',
      },
    });
    expect(events.reduce(evolveOffer, initialOffer)).toMatchObject({
      status: 'closed',
      offerId,
      terms: { validForDays: 90, lastSittingOn: '2014-05-31' },
    });
  });

  it('a candidate is erased', () => {
    expect(evolveCandidate(initialCandidate, sample<CandidateEvent>('CandidateErased'))).toEqual({
      erasedKeyIds: ['key-1', 'key-2'],
    });
  });
});
