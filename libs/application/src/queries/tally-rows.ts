import { addCounters, type Counters, type ReadModels } from '#read-models';

type VoucherTally = 'funnel' | 'exams';

export interface TallyRow {
  readonly id: string;
  readonly counters: Counters;
}

/** All rows of a tally of the vouchers; there are as many as offers, or exams under an offer. */
export async function rowsOf(readModels: ReadModels, tally: VoucherTally): Promise<readonly TallyRow[]> {
  const rows = await readModels.allRows('vouchers', tally);
  return [...rows].map(([id, counters]) => ({ id, counters }));
}

/** The funnel of one offer, or of all together. */
export async function funnelOf(readModels: ReadModels, offerId: string | undefined): Promise<Counters> {
  if (offerId !== undefined)
    return (await readModels.rows('vouchers', 'funnel', [offerId])).get(offerId) ?? {};
  return addCounters((await rowsOf(readModels, 'funnel')).map(({ counters }) => counters));
}
