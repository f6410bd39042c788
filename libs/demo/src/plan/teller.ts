import {
  type Candidate,
  decideCandidate,
  decideVoucher,
  evolveCandidate,
  evolveVoucher,
  initialCandidate,
  initialVoucher,
  type Instant,
  isIssued,
  type NewCode,
  type Voucher,
  type VoucherCommand,
  voucherIdOf,
} from '#vouchers';
import type { Action, Command, Outcome } from './action.js';
import { roundAfter } from './calendar.js';
import { envelopeFor } from './envelope.js';
import type { OfferBook } from './offer-book.js';
import type { Person } from './people.js';
import type { Deed, Happened, Step, Story } from './story.js';

/** What becomes of a candidate within the programme. */
export interface Life {
  readonly actions: readonly Action[];
  /** As they stand at the end, oldest first. */
  readonly vouchers: readonly Voucher[];
}

/** Codes and what is sealed are random by nature; no rule looks at them. */
const CODE: NewCode = { sealed: '', hash: '' };

/** Tells a candidate's story as far as the programme goes, and asks the rules of each step what comes of it. */
export class Teller {
  readonly #actions: Action[] = [];
  readonly #vouchers: Voucher[] = [];
  #candidate: Candidate = initialCandidate;

  constructor(
    private readonly person: Person,
    private readonly offerId: string,
    private readonly offers: OfferBook,
    private readonly until: Instant,
  ) {}

  tell(story: Story): Life {
    let next = story.next();
    while (!next.done && next.value.at <= this.until) {
      this.#expireBefore(next.value.at);
      next = story.next(this.#happen(next.value));
    }
    this.#expireBefore(this.until);
    return { actions: this.#actions, vouchers: this.#vouchers };
  }

  /** The clock's own step, as soon as it is due. */
  #expireBefore(at: Instant): void {
    const voucher = this.#latest;
    if (!isIssued(voucher) || voucher.status !== 'active') return;
    const due = roundAfter(voucher.expiresAt, 0);
    if (due <= at) this.#happen({ at: due, by: 'deadlines', deed: { type: 'ExpireVoucher' } });
  }

  #happen({ at, by, deed }: Step): Happened {
    const envelope = envelopeFor(this.person.candidateId, this.#actions.length, by);
    const command = this.#commandOf(deed);
    const expected = this.#decide(deed, at);
    this.#actions.push({ at, subject: this.person.candidateId, command, envelope, expected });
    return { outcome: expected, voucher: this.#latest };
  }

  #decide(deed: Deed, now: Instant): Outcome {
    if (deed.type === 'EraseCandidate') return this.#erase(deed.reason);
    const isRequest = deed.type === 'RequestVoucher';
    const voucher = isRequest ? initialVoucher : this.#latest;
    const { refusals, events } = decideVoucher(this.#completed(deed, now), voucher, { now });
    if (refusals[0]) return refusals[0].code;
    if (!isRequest) this.#vouchers.pop();
    this.#vouchers.push(events.reduce(evolveVoucher, voucher));
    return events.length > 0 ? 'recorded' : 'unchanged';
  }

  #erase(reason: string): Outcome {
    const { candidateId } = this.person;
    const keyIds = [candidateId];
    const { events } = decideCandidate(
      { type: 'EraseCandidate', candidateId, keyIds, reason },
      this.#candidate,
    );
    this.#candidate = events.reduce(evolveCandidate, this.#candidate);
    return events.length > 0 ? 'recorded' : 'unchanged';
  }

  /** The deed with what the server puts in. */
  #completed(deed: Exclude<Deed, { type: 'EraseCandidate' }>, now: Instant): VoucherCommand {
    switch (deed.type) {
      case 'RequestVoucher':
        return {
          ...deed,
          voucherId: this.#nextVoucherId,
          offer: this.offers.at(this.offerId, now),
          candidateId: this.person.candidateId,
          ordinal: this.#vouchers.length + 1,
          alreadyHeld: this.#vouchers.filter(({ status }) => status !== 'declined').length,
          candidate: '',
          emailHash: '',
          newCode: CODE,
        };
      case 'ApproveVoucherRequest':
        return { ...deed, offer: this.offers.at(this.offerId, now), newCode: CODE };
      case 'ReissueVoucherCode':
        return { ...deed, newCode: CODE };
      default:
        return deed;
    }
  }

  #commandOf(deed: Deed): Command {
    const { candidateId, details } = this.person;
    if (deed.type === 'EraseCandidate') return { about: 'candidate', candidateId, reason: deed.reason };
    if (deed.type === 'RequestVoucher') {
      const { exams } = deed;
      return {
        about: 'request',
        request: { offerId: this.offerId, candidateId, details, ...(exams && { exams }) },
      };
    }
    const latest = this.#latest;
    const voucherId = latest.status === 'none' ? this.#nextVoucherId : latest.voucherId;
    return { about: 'voucher', voucherId, change: deed };
  }

  get #latest(): Voucher {
    return this.#vouchers.at(-1) ?? initialVoucher;
  }

  get #nextVoucherId(): string {
    return voucherIdOf(this.offerId, this.person.candidateId, this.#vouchers.length + 1);
  }
}
