import type { VoucherChange, VoucherRequest } from '#application';

/** The admin key of the servers that are measured. */
export const ADMIN_KEY = 'key-of-the-benchmark-0123456789abcdef';

/** A request of the API. */
export interface Call {
  readonly path: string;
  /** Sent as JSON with `POST`; without it the request is a `GET`. */
  readonly body?: object;
}

export function requestCall({ offerId, candidateId, details }: VoucherRequest): Call {
  return { path: '/v1/vouchers', body: { offerId, candidate: { candidateId, ...details } } };
}

/** `ScheduleExam` is asked at `…/schedule-exam`, and so on. */
export function changeCall(voucherId: string, { type, ...body }: VoucherChange): Call {
  const name = type.replaceAll(/(?<!^)[A-Z]/g, '-$&').toLowerCase();
  return { path: `/v1/vouchers/${voucherId}/${name}`, body };
}
