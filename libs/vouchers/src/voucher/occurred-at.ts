import type { Instant } from '../shared/calendar.js';
import type { VoucherEvent } from './voucher.events.js';

/** When it happened in the world, which may be long before it was recorded at `now`. */
export function occurredAt(event: VoucherEvent, now: Instant): Instant {
  switch (event.type) {
    case 'ExamResultRecorded':
      return event.data.takenAt;
    case 'VoucherExpired':
      return event.data.expiresAt;
    default:
      return now;
  }
}
