import { addCounters, type Counters, type ReadModels } from '#read-models';

type VoucherTally = 'funnel' | 'exams' | 'expiring';

export interface TallyRow {
  readonly id: string;
  readonly counters: Counters;
}

const PAGE = 10_000;

/** All rows of a tally of the vouchers; there are as many as offers, exams, or days on which vouchers end. */
export async function rowsOf(readModels: ReadModels, tally: VoucherTally): Promise<readonly TallyRow[]> {
  const rows: TallyRow[] = [];
  for (let after = ''; ;) {
    const page = await readModels.rowsAfter('vouchers', tally, after, PAGE);
    rows.push(...page.map(([id, counters]) => ({ id, counters })));
    const last = page.at(-1);
    if (!last || page.length < PAGE) return rows;
    [after] = last;
  }
}

/** The funnel of one offer, or of all together. */
export async function funnelOf(readModels: ReadModels, offerId: string | undefined): Promise<Counters> {
  if (offerId !== undefined)
    return (await readModels.rows('vouchers', 'funnel', [offerId])).get(offerId) ?? {};
  return addCounters((await rowsOf(readModels, 'funnel')).map(({ counters }) => counters));
}
