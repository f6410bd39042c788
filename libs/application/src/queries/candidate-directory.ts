import type { BlindIndex, PersonalDataVault } from '#personal-data';
import type { CandidateDocument, ReadModels } from '#read-models';
import type { CandidateDetails } from '../commands/request-voucher.command.js';

/** Most candidates that are found by one e-mail address. */
const MOST_WITH_ONE_EMAIL = 1_000;

/** The persons behind candidate ids, for those who may know. */
export class CandidateDirectory {
  constructor(
    private readonly readModels: ReadModels,
    private readonly vault: PersonalDataVault,
    private readonly blindIndex: BlindIndex,
  ) {}

  /** By candidate id; `null` for one that was erased. */
  async detailsOf(candidateIds: readonly string[]): Promise<ReadonlyMap<string, CandidateDetails | null>> {
    const documents = await this.readModels.getMany<CandidateDocument>('candidates', [
      ...new Set(candidateIds),
    ]);
    const details = await Promise.all(
      [...documents.values()].map(async ({ id, body }) => [id, await this.#unseal(body)] as const),
    );
    return new Map(details);
  }

  async idsByEmail(email: string): Promise<readonly string[]> {
    const where = { emailHash: this.blindIndex.email(email) };
    const found = await this.readModels.find('candidates', { where, limit: MOST_WITH_ONE_EMAIL });
    return found.map(({ id }) => id);
  }

  async #unseal({ candidateId, sealed }: CandidateDocument): Promise<CandidateDetails | null> {
    if (sealed === undefined) return null;
    const details = await this.vault.unseal(sealed, candidateId, 'candidate');
    return details === undefined ? null : (details as unknown as CandidateDetails);
  }
}
