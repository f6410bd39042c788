import { setTimeout as sleep } from 'node:timers/promises';

/** Asks again and again until the answer is as wanted; the limit of the test is the limit of this. */
export async function until<Answer>(
  ask: () => Promise<Answer>,
  isWanted: (answer: Answer) => boolean,
): Promise<Answer> {
  for (;;) {
    const answer = await ask();
    if (isWanted(answer)) return answer;
    await sleep(5);
  }
}
