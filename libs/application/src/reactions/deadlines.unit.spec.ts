import { ProjectionNotReady } from '#read-models';
import { keepDeadlines } from './deadlines.js';

/** What is told of looks that fail so, one after the other; `undefined` is one that does not. */
async function toldOf(looks: readonly (Error | undefined)[]): Promise<readonly unknown[]> {
  const told: unknown[] = [];
  const ended = new AbortController();
  const left = [...looks];
  const deadlines = {
    async run() {
      const failure = left.shift();
      if (left.length === 0) ended.abort();
      if (failure) throw failure;
    },
  };
  await keepDeadlines(deadlines, ended.signal, (_, error) => told.push(error), 1);
  expect(left).toEqual([]);
  return told;
}

describe('the looks for vouchers whose deadline has passed', () => {
  const away = new Error('The store is away.');
  const broken = new Error('The event is broken.');

  it('tell of a failure once while it stays the same', async () => {
    expect(await toldOf([away, away, broken, broken])).toEqual([away, broken]);
  });

  it('tell of a failure again that comes back', async () => {
    expect(await toldOf([away, undefined, away])).toEqual([away, away]);
  });

  it('do not take read models that are not set up yet for a failure', async () => {
    expect(await toldOf([new ProjectionNotReady('vouchers'), away])).toEqual([away]);
  });
});
