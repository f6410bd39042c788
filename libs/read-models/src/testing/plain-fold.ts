import { matcher, type RecordedEvent } from '#event-store';
import { generationOf } from '../names.js';
import type { DocumentStore, StoredDocument } from '../port/index.js';
import type { Counters, Projection } from '../projection.js';
import { ReadModels } from '../queries/read-models.js';
import { readGenerations } from '../queries/generations.js';

/** Documents by id, and rows by id for each tally. */
export interface Folded {
  readonly documents: Readonly<Record<string, StoredDocument>>;
  readonly tallies: Readonly<Record<string, Readonly<Record<string, Counters>>>>;
}

/** What a projection makes of events: one event after the other, and the tallies counted from the documents. */
export function plainFold(projection: Projection, events: readonly RecordedEvent[]): Folded {
  const keeps = matcher(projection.filter);
  const documents: Record<string, StoredDocument> = {};
  for (const event of events) {
    if (!keeps(event)) continue;
    for (const id of new Set(projection.keys(event))) {
      const before = documents[id]?.body;
      const body = projection.evolve(before, event, id);
      if (body && body !== before) documents[id] = { id, position: event.position, body };
    }
  }
  const tallies: Record<string, Record<string, Counters>> = {};
  for (const tally of projection.tallies ?? []) {
    const rows: Record<string, Record<string, number>> = {};
    for (const { id, body } of Object.values(documents)) {
      for (const [row, counters] of Object.entries(tally.count(body, id))) {
        const sums = (rows[row] ??= {});
        for (const [counter, amount] of Object.entries(counters))
          sums[counter] = (sums[counter] ?? 0) + amount;
      }
    }
    tallies[tally.name] = tidy(rows);
  }
  return { documents, tallies };
}

/** What the store has of the generation that serves. */
export async function storedFold(store: DocumentStore, projection: Projection): Promise<Folded> {
  const { serving } = (await readGenerations(store, projection.name))?.generations ?? {
    serving: generationOf(projection.name, projection.version, 1, 1),
  };
  const documents = await everything(store, serving.collection);
  const tallies: Record<string, Record<string, Counters>> = {};
  for (const { name } of projection.tallies ?? []) {
    tallies[name] = tidy(Object.fromEntries(await new ReadModels(store).allRows(projection.name, name)));
  }
  return { documents: Object.fromEntries(documents.map((document) => [document.id, document])), tallies };
}

async function everything<Body extends object>(
  store: DocumentStore,
  collection: string,
): Promise<readonly StoredDocument<Body>[]> {
  return store.find<Body>(collection, { limit: 10_000 });
}

/** Counters of 0 and empty rows say nothing. */
export function tidy(rows: Readonly<Record<string, Counters>>): Record<string, Counters> {
  const entries = Object.entries(rows).map(
    ([id, counters]) =>
      [id, Object.fromEntries(Object.entries(counters).filter(([, amount]) => amount !== 0))] as const,
  );
  return Object.fromEntries(entries.filter(([, counters]) => Object.keys(counters).length > 0));
}
