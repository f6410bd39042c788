/** Where something begins in a text and, exclusive, ends. */
export type Span = readonly [start: number, end: number];

/** Puts the mark in place of the spans; those that overlap get one. */
export function cutOut(text: string, spans: readonly Span[], mark: string): string {
  if (spans.length === 0) return text;
  let kept = '';
  let from = 0;
  for (const [start, end] of spans.toSorted(([one], [other]) => one - other)) {
    if (start >= from) kept += text.slice(from, start) + mark;
    from = Math.max(from, end);
  }
  return kept + text.slice(from);
}
