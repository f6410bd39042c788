import { randomUUID } from 'node:crypto';
import { type JsonObject, matcher, type RecordedEvent } from '#event-store';
import type { ProgrammeEvent } from '#recorded-events';
import type { Counters, Projection } from '../projection.js';
import { fold } from '../runner/folding/fold.js';
import { route } from '../runner/folding/routing.js';
import type { StoredDocument } from '../port/index.js';
import { type Folded, plainFold, tidy } from './plain-fold.js';

/** What is recorded in one stream, at an instant. */
export interface Chapter {
  readonly stream: string;
  readonly events: readonly ProgrammeEvent[];
  /** When it was recorded, and happened unless `occurredAt` says otherwise. */
  readonly at: string;
  readonly occurredAt?: string;
}

interface Expected {
  /** Bodies by id, each with at least these fields; no other document is there. */
  readonly documents?: Readonly<Record<string, object>>;
  /** Fields, by id, that a document does not have. */
  readonly absent?: Readonly<Record<string, readonly string[]>>;
  /** Rows by tally and id: all of them, without counters of 0. */
  readonly tallies?: Readonly<Record<string, Readonly<Record<string, Counters>>>>;
}

/**
 * `given(...chapters).projectedBy(projection).then(documents and tallies)`. Whatever is expected, it is also seen
 * that the same events once more change nothing, that it is the same in one batch and event by event, and that
 * the tallies, which are kept by differences, are what the documents count.
 */
export function given(...chapters: readonly Chapter[]) {
  const recorded = recordedOf(chapters);
  return {
    projectedBy<Body extends object>(projection: Projection<Body>) {
      return {
        async then({ documents, absent = {}, tallies = {} }: Expected): Promise<void> {
          const folded = projected(projection, recorded);
          if (documents) {
            const bodies = Object.entries(folded.documents).map(([id, { body }]) => [id, body] as const);
            expect(bodies.map(([id]) => id).sort()).toEqual(Object.keys(documents).sort());
            expect(Object.fromEntries(bodies)).toMatchObject(documents);
          }
          for (const [id, fields] of Object.entries(absent)) {
            for (const field of fields) expect(folded.documents[id]?.body).not.toHaveProperty(field);
          }
          for (const [name, rows] of Object.entries(tallies)) {
            expect({ [name]: folded.tallies[name] }).toEqual({ [name]: rows });
          }
        },
      };
    },
  };
}

/** What the projection makes of the events, with all that holds for any. */
function projected<Body extends object>(wanted: Projection<Body>, events: readonly RecordedEvent[]): Folded {
  // A projection is asked only about documents that it made itself.
  const projection = wanted as unknown as Projection;
  const once = foldInto(NOTHING, projection, events);
  expect(foldInto(once, projection, events)).toEqual(once);
  let stepwise = NOTHING;
  for (const event of events) stepwise = foldInto(stepwise, projection, [event]);
  expect(stepwise).toEqual(once);
  expect(tidied(once)).toEqual(plainFold(projection, events));
  return tidied(once);
}

const NOTHING: Folded = { documents: {}, tallies: {} };
const NONE_HELD = { documents: new Map(), streams: new Map() };

/** As the runner does it, with documents and rows in memory. */
function foldInto(
  { documents, tallies }: Folded,
  projection: Projection,
  events: readonly RecordedEvent[],
): Folded {
  const { routed } = route(
    projection,
    (event) => event,
    events.filter(matcher(projection.filter)),
    NONE_HELD,
  );
  const stored = new Map<string, StoredDocument>(Object.entries(documents));
  const counting = 'after each event';
  const folded = fold({ projection, routed, stored, held: new Map(), counting });
  expect(folded.poison).toEqual([]);
  const rows: Record<string, Record<string, Record<string, number>>> = structuredClone(tallies);
  for (const { name } of projection.tallies ?? []) rows[name] ??= {};
  for (const { tally, row, counter, amount } of folded.differences) {
    const ofTally = rows[projection.tallies?.[tally]?.name ?? ''] ?? {};
    const counters = (ofTally[row] ??= {});
    counters[counter] = (counters[counter] ?? 0) + amount;
  }
  const changed = Object.fromEntries(folded.documents.map((document) => [document.id, document]));
  return { documents: { ...documents, ...changed }, tallies: rows };
}

function tidied({ documents, tallies }: Folded): Folded {
  const entries = Object.entries(tallies).map(([name, rows]) => [name, tidy(rows)] as const);
  return { documents, tallies: Object.fromEntries(entries) };
}

function recordedOf(chapters: readonly Chapter[]): readonly RecordedEvent[] {
  const revisions = new Map<string, number>();
  let position = 0n;
  return chapters.flatMap(({ stream, events, at, occurredAt = at }) =>
    events.map(({ type, data }): RecordedEvent => {
      const revision = (revisions.get(stream) ?? -1) + 1;
      revisions.set(stream, revision);
      position += 1n;
      return {
        id: randomUUID(),
        stream,
        revision,
        position,
        type,
        // What the domain records is plain JSON.
        data: data as unknown as JsonObject,
        metadata: { occurredAt, recordedAt: at },
        createdAt: new Date(at),
      };
    }),
  );
}
