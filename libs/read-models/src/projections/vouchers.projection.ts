import { asDomainEvent, metadataOf } from '#recorded-events';
import {
  evolveVoucher,
  initialVoucher,
  isIssued,
  type Voucher,
  VOUCHER_STREAM_PREFIX,
  type VoucherEvent,
} from '#vouchers';
import type { Projection } from '../projection.js';
import { examsTally } from './exams.tally.js';
import { expiriesTally } from './expiries.tally.js';
import { funnelTally } from './funnel.tally.js';

/**
 * One document per voucher: the voucher itself, and beside it what searches filter and sort by. The provider's
 * messages are left out: only a decision asks for them, and they would be a third of the document.
 */
export interface VoucherDocument {
  readonly voucher: Exclude<Voucher, { status: 'none' }>;
  readonly revision: number;
  readonly requestedAt: string;
  readonly status: string;
  readonly offerId: string;
  readonly candidateId: string;
  readonly examCodes: readonly string[];
  readonly expiresAt?: string;
  readonly codeHash?: string;
}

export const vouchersProjection: Projection<VoucherDocument> = {
  name: 'vouchers',
  version: 5,
  filter: { streamPrefixes: [VOUCHER_STREAM_PREFIX] },
  indexes: ['status', 'offerId', 'candidateId', 'examCodes', 'requestedAt', 'expiresAt', 'codeHash'],
  keys: (event) => [event.stream.slice(VOUCHER_STREAM_PREFIX.length)],
  evolve: (document, event) => {
    const voucher = evolveVoucher(document?.voucher ?? initialVoucher, asDomainEvent<VoucherEvent>(event));
    if (voucher.status === 'none') return undefined;
    return {
      voucher: isIssued(voucher) ? { ...voucher, messages: [] } : voucher,
      revision: event.revision,
      requestedAt: document?.requestedAt ?? metadataOf(event).recordedAt,
      status: voucher.status,
      offerId: voucher.offerId,
      candidateId: voucher.candidateId,
      examCodes: examCodesOf(voucher),
      ...(isIssued(voucher) && { expiresAt: voucher.expiresAt, codeHash: voucher.codeHash }),
    };
  },
  tallies: [funnelTally, examsTally, expiriesTally],
};

function examCodesOf(voucher: VoucherDocument['voucher']): readonly string[] {
  return isIssued(voucher)
    ? [...new Set([...voucher.exams, ...Object.keys(voucher.entries)])]
    : voucher.exams;
}
