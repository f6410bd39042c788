/** Sums counters, name by name. */
export function addCounters(all: readonly object[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const counters of all) {
    for (const [name, amount] of Object.entries(counters)) sums[name] = (sums[name] ?? 0) + Number(amount);
  }
  return sums;
}
