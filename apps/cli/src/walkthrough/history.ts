interface HistoryItem {
  readonly revision: number;
  readonly type: string;
  readonly recordedAt: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** What of an event's data tells the story; the rest is in the answer itself. */
const TELLING = ['attempt', 'outcome', 'score', 'price'];

/** A line per event, with the beginnings of the hash before it and of its own. */
export function linesOf(items: unknown): readonly string[] {
  return (items as readonly HistoryItem[]).map(({ revision, type, recordedAt, data, metadata }) => {
    const told = Object.entries(data).filter(([field]) => TELLING.includes(field));
    const chain = `${beginning(metadata['previousHash'])} → ${beginning(metadata['hash'])}`;
    return `r${revision}  ${recordedAt}  ${chain}  ${type.padEnd(18)}  ${told.map(([, value]) => wordFor(value)).join(' ')}`.trimEnd();
  });
}

function beginning(hash: unknown): string {
  return typeof hash === 'string' ? hash.slice(0, 8) : '–'.padEnd(8);
}

function wordFor(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const { amount, currency } = value as { readonly amount: string; readonly currency: string };
  return `${amount} ${currency}`;
}
