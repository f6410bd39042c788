import type { Position } from '#event-store';
import { type BlindIndex, type PersonalDataVault, Unreadable } from '#personal-data';
import { type CandidateDocument, NotYetVisible, type ReadModels, type StoredDocument } from '#read-models';
import { PATIENCE } from '../patience.js';
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

  /**
   * By candidate id; `null` for one that was erased. Left out are those whose keys or data are lost, and, where the
   * read models stand still, those who are not seen yet; else these are waited for.
   *
   * @param recordedBy position at which requests of all of them are recorded
   */
  async detailsOf(
    candidateIds: readonly string[],
    recordedBy: Position,
  ): Promise<ReadonlyMap<string, CandidateDetails | null>> {
    const ids = [...new Set(candidateIds)];
    let documents = await this.#documentsOf(ids);
    if (documents.size < ids.length) {
      await this.#haveSeen(recordedBy);
      documents = await this.#documentsOf(ids);
    }
    const details = new Map<string, CandidateDetails | null>();
    const unsealing = [...documents.values()].map(async ({ id, body }) => {
      const unsealed = await this.#unseal(body);
      if (unsealed !== undefined) details.set(id, unsealed);
    });
    await Promise.all(unsealing);
    return details;
  }

  async idsByEmail(email: string): Promise<readonly string[]> {
    const where = { emailHash: this.blindIndex.email(email) };
    const found = await this.readModels.find('candidates', { where, limit: MOST_WITH_ONE_EMAIL });
    return found.map(({ id }) => id);
  }

  async #haveSeen(position: Position): Promise<void> {
    try {
      await this.readModels.waitFor(position, PATIENCE, ['candidates']);
    } catch (error) {
      if (!(error instanceof NotYetVisible)) throw error;
    }
  }

  #documentsOf(ids: readonly string[]): Promise<ReadonlyMap<string, StoredDocument<CandidateDocument>>> {
    return this.readModels.getMany('candidates', ids);
  }

  /** `null` where the candidate was erased, `undefined` where nobody can read it any more. */
  async #unseal({ candidateId, sealed }: CandidateDocument): Promise<CandidateDetails | null | undefined> {
    if (sealed === undefined) return null;
    try {
      const details = await this.vault.unseal(sealed, candidateId, 'candidate');
      return details === undefined ? null : (details as unknown as CandidateDetails);
    } catch (error) {
      // That takes no answer from those who ask for a voucher, or a page of them.
      if (error instanceof Unreadable) return undefined;
      throw error;
    }
  }
}

/** What a view tells of a candidate: nothing to those who may not know, or where nothing is known. */
export function candidateIn(
  details: ReadonlyMap<string, CandidateDetails | null> | undefined,
  candidateId: string,
): { readonly candidate?: CandidateDetails | null } {
  const candidate = details?.get(candidateId);
  return candidate === undefined ? {} : { candidate };
}
