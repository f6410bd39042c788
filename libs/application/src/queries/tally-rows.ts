import { addCounters, type Counters, type ReadModels } from '#read-models';

export interface TallyRow {
  readonly id: string;
  readonly counters: Counters;
}

/** Rows of a tally of the vouchers. */
export function rowsOf(
  readModels: ReadModels,
  tally: 'funnel' | 'exams' | 'expiring',
): Promise<readonly TallyRow[]> {
  return readModels.tallyRows('vouchers', tally);
}

/** The sum of the rows that are wanted. */
export async function sumRows(
  readModels: ReadModels,
  tally: 'funnel' | 'exams' | 'expiring',
  isWanted: (id: string) => boolean,
): Promise<Counters> {
  const rows = (await rowsOf(readModels, tally)).filter(({ id }) => isWanted(id));
  return addCounters(rows.map(({ counters }) => counters));
}
