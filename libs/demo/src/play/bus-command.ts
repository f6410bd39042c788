import { ChangeOffer, ChangeVoucher, EraseCandidate, RequestVoucher } from '#application';
import type { Action } from '../plan/action.js';

export type BusCommand = ChangeOffer | ChangeVoucher | EraseCandidate | RequestVoucher;

/** The action as the command bus takes it. */
export function busCommandOf({ command, envelope }: Action): BusCommand {
  switch (command.about) {
    case 'offer':
      return new ChangeOffer(command.offerId, command.command, envelope);
    case 'request':
      return new RequestVoucher(command.request, envelope);
    case 'voucher':
      return new ChangeVoucher({ voucherId: command.voucherId }, command.change, envelope);
    case 'candidate':
      return new EraseCandidate(command.candidateId, command.reason, envelope);
  }
}
