import { asDomainEvent } from '#recorded-events';
import { type ExamResultRecorded, type RetakeGranted, VOUCHER_STREAM_PREFIX } from '#vouchers';
import type { Projection } from '../projection.js';

/** One document per granted retake; `minutes` from the failed sitting to the retake's, once that was taken. */
export interface RetakeDocument {
  readonly offerId: string;
  readonly examCode: string;
  readonly failedAt: string;
  readonly minutes?: number;
}

export const retakesProjection: Projection<RetakeDocument> = {
  name: 'retakes',
  version: 1,
  filter: { streamPrefixes: [VOUCHER_STREAM_PREFIX], eventTypes: ['RetakeGranted', 'ExamResultRecorded'] },
  indexes: ['offerId', 'minutes'],
  keys: (recorded) => {
    const event = asDomainEvent<RetakeGranted | ExamResultRecorded>(recorded);
    const concerned = event.type === 'RetakeGranted' || event.data.attempt === 'retake';
    return concerned ? [`${event.stream.slice(VOUCHER_STREAM_PREFIX.length)}/${event.data.examCode}`] : [];
  },
  evolve: (document, recorded) => {
    const event = asDomainEvent<RetakeGranted | ExamResultRecorded>(recorded);
    if (event.type === 'RetakeGranted') {
      const { offerId, examCode, failedAt } = event.data;
      return { offerId, examCode, failedAt };
    }
    return document && { ...document, minutes: minutesBetween(document.failedAt, event.data.takenAt) };
  },
};

function minutesBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 60_000);
}
