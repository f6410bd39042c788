import { SimulatedClock } from '#clock';
import type { EventStore } from '#event-store';
import type { BlindIndex } from '#personal-data';
import { type Offer, offerStream, type OfferCommand } from '#vouchers';
import { professional } from '../../../../vouchers/src/testing/offers.js';
import type { Envelope } from '../../envelope.js';
import { CommandExecutor } from '../command-executor.js';
import { offerDecider } from '../decider.js';
import { StreamHistories } from '../stream-histories.js';
import type { StreamHistory } from '../stream-history.js';

export const OFFER_ID = 'second-shot';
/** The command where none is named. */
export const command = {
  type: 'PublishOffer',
  offerId: OFFER_ID,
  terms: professional.terms,
} satisfies OfferCommand;
const blindIndex = { content: (text: string) => text } as BlindIndex;

const offerIdOf = (asked: OfferCommand): string => (asked.type === 'PublishOffer' ? asked.offerId : OFFER_ID);

/**
 * What one process does with a command; all come with the same id where none is named.
 *
 * @param conflicted told of each append that another writer forestalled
 */
export function processOn(eventStore: EventStore, conflicted: () => void = () => undefined) {
  const observer = { decided: () => undefined, conflicted, appended: () => undefined };
  const clock = new SimulatedClock('2014-05-01T12:00:00.000Z');
  const histories = new StreamHistories(eventStore);
  const executor = new CommandExecutor(eventStore, histories, clock, blindIndex, observer);
  const planOf = (asked: OfferCommand, sent: Partial<Envelope> = {}) => ({
    decider: offerDecider,
    envelope: { commandId: 'c', correlationId: 'c', causationId: 'c', actor: 'test', ...sent },
    name: asked.type,
    content: asked,
    keyScope: asked.type === 'PublishOffer' ? asked.type : undefined,
    about: offerStream(offerIdOf(asked)),
    stream: offerStream(offerIdOf(asked)),
    prepare: async (seen?: StreamHistory<Offer>) => ({
      history: seen ?? (await histories.load(offerStream(offerIdOf(asked)), offerDecider)),
      command: () => Promise.resolve(asked),
    }),
  });
  return {
    execute: (asked: OfferCommand = command, sent?: Partial<Envelope>) =>
      executor.execute(planOf(asked, sent)),
    dryRun: (asked: OfferCommand = command, sent?: Partial<Envelope>) => executor.dryRun(planOf(asked, sent)),
  };
}
