import { Command } from '@nestjs/cqrs';
import type { OfferCommand } from '#vouchers';
import type { CommandResult } from '../command-result.js';
import type { Envelope } from '../envelope.js';

/** Publishes, amends or closes an offer. */
export class ChangeOffer extends Command<CommandResult> {
  constructor(
    readonly offerId: string,
    readonly command: OfferCommand,
    readonly envelope: Envelope,
  ) {
    super();
  }
}
