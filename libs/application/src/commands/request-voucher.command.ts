import { Command } from '@nestjs/cqrs';
import type { CommandResult } from '../command-result.js';
import type { Envelope } from '../envelope.js';

/** Personal data of a candidate, in clear only on its way to being sealed. */
export interface CandidateDetails {
  readonly name: string;
  readonly email: string;
  readonly providerCandidateNumber?: string;
}

export interface VoucherRequest {
  readonly offerId: string;
  readonly candidateId: string;
  readonly details: CandidateDetails;
  readonly exams?: readonly string[];
}

/** Requests a voucher, which is issued at once where the offer approves automatically. */
export class RequestVoucher extends Command<CommandResult> {
  constructor(
    readonly request: VoucherRequest,
    readonly envelope: Envelope,
  ) {
    super();
  }
}
