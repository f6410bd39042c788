import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Clock } from '#clock';
import {
  CommandRefused,
  decideVoucher,
  isIssued,
  messageOfCommand,
  messageOfEvent,
  offerStream,
  type Voucher,
  type VoucherCommand,
  type VoucherEvent,
  voucherNotFound,
  voucherStream,
} from '#vouchers';
import { upcastEvent } from '#recorded-events';
import { CLOCK } from '../ports.js';
import type { CommandResult } from '../command-result.js';
import type { VoucherReference } from '../voucher-reference.js';
import { accepted, dryRunAnswer } from '../write-side/answer.js';
import { CommandCode } from '../write-side/command-code.js';
import { CommandExecutor } from '../write-side/command-executor.js';
import { offerDecider, voucherDecider } from '../write-side/decider.js';
import { StreamHistories } from '../write-side/stream-histories.js';
import type { HistoryEvent, StreamHistory } from '../write-side/stream-history.js';
import { UNMINTED, VoucherCodes } from '../write-side/voucher-codes.js';
import { ChangeVoucher, type VoucherChange } from './change-voucher.command.js';

type VoucherHistory = StreamHistory<Voucher>;

@CommandHandler(ChangeVoucher)
export class ChangeVoucherHandler implements ICommandHandler<ChangeVoucher> {
  constructor(
    private readonly histories: StreamHistories,
    private readonly executor: CommandExecutor,
    private readonly codes: VoucherCodes,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ voucher, change, envelope }: ChangeVoucher): Promise<CommandResult> {
    const { voucherId } = voucher;
    const stream = voucherStream(voucherId);
    const code = new CommandCode(this.codes);
    const plan = {
      about: stream,
      stream,
      decider: voucherDecider,
      envelope,
      name: change.type,
      content: { voucherId, ...change },
      prepare: async (seen?: VoucherHistory) => {
        const history = seen ?? (await this.histories.load(stream, voucherDecider));
        requireVoucher(history.state, voucher);
        return {
          history,
          command: () => this.#complete(change, history.state, envelope.dryRun ? undefined : code),
        };
      },
      repeats: repeatedRevision,
    };
    const subject = { voucherId };
    if (envelope.dryRun) return dryRunAnswer(subject, await this.executor.dryRun(plan));
    const executed = await this.executor.execute(plan);
    const extras = await code.issuedBy(executed, () => this.#candidateOf(stream));
    return accepted(subject, executed, extras);
  }

  /**
   * Puts in what the client cannot say: the offer as it stands, and a new code.
   *
   * @param code absent in a dry run
   */
  async #complete(
    change: VoucherChange,
    state: Voucher,
    code: CommandCode | undefined,
  ): Promise<VoucherCommand> {
    if (change.type !== 'ApproveVoucherRequest' && change.type !== 'ReissueVoucherCode') return change;
    if (state.status === 'none') throw new CommandRefused([voucherNotFound]);
    const draft: VoucherCommand =
      change.type === 'ReissueVoucherCode'
        ? { ...change, newCode: UNMINTED }
        : { ...change, newCode: UNMINTED, offer: await this.#offerOf(state.offerId) };
    const { refusals } = decideVoucher(draft, state, { now: this.clock.now() });
    if (!code || refusals.length > 0) return draft;
    return { ...draft, newCode: await code.mint(state.candidateId) };
  }

  async #candidateOf(stream: string): Promise<string> {
    const { state } = await this.histories.load(stream, voucherDecider);
    if (state.status === 'none') throw new CommandRefused([voucherNotFound]);
    return state.candidateId;
  }

  async #offerOf(offerId: string) {
    return (await this.histories.load(offerStream(offerId), offerDecider)).state;
  }
}

/** A voucher that is not there, and one that was named by a code it no longer has, are refused alike. */
function requireVoucher(state: Voucher, { codeHash }: VoucherReference): void {
  const hasCode = codeHash === undefined || (isIssued(state) && state.codeHash === codeHash);
  if (state.status === 'none' || !hasCode) throw new CommandRefused([voucherNotFound]);
}

/** Rule 19: where the provider's message was recorded that this command repeats. */
function repeatedRevision(command: VoucherCommand, { events }: VoucherHistory): number | undefined {
  const repeated = messageOfCommand(command);
  if (!repeated) return undefined;
  return events.find((event) => {
    const recorded = messageOfEvent(upcastEvent<VoucherEvent, HistoryEvent>(event));
    return recorded?.key === repeated.key && recorded.content === repeated.content;
  })?.revision;
}
