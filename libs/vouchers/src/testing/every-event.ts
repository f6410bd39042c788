import { decideCandidate } from '../candidate/candidate.decide.js';
import type { CandidateEvent } from '../candidate/candidate.events.js';
import { initialCandidate } from '../candidate/candidate.state.js';
import { decideOffer } from '../offer/offer.decide.js';
import type { OfferEvent } from '../offer/offer.events.js';
import { initialOffer, type PublishedOffer } from '../offer/offer.state.js';
import type { Instant } from '../shared/calendar.js';
import { eventsOf } from '../shared/decision.js';
import type { VoucherCommand } from '../voucher/voucher.commands.js';
import { decideVoucher } from '../voucher/voucher.decide.js';
import type { VoucherEvent } from '../voucher/voucher.events.js';
import * as commands from './commands.js';
import { booking, EXAM, OTHER_EXAM } from './events.js';
import { voucherOf } from './given.js';
import { offerValidForDays, offerWith } from './offers.js';
import { FIRST, FIRST_REPORTED, FIRST_TAKEN, ISSUED_AT, RETAKE, RETAKE_REPORTED } from './stories.js';

const offer = offerWith({ examsPerVoucher: 2, approval: 'manual' });

/** An event of every type as the deciders make it today, with every field that it can have. */
export function everyEvent(): readonly (VoucherEvent | OfferEvent | CandidateEvent)[] {
  return [
    ...offerEvents(),
    ...decideCandidate(
      { type: 'EraseCandidate', candidateId: 'cand-1', keyIds: ['key-1'], reason: 'on request' },
      initialCandidate,
    ).events,
    ...story([ISSUED_AT, commands.requestVoucher(offer, { exams: [EXAM] })], [ISSUED_AT, commands.decline()]),
    ...story(
      ...untilRetake,
      [FIRST_REPORTED, commands.correct('first', 'passed')],
      [FIRST_REPORTED, commands.revoke],
    ),
    ...story(...untilRetake, [RETAKE_REPORTED, commands.recordNoShow()]),
    ...story(...untilRetake, ['2014-07-02T12:00:00.000Z', commands.expire]),
  ];
}

type Told = readonly [Instant, VoucherCommand];

const untilRetake: readonly Told[] = [
  [ISSUED_AT, commands.requestVoucher(offer, { exams: [EXAM, OTHER_EXAM] })],
  [ISSUED_AT, commands.approve(offer)],
  [ISSUED_AT, commands.scheduleExam(booking('B0', FIRST.startsAt))],
  [ISSUED_AT, { ...commands.cancel('candidate'), reason: 'ill' }],
  [ISSUED_AT, commands.scheduleExam(booking('B1', '2014-03-09T14:00:00.000Z'))],
  [ISSUED_AT, commands.rescheduleExam(FIRST)],
  [ISSUED_AT, commands.recordPayment()],
  [ISSUED_AT, commands.extend('2014-06-30')],
  [ISSUED_AT, commands.reissueCode('new', 'hash-of-new')],
  [FIRST_REPORTED, commands.recordResult('failed', FIRST_TAKEN, 'R1')],
  [FIRST_REPORTED, commands.scheduleRetake(RETAKE)],
];

function story(...told: readonly Told[]): readonly VoucherEvent[] {
  return told.reduce<readonly VoucherEvent[]>(
    (history, [now, command]) => [
      ...history,
      ...eventsOf(decideVoucher(command, voucherOf(...history), { now })),
    ],
    [],
  );
}

function offerEvents(): readonly OfferEvent[] {
  const { offerId, terms } = offer;
  const published: PublishedOffer = { status: 'published', offerId, terms };
  const amended = offerValidForDays(90, { lastSittingOn: '2014-05-31' }).terms;
  return [
    ...decideOffer({ type: 'PublishOffer', offerId, terms }, initialOffer).events,
    ...decideOffer({ type: 'AmendOffer', changes: amended }, published).events,
    ...decideOffer({ type: 'CloseOffer', reason: 'sold out' }, published).events,
  ];
}
