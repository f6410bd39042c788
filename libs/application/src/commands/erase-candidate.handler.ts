import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { PersonalDataVault } from '#personal-data';
import { type Candidate, candidateStream, type EraseCandidate as EraseCandidateCommand } from '#vouchers';
import type { CommandResult } from '../command-result.js';
import { PERSONAL_DATA_VAULT } from '../ports.js';
import { destroyKeys } from '../destroy-keys.js';
import { accepted, dryRunAnswer } from '../write-side/answer.js';
import { CommandExecutor } from '../write-side/command-executor.js';
import { candidateDecider } from '../write-side/decider.js';
import { StreamHistories } from '../write-side/stream-histories.js';
import type { StreamHistory } from '../write-side/stream-history.js';
import { finishing } from '../write-side/unfinished.js';
import { EraseCandidate } from './erase-candidate.command.js';

/**
 * Records first which keys go, then destroys them: a crash in between leaves an event that the erasure reaction
 * carries out at the next start.
 */
@CommandHandler(EraseCandidate)
export class EraseCandidateHandler implements ICommandHandler<EraseCandidate> {
  constructor(
    private readonly histories: StreamHistories,
    private readonly executor: CommandExecutor,
    @Inject(PERSONAL_DATA_VAULT) private readonly vault: PersonalDataVault,
  ) {}

  async execute({ candidateId, reason, envelope }: EraseCandidate): Promise<CommandResult> {
    const stream = candidateStream(candidateId);
    const plan = {
      about: stream,
      stream,
      decider: candidateDecider,
      envelope,
      name: 'EraseCandidate',
      content: { candidateId, reason },
      prepare: async (seen?: StreamHistory<Candidate>) => ({
        history: seen ?? (await this.histories.load(stream, candidateDecider)),
        command: () => this.#complete(candidateId, reason),
      }),
    };
    const subject = { candidateId };
    if (envelope.dryRun) return dryRunAnswer(subject, await this.executor.dryRun(plan));
    const executed = await this.executor.execute(plan);
    await finishing(() => this.#destroyKeysOf(stream));
    return accepted(subject, executed);
  }

  /** Those of earlier erasures too, which may have been recorded and not carried out. */
  async #destroyKeysOf(stream: string): Promise<void> {
    const { state } = await this.histories.load(stream, candidateDecider);
    await destroyKeys(state.erasedKeyIds, this.vault);
  }

  async #complete(candidateId: string, reason: string): Promise<EraseCandidateCommand> {
    const keyId = await this.vault.keyOf(candidateId);
    return { type: 'EraseCandidate', candidateId, keyIds: keyId === undefined ? [] : [keyId], reason };
  }
}
