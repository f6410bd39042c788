/** Most answers that are kept of each function; when there are more, all are forgotten. */
const CAPACITY = 1_000;

/**
 * Makes a pure function remember its answers: for work that takes long, and is asked for again and again with a few
 * values.
 */
export function remembered<A extends string, B extends string | number, Answer>(
  compute: (a: A, b: B) => Answer,
): (a: A, b: B) => Answer {
  const answers = new Map<string, Answer>();
  return (a, b) => {
    const key = `${a} ${b}`;
    const known = answers.get(key);
    if (known !== undefined) return known;
    const answer = compute(a, b);
    if (answers.size >= CAPACITY) answers.clear();
    answers.set(key, answer);
    return answer;
  };
}
