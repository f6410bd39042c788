import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { EventStore } from '#event-store';
import { EVENT_STORE } from '../ports.js';
import { offerStream } from '#vouchers';
import type { CommandResult } from '../command-result.js';
import { accepted, rehearsed } from '../write-side/answer.js';
import { CommandExecutor } from '../write-side/command-executor.js';
import { offerDecider } from '../write-side/decider.js';
import { loadHistory } from '../write-side/stream-history.js';
import { ChangeOffer } from './change-offer.command.js';

@CommandHandler(ChangeOffer)
export class ChangeOfferHandler implements ICommandHandler<ChangeOffer> {
  constructor(
    @Inject(EVENT_STORE) private readonly eventStore: EventStore,
    private readonly executor: CommandExecutor,
  ) {}

  async execute({ offerId, command, envelope }: ChangeOffer): Promise<CommandResult> {
    const plan = {
      decider: offerDecider,
      envelope,
      name: command.type,
      content: { offerId, ...command },
      prepare: async () => ({
        history: await loadHistory(this.eventStore, offerStream(offerId), offerDecider),
        command: () => Promise.resolve(command),
      }),
    };
    const subject = { offerId };
    if (envelope.dryRun) return rehearsed(subject, await this.executor.rehearse(plan));
    return accepted(subject, await this.executor.execute(plan));
  }
}
