import type { PublishedOffer } from '../offer/offer.state.js';
import { addHours, type Instant } from '../shared/calendar.js';
import type { Decision } from '../shared/decision.js';
import type { VoucherCommand } from '../voucher/voucher.commands.js';
import { decideVoucher } from '../voucher/voucher.decide.js';
import type { VoucherEvent } from '../voucher/voucher.events.js';
import { evolveVoucher } from '../voucher/voucher.evolve.js';
import { initialVoucher, type Voucher } from '../voucher/voucher.state.js';
import { requestVoucher } from './commands.js';
import { deepFreeze } from './freeze.js';
import { type Intent, intentOf } from './intents.js';
import { professional } from './offers.js';
import type { Setting, Step } from './random-steps.js';
import { ISSUED_AT } from './stories.js';

/** What one move of a story came to. */
export interface Move {
  readonly now: Instant;
  readonly before: Voucher;
  readonly command: VoucherCommand;
  readonly decision: Decision<VoucherEvent>;
  readonly after: Voucher;
}

/** Plays the steps from the request on, each from the voucher that the one before left. Nothing is writable. */
export function play({ terms, exams }: Setting, steps: readonly Step[]): readonly Move[] {
  const offer: PublishedOffer = { ...professional, terms };
  const request = requestVoucher(offer, exams && { exams });
  const moves: Move[] = [moveOf(initialVoucher, { now: ISSUED_AT, command: request })];
  for (const [index, step] of steps.entries()) {
    const { now, after } = moves.at(-1) ?? { now: ISSUED_AT, after: initialVoucher };
    const earlier = moves[step.choice % moves.length]?.command ?? request;
    const meeting = { index, offer, voucher: after, now: addHours(now, step.clock), earlier };
    moves.push(moveOf(after, intentOf(step, meeting)));
  }
  return moves;
}

function moveOf(before: Voucher, { now, command }: Intent): Move {
  const decision = deepFreeze(decideVoucher(deepFreeze(command), before, { now }));
  const after = decision.events.reduce<Voucher>(
    (voucher, event) => deepFreeze(evolveVoucher(voucher, event)),
    before,
  );
  return { now, before, command, decision, after };
}
