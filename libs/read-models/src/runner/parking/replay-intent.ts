import { CodedError } from '#errors';
import type { DocumentChange, DocumentStore } from '../../port/index.js';
import { CONTROL, partName } from '../../names.js';
import { nextLabel } from '../folding/row-labels.js';
import type { RowRule, StoredRows } from '../folding/rows.js';
import type { Difference } from '../folding/tallying.js';

/**
 * What a replay is about to save, written before anything of it: which label each row gets. Where a store without
 * transactions cuts the commit off, the rows that have their label already are left alone when it is repeated.
 */
export interface Intent {
  readonly open: boolean;
  readonly documents: readonly string[];
  /** How far the events were folded; a decimal string. */
  readonly upTo: string;
  /** Row, as `tally:id` → its label; decimal strings. */
  readonly labels: Readonly<Record<string, string>>;
}

export interface StoredIntent {
  readonly revision: bigint;
  readonly intent: Intent | undefined;
}

/** Only folding all events again can tell what the documents would be. */
export class NeedsRebuild extends CodedError {
  readonly code = 'NEEDS_REBUILD';
}

/** Rows may count events that the documents have not seen yet, without what is parked. */
export class NotThereYet extends CodedError {
  readonly code = 'NOT_THERE_YET';
  constructor() {
    super('The commit of an earlier owner is being completed: it is tried again a little later.');
  }
}

/** Names the intents of one partition of a generation. */
export const intentId = (collection: string, partition: number): string =>
  partName(`replay:${collection}`, partition);

export async function readIntent(store: DocumentStore, id: string, token: bigint): Promise<StoredIntent> {
  const found = (await store.load<Intent>(CONTROL, [id], token)).get(id);
  return { revision: found?.position ?? 0n, intent: found?.body };
}

export function intentChange(id: string, intent: Intent, revision: bigint): DocumentChange {
  return { collection: CONTROL, id, position: revision, body: intent };
}

/** @throws NeedsRebuild when a row was replayed too often at one position */
export function newLabels(stored: StoredRows, differences: readonly Difference[]): Intent['labels'] {
  const labels: Record<string, string> = {};
  for (const { tally, row } of differences) {
    const label = nextLabel(stored[tally]?.get(row)?.position ?? 0n);
    if (label === undefined)
      throw new NeedsRebuild(`Row ${row} was replayed too often: rebuild the projection.`);
    labels[`${tally}:${row}`] = label.toString();
  }
  return labels;
}

/** Rows that have the label of the intent count its differences. */
export function byLabels(labels: Intent['labels']): RowRule {
  const labelOf = ({ tally, row }: Difference): bigint => BigInt(labels[`${tally}:${row}`] ?? 0);
  return {
    isIn: (row, difference) => row !== undefined && row.position >= labelOf(difference),
    label: (_, difference) => labelOf(difference),
  };
}
