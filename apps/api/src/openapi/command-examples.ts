import type { DomainEventType } from './event-types.js';

/** What a command of an example has recorded. */
export interface Recorded {
  readonly subject: 'voucher' | 'offer' | 'candidate';
  readonly events: readonly [DomainEventType, ...DomainEventType[]];
  /** Revision of the first of them. */
  readonly from: number;
  /** What the answer has besides. */
  readonly with?: readonly ('code' | 'expiresAt')[];
}

export const EXAMPLE_VOUCHER_ID = '1c9b1a52-7d39-5f5e-8a55-0f2f6e3d9b11';

const SUBJECTS = {
  voucher: { voucherId: EXAMPLE_VOUCHER_ID },
  offer: { offerId: 'second-shot-2014' },
  candidate: { candidateId: 'cand-4711' },
};

const EXTRAS = { code: '7QK3-M9XT-2VBN-H4WD-R', expiresAt: '2014-06-01T03:59:59.999Z' };

export function acceptedExample({ subject, events, from, with: extras = [] }: Recorded): object {
  return {
    ...SUBJECTS[subject],
    revision: from + events.length - 1,
    position: '1042',
    events: events.map((type, index) => ({ type, revision: from + index })),
    ...Object.fromEntries(extras.map((name) => [name, EXTRAS[name]])),
  };
}

export function dryRunExample({ subject, events }: Recorded): object {
  return {
    dryRun: true,
    ...SUBJECTS[subject],
    events: events.map((type) => ({ type, data: { offerId: SUBJECTS.offer.offerId } })),
    refusals: [],
  };
}
