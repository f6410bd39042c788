import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { BlindIndex, PersonalDataVault } from '#personal-data';
import type { Clock } from '#clock';
import { metadataOf } from '#recorded-events';
import {
  decideVoucher,
  type Offer,
  offerStream,
  type Voucher,
  VOUCHER_STREAM_PREFIX,
  type VoucherCommand,
  voucherIdOf,
  voucherStream,
} from '#vouchers';
import { BLIND_INDEX, CLOCK, PERSONAL_DATA_VAULT } from '../ports.js';
import type { CommandResult } from '../command-result.js';
import { accepted, dryRunAnswer } from '../write-side/answer.js';
import { CommandCode } from '../write-side/command-code.js';
import { CommandExecutor } from '../write-side/command-executor.js';
import { offerDecider, voucherDecider } from '../write-side/decider.js';
import { StreamHistories } from '../write-side/stream-histories.js';
import type { StreamHistory } from '../write-side/stream-history.js';
import { UNMINTED, VoucherCodes } from '../write-side/voucher-codes.js';
import { RequestVoucher, type VoucherRequest } from './request-voucher.command.js';

/** Where a candidate's next voucher under an offer goes. */
interface Place {
  readonly history: StreamHistory<Voucher>;
  readonly voucherId: string;
  readonly ordinal: number;
  /** Vouchers and open requests that the candidate has already. */
  readonly alreadyHeld: number;
}

@CommandHandler(RequestVoucher)
export class RequestVoucherHandler implements ICommandHandler<RequestVoucher> {
  constructor(
    private readonly histories: StreamHistories,
    private readonly executor: CommandExecutor,
    @Inject(PERSONAL_DATA_VAULT) private readonly vault: PersonalDataVault,
    @Inject(BLIND_INDEX) private readonly blindIndex: BlindIndex,
    private readonly codes: VoucherCodes,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ request, envelope }: RequestVoucher): Promise<CommandResult> {
    const code = new CommandCode(this.codes);
    const plan = {
      about: `${request.offerId}/${request.candidateId}`,
      decider: voucherDecider,
      envelope,
      name: 'RequestVoucher',
      content: request,
      keyScope: 'RequestVoucher',
      prepare: async () => {
        const [place, { state: offer }] = await Promise.all([
          this.#nextPlace(request, envelope.commandId),
          this.histories.load(offerStream(request.offerId), offerDecider),
        ]);
        return {
          history: place.history,
          command: () => this.#complete(request, offer, place, envelope.dryRun ? undefined : code),
        };
      },
    };
    if (envelope.dryRun) {
      const dryRun = await this.executor.dryRun(plan);
      return dryRunAnswer({ voucherId: voucherIdIn(dryRun) }, dryRun);
    }
    const executed = await this.executor.execute(plan);
    const extras = await code.issuedBy(executed, async () => request.candidateId);
    return accepted({ voucherId: voucherIdIn(executed) }, executed, extras);
  }

  /** The first ordinal that is free, or the one under which this very command was recorded before. */
  async #nextPlace({ offerId, candidateId }: VoucherRequest, commandId: string): Promise<Place> {
    let alreadyHeld = 0;
    for (let ordinal = 1; ; ordinal += 1) {
      const voucherId = voucherIdOf(offerId, candidateId, ordinal);
      const history = await this.histories.load(voucherStream(voucherId), voucherDecider);
      const isRepeated = history.events.some((event) => metadataOf(event).commandId === commandId);
      if (history.state.status === 'none' || isRepeated) return { history, voucherId, ordinal, alreadyHeld };
      if (history.state.status !== 'declined') alreadyHeld += 1;
    }
  }

  /**
   * Seals the candidate's data and makes a code, once the rules have nothing against the request.
   *
   * @param code absent in a dry run
   */
  async #complete(
    { candidateId, details, exams }: VoucherRequest,
    offer: Offer,
    { history, voucherId, ordinal, alreadyHeld }: Place,
    code: CommandCode | undefined,
  ): Promise<VoucherCommand> {
    const draft: VoucherCommand = {
      type: 'RequestVoucher',
      voucherId,
      offer,
      candidateId,
      ordinal,
      alreadyHeld,
      candidate: '',
      emailHash: this.blindIndex.email(details.email),
      ...(exams && { exams }),
      newCode: UNMINTED,
    };
    const { refusals } = decideVoucher(draft, history.state, { now: this.clock.now() });
    if (!code || refusals.length > 0) return draft;
    const [candidate, newCode] = await Promise.all([
      this.vault.seal(candidateId, 'candidate', { ...details }),
      code.mint(candidateId),
    ]);
    return { ...draft, candidate, newCode };
  }
}

function voucherIdIn({ stream }: { readonly stream: string }): string {
  return stream.slice(VOUCHER_STREAM_PREFIX.length);
}
