import type { Position } from '#event-store';
import type { BlindIndex, PersonalDataVault } from '#personal-data';
import type { CandidateDocument, ReadModels, StoredDocument } from '#read-models';
import type { CandidateDetails } from '../commands/request-voucher.command.js';

/** Most candidates that are found by one e-mail address. */
const MOST_WITH_ONE_EMAIL = 1_000;

/** How long a candidate who asked just now is waited for, in milliseconds: other projections may be ahead. */
const PATIENCE = 2_000;

/** The persons behind candidate ids, for those who may know. */
export class CandidateDirectory {
  constructor(
    private readonly readModels: ReadModels,
    private readonly vault: PersonalDataVault,
    private readonly blindIndex: BlindIndex,
  ) {}

  /**
   * By candidate id; `null` for one that was erased.
   *
   * @param recordedBy position at which requests of all of them are recorded; one who is not seen yet is waited for
   * @throws NotYetVisible
   */
  async detailsOf(
    candidateIds: readonly string[],
    recordedBy: Position,
  ): Promise<ReadonlyMap<string, CandidateDetails | null>> {
    const ids = [...new Set(candidateIds)];
    let documents = await this.#documentsOf(ids);
    if (documents.size < ids.length) {
      await this.readModels.waitFor(recordedBy, PATIENCE, ['candidates']);
      documents = await this.#documentsOf(ids);
    }
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

  #documentsOf(ids: readonly string[]): Promise<ReadonlyMap<string, StoredDocument<CandidateDocument>>> {
    return this.readModels.getMany('candidates', ids);
  }

  async #unseal({ candidateId, sealed }: CandidateDocument): Promise<CandidateDetails | null> {
    if (sealed === undefined) return null;
    const details = await this.vault.unseal(sealed, candidateId, 'candidate');
    return details === undefined ? null : (details as unknown as CandidateDetails);
  }
}
