import {
  addDays,
  addHours,
  type Appointment,
  initialVoucher,
  type Instant,
  isIssued,
  laterOf,
  type Voucher,
} from '#vouchers';
import type { Outcome } from '../plan/action.js';
import { isWeekend, roundAfter, roundAt } from '../plan/calendar.js';
import type { Random } from '../plan/random.js';
import type { Deed, Party, Story } from '../plan/story.js';

const SITES = ['US-NYC-042', 'US-CHI-011', 'US-SEA-003', 'GB-LON-007', 'GB-MAN-002', 'DE-BER-015'] as const;

/** In UTC: daytime in all of the places. */
const STARTS = ['14:00', '14:30', '15:00', '16:30', '18:00', '19:30'] as const;

/** Where a candidate's story stands. Its time moves forward only, from one round to a later one. */
export class Scene {
  #voucherNow: Voucher = initialVoucher;
  #references = 0;

  constructor(
    readonly random: Random,
    private instant: Instant,
    private readonly candidateId: string,
  ) {}

  get at(): Instant {
    return this.instant;
  }

  get voucher(): Voucher {
    return this.#voucherNow;
  }

  /** Whole days from now to the voucher's end, negative when it is over. */
  get daysLeft(): number {
    if (!isIssued(this.#voucherNow)) return 0;
    return Math.floor((Date.parse(this.#voucherNow.expiresAt) - Date.parse(this.instant)) / 86_400_000);
  }

  *does(by: Party, deed: Deed): Story<Outcome> {
    const { outcome, voucher } = yield { at: this.instant, by, deed };
    this.#voucherNow = voucher;
    return outcome;
  }

  waitHours(from: number, to: number): void {
    this.instant = roundAfter(this.instant, this.random.int(from, to));
  }

  waitDays(from: number, to: number): void {
    this.waitHours(from * 24, to * 24);
  }

  waitUntil(instant: Instant): void {
    this.instant = laterOf(this.instant, roundAt(instant));
  }

  /** Waits until the last round but a few hours before the appointment; whether there is time for that. */
  waitUntilBefore({ startsAt }: Appointment, hours: number): boolean {
    const moment = addHours(startsAt, -hours);
    if (moment < this.instant) return false;
    this.waitUntil(moment);
    return true;
  }

  /** @param days from today, at least 2; a Saturday becomes the Friday before, a Sunday the Monday after */
  appointment(days: number, bookingReference = this.reference('BK')): Appointment {
    const day = this.#workday(days);
    const startsAt = `${day}T${this.random.pick(STARTS)}:00.000Z`;
    return { bookingReference, siteCode: this.random.pick(SITES), startsAt };
  }

  /** Unlike all others of the programme. */
  reference(kind: 'BK' | 'PAY' | 'RPT'): string {
    this.#references += 1;
    return `${kind}-${this.candidateId}-${this.#references}`;
  }

  #workday(days: number): string {
    const today = this.instant.slice(0, 10);
    const choices = [days, days + 1, days - 1].map((ahead) => addDays(today, ahead));
    return choices.find((day) => !isWeekend(day)) ?? addDays(today, days);
  }
}
