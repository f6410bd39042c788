import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Offer, offerStream } from '#vouchers';
import type { CommandResult } from '../command-result.js';
import { accepted, dryRunAnswer } from '../write-side/answer.js';
import { CommandExecutor } from '../write-side/command-executor.js';
import { offerDecider } from '../write-side/decider.js';
import { StreamHistories } from '../write-side/stream-histories.js';
import type { StreamHistory } from '../write-side/stream-history.js';
import { ChangeOffer } from './change-offer.command.js';

@CommandHandler(ChangeOffer)
export class ChangeOfferHandler implements ICommandHandler<ChangeOffer> {
  constructor(
    private readonly histories: StreamHistories,
    private readonly executor: CommandExecutor,
  ) {}

  async execute({ offerId, command, envelope }: ChangeOffer): Promise<CommandResult> {
    const stream = offerStream(offerId);
    const plan = {
      about: stream,
      stream,
      decider: offerDecider,
      envelope,
      name: command.type,
      content: { offerId, ...command },
      keyScope: command.type === 'PublishOffer' ? command.type : undefined,
      prepare: async (seen?: StreamHistory<Offer>) => ({
        history: seen ?? (await this.histories.load(stream, offerDecider)),
        command: () => Promise.resolve(command),
      }),
    };
    const subject = { offerId };
    if (envelope.dryRun) return dryRunAnswer(subject, await this.executor.dryRun(plan));
    return accepted(subject, await this.executor.execute(plan));
  }
}
