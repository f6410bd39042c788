import {
  type Context,
  decideByRules,
  type Decision,
  refused,
  type Rule,
  unchanged,
} from '../../shared/decision.js';
import { messageOfCommand, repetitionOf } from '../provider-messages.js';
import { notActive, voucherNotFound } from '../rules/voucher-rules.js';
import type { VoucherCommand } from '../voucher.commands.js';
import type { VoucherEvent } from '../voucher.events.js';
import { isIssued, type IssuedVoucher, type Voucher } from '../voucher.state.js';

type Decide<Command> = (command: Command, voucher: Voucher, context: Context) => Decision<VoucherEvent>;

/** A command on a voucher that was issued: first whether the message was seen before (rule 19), then the rules. */
export function onIssuedVoucher<Command extends VoucherCommand>(
  rules: readonly Rule<Command, IssuedVoucher>[],
  events: (command: Command, voucher: IssuedVoucher, context: Context) => readonly VoucherEvent[],
  /** Key of the booking that this command moves, see `repetitionOf`. */
  movesBooking?: (command: Command, voucher: IssuedVoucher) => string | undefined,
): Decide<Command> {
  const decide = decideByRules(rules, events);
  return (command, voucher, context) => {
    if (voucher.status === 'none') return refused(voucherNotFound);
    if (!isIssued(voucher)) return refused(notActive(voucher, context.now));
    const message = messageOfCommand(command);
    if (message) {
      const repetition = repetitionOf(voucher.messages, message, movesBooking?.(command, voucher));
      if (repetition === 'same') return unchanged;
      if (repetition === 'conflicting') {
        return refused(conflictingDuplicate(message.key), ...decide(command, voucher, context).refusals);
      }
    }
    return decide(command, voucher, context);
  };
}

function conflictingDuplicate(key: string) {
  return {
    code: 'CONFLICTING_DUPLICATE',
    detail: `The message ${key} was recorded before with different content.`,
  } as const;
}
