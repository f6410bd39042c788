import type { DocumentChange } from '../../port/index.js';
import type { Projection } from '../../projection.js';
import type { GenerationCollections } from '../generation-collections.js';
import type { Foldings } from '../foldings.js';
import { fold, type Fold, type FoldInput } from './fold.js';
import type { Held, Poison, Route } from './routing.js';
import { addToRows, rowIds, upTo } from './rows.js';

export interface Changes {
  /** Rows first, then documents: where a commit is cut off, a row then counts all that any document tells of. */
  readonly changes: readonly DocumentChange[];
  readonly poison: readonly Poison[];
}

interface FoldContext {
  readonly projection: Projection;
  readonly target: GenerationCollections;
  readonly foldings: Foldings;
  /**
   * Whether rows and documents may show some of the events already. Then every event is counted by itself, in every
   * row that it changes: also where a later one takes it back, the row has been looked at.
   */
  readonly careful: boolean;
}

/**
 * What the routed events change in the documents and the rows of a generation.
 *
 * A store without transactions may have kept a part of this commit already, and may be asked for it again with
 * more or fewer events. So each document and each row takes only what lies beyond its own position; and a row is
 * written before the documents, so that no document is ever at a position that its rows have not come to.
 */
export async function changesOf(
  { projection, target, foldings, careful }: FoldContext,
  { routed, documents, poison }: Pick<Route, 'routed' | 'documents' | 'poison'>,
  held: Held,
): Promise<Changes> {
  const stored = await target.documents(documents);
  const input = { projection, routed, stored, held: held.documents };
  const folded = await foldings.run(() => {
    const quick = careful ? undefined : foldQuickly(input);
    return quick ?? fold({ ...input, counting: 'after each event' });
  });
  const rows = await target.rows(rowIds(target.tallies.length, folded.differences));
  return finish(target, folded, rows, poison);
}

/** `undefined` when a tally cannot count a document: which event made it so is then to be found out. */
function foldQuickly(input: Omit<FoldInput, 'counting'>): Fold | undefined {
  try {
    return fold({ ...input, counting: 'at the end' });
  } catch {
    return undefined;
  }
}

function finish(
  target: GenerationCollections,
  { documents, differences, poison, last }: Fold,
  rows: Awaited<ReturnType<GenerationCollections['rows']>>,
  earlier: readonly Poison[],
): Changes {
  return {
    changes: [
      ...addToRows(target.tallies, rows, differences, upTo(last)),
      ...documents.map((document) => ({ ...document, collection: target.collection })),
    ],
    poison: [...earlier, ...poison],
  };
}
