import { DEFAULT_TERMS, type CalendarDate, type Instant, type OfferCommand, type Terms } from '#vouchers';
import { dayFrom, PROGRAMME_DAYS } from './calendar.js';
import { ACADEMIC_EXAMS, type Exams, NEWCOMER_EXAMS, PROFESSIONAL_EXAMS } from './exams.js';

/** An offer, what becomes of it, and what its candidates are like. */
export interface Campaign {
  readonly offerId: string;
  readonly exams: Exams;
  /** How often it is chosen, beside the others. */
  readonly weight: number;
  /** Share of the requests that are for a pack, which names its exams. */
  readonly packs: number;
  readonly deeds: readonly { readonly at: Instant; readonly command: OfferCommand }[];
  /** Days on which candidates ask, both included: some come too late. */
  readonly asked: { readonly from: CalendarDate; readonly to: CalendarDate };
}

/** The three offers of the original, as they would be run around an instant. */
export function campaigns(until: Instant): readonly [Campaign, ...Campaign[]] {
  const day = (days: number) => dayFrom(until, days);
  return [professional(day), academic(day), newcomer(day)];
}

type Day = (days: number) => CalendarDate;

/** First open until about now, prolonged when it went well. */
function professional(day: Day): Campaign {
  const offerId = 'second-shot-professional';
  const terms: Terms = {
    ...DEFAULT_TERMS,
    name: 'Second Shot for professionals',
    audience: 'professional',
    provider: 'Prometric',
    eligiblePrefixes: ['070', '071'],
    opensOn: day(-PROGRAMME_DAYS),
    closesOn: day(-10),
    timeZone: 'America/New_York',
    validForDays: 90,
    examsPerVoucher: 3,
    retakeWaitHours: 24,
  };
  return {
    offerId,
    exams: PROFESSIONAL_EXAMS,
    weight: 55,
    packs: 0.12,
    deeds: [
      { at: early(day(-PROGRAMME_DAYS)), command: { type: 'PublishOffer', offerId, terms } },
      { at: early(day(-45)), command: { type: 'AmendOffer', changes: { closesOn: day(60) } } },
    ],
    asked: { from: day(-PROGRAMME_DAYS), to: day(0) },
  };
}

/** Staff look at each request: who asks has to be enrolled somewhere. */
function academic(day: Day): Campaign {
  const offerId = 'second-shot-academic';
  const terms: Terms = {
    ...DEFAULT_TERMS,
    name: 'Second Shot for students',
    audience: 'academic',
    provider: 'Prometric',
    eligiblePrefixes: ['072', '073'],
    opensOn: day(14 - PROGRAMME_DAYS),
    closesOn: day(30),
    timeZone: 'Europe/London',
    validForDays: 120,
    approval: 'manual',
    retakeWaitHours: 24,
  };
  return {
    offerId,
    exams: ACADEMIC_EXAMS,
    weight: 25,
    packs: 0,
    deeds: [{ at: early(day(10 - PROGRAMME_DAYS)), command: { type: 'PublishOffer', offerId, terms } }],
    asked: { from: day(14 - PROGRAMME_DAYS), to: day(0) },
  };
}

/** All its vouchers end on one day; it was closed ahead of time. */
function newcomer(day: Day): Campaign {
  const offerId = 'second-shot-newcomer';
  const terms: Terms = {
    ...DEFAULT_TERMS,
    name: 'Second Shot for newcomers',
    audience: 'newcomer',
    provider: 'Prometric',
    eligiblePrefixes: ['098'],
    opensOn: day(30 - PROGRAMME_DAYS),
    closesOn: day(-15),
    timeZone: 'America/Chicago',
    validUntil: day(26),
  };
  return {
    offerId,
    exams: NEWCOMER_EXAMS,
    weight: 20,
    packs: 0,
    deeds: [
      { at: early(day(28 - PROGRAMME_DAYS)), command: { type: 'PublishOffer', offerId, terms } },
      { at: early(day(-24)), command: { type: 'CloseOffer', reason: 'All vouchers are given out.' } },
    ],
    asked: { from: day(30 - PROGRAMME_DAYS), to: day(-23) },
  };
}

/** Before the first round of the day: no request and no change of its offer fall together. */
function early(day: CalendarDate): Instant {
  return `${day}T05:30:00.000Z`;
}
