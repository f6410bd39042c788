import type { CommandBus } from '@nestjs/cqrs';
import { ChangeOffer } from '#application';
import { CommandRefused } from '#vouchers';
import { benchTerms, OFFER_ID } from '../workload/offer.js';
import { envelope } from './drive.js';

/** Publishes the offer of the benchmark, unless the store has it already. */
export async function publishOffer(commands: CommandBus): Promise<void> {
  const terms = benchTerms(new Date());
  try {
    await commands.execute(
      new ChangeOffer(OFFER_ID, { type: 'PublishOffer', offerId: OFFER_ID, terms }, envelope()),
    );
  } catch (error) {
    // The zone whose noon is nearest changes with the hour: a store filled earlier has other terms.
    if (!(error instanceof CommandRefused && error.code === 'OFFER_ALREADY_PUBLISHED')) throw error;
  }
}
