import { asDomainEvent } from '#recorded-events';
import { type ExamResultRecorded, type RetakeGranted, VOUCHER_STREAM_PREFIX } from '#vouchers';
import type { Projection } from '../projection.js';

/** One document per granted retake; `milliseconds` from the failed sitting to the retake's, once that was taken. */
export interface RetakeDocument {
  readonly offerId: string;
  readonly examCode: string;
  readonly failedAt: string;
  readonly milliseconds?: number;
}

export const retakesProjection: Projection<RetakeDocument> = {
  name: 'retakes',
  version: 2,
  filter: { streamPrefixes: [VOUCHER_STREAM_PREFIX], eventTypes: ['RetakeGranted', 'ExamResultRecorded'] },
  indexes: ['offerId', 'milliseconds'],
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
    if (!document) return undefined;
    const milliseconds = Date.parse(event.data.takenAt) - Date.parse(document.failedAt);
    return { ...document, milliseconds };
  },
};
