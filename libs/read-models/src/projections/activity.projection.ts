import { asDomainEvent, metadataOf } from '#recorded-events';
import { VOUCHER_STREAM_PREFIX, type VoucherEvent } from '#vouchers';
import type { Projection } from '../projection.js';

/** One document per offer and UTC day: how many events of each type happened then. */
export interface ActivityDocument {
  readonly offerId: string;
  readonly day: string;
  readonly counts: Readonly<Record<string, number>>;
}

export const activityProjection: Projection<ActivityDocument> = {
  name: 'activity',
  version: 1,
  filter: { streamPrefixes: [VOUCHER_STREAM_PREFIX] },
  indexes: ['offerId', 'day'],
  keys: (event) => [`${offerOf(asDomainEvent<VoucherEvent>(event))}/${dayOf(metadataOf(event).occurredAt)}`],
  evolve: (document, event) => ({
    offerId: offerOf(asDomainEvent<VoucherEvent>(event)),
    day: dayOf(metadataOf(event).occurredAt),
    counts: { ...document?.counts, [event.type]: (document?.counts[event.type] ?? 0) + 1 },
  }),
};

function offerOf(event: VoucherEvent): string {
  return event.data.offerId;
}

function dayOf(instant: string): string {
  return instant.slice(0, 10);
}
