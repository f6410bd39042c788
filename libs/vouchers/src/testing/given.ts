import type { Instant } from '../shared/calendar.js';
import { eventsOf } from '../shared/decision.js';
import { CommandRefused, type RefusalCode } from '../shared/refusal.js';
import type { VoucherCommand } from '../voucher/voucher.commands.js';
import { decideVoucher } from '../voucher/voucher.decide.js';
import type { VoucherEvent } from '../voucher/voucher.events.js';
import { evolveVoucher } from '../voucher/voucher.evolve.js';
import { initialVoucher, type Voucher } from '../voucher/voucher.state.js';
import { deepFreeze } from './freeze.js';

/** The voucher that these events make, none of it writable. */
export function voucherOf(...history: readonly VoucherEvent[]): Voucher {
  return deepFreeze(history).reduce(
    (voucher, event) => deepFreeze(evolveVoucher(voucher, event)),
    initialVoucher,
  );
}

interface Outcome {
  /** Exactly these events are recorded. */
  then(...events: readonly VoucherEvent[]): void;
  /** The command is answered, and changes nothing. */
  thenNothing(): void;
  /** Refused by exactly these rules, in this order; the first gives the error its code. */
  thenRefused(...codes: readonly RefusalCode[]): void;
}

/** `given(...history).when(command, at).then(...events)`, in the words of `domain.md`. */
export function given(...history: readonly VoucherEvent[]) {
  return {
    when(command: VoucherCommand, at: Instant): Outcome {
      const voucher = voucherOf(...history);
      const decision = decideVoucher(deepFreeze(command), voucher, { now: at });
      return {
        then(...events) {
          expect(decision).toStrictEqual({ refusals: [], events });
          expect(eventsOf(decision)).toStrictEqual(events);
        },
        thenNothing() {
          this.then();
        },
        thenRefused(...codes) {
          expect(decision.refusals.map(({ code }) => code)).toEqual(codes);
          expect(decision.events).toEqual([]);
          const error = refusalOf(() => eventsOf(decision));
          expect(error).toMatchObject({ code: codes[0], refusals: decision.refusals });
        },
      };
    },
  };
}

/** What is thrown where events are wanted of a decision that refuses. */
export function refusalOf(wantEvents: () => unknown): CommandRefused {
  try {
    wantEvents();
  } catch (error) {
    if (error instanceof CommandRefused) return error;
    throw error;
  }
  throw new Error('The command was accepted; a refusal was expected.');
}
