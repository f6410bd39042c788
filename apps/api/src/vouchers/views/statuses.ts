import type { EntryStatus, VoucherStatus } from '#vouchers';

const voucherStatuses: Readonly<Record<VoucherStatus, true>> = {
  requested: true,
  declined: true,
  active: true,
  completed: true,
  expired: true,
  revoked: true,
};

const entryStatuses: Readonly<Record<EntryStatus, true>> = {
  scheduled: true,
  paid: true,
  passed: true,
  'retake-available': true,
  'retake-scheduled': true,
  failed: true,
  forfeited: true,
  invalidated: true,
};

export const VOUCHER_STATUSES = Object.keys(voucherStatuses);
export const ENTRY_STATUSES = Object.keys(entryStatuses);
