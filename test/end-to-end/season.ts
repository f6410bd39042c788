import { BACKWARDS, END, EventStoreDBClient } from '@eventstore/db-client';

/** When the programme runs, and under which offer: a store that earlier runs have used has their seasons already. */
export interface Season {
  readonly year: number;
  readonly offerId: string;
}

/** That of the original offer. */
export const FIRST_SEASON: Season = { year: 2014, offerId: 'second-shot' };

/** The first one on stores of a run's own; on the EventStoreDB that is named, the one after all that it has seen. */
export async function nextSeason(): Promise<Season> {
  const { EVENTSTOREDB_URL } = process.env;
  const last = EVENTSTOREDB_URL === undefined ? undefined : await lastYearOn(EVENTSTOREDB_URL);
  if (last === undefined) return FIRST_SEASON;
  return { year: last + 1, offerId: `${FIRST_SEASON.offerId}-${last + 1}` };
}

async function lastYearOn(connectionString: string): Promise<number | undefined> {
  const client = EventStoreDBClient.connectionString(connectionString);
  try {
    const read = client.readAll({
      direction: BACKWARDS,
      fromPosition: END,
      maxCount: Number.MAX_SAFE_INTEGER,
    });
    for await (const { event } of read) {
      const { recordedAt } = (event?.metadata ?? {}) as { readonly recordedAt?: string };
      if (recordedAt !== undefined) return new Date(recordedAt).getUTCFullYear();
    }
    return undefined;
  } finally {
    await client.dispose();
  }
}
