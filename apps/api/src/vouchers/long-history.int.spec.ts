import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import type { VoucherHistory } from '#application';
import { ApiUnderTest } from '../testing/api-under-test.js';

const PATH = '/v1/vouchers/abc/history';

type Item = VoucherHistory['items'][number];

/** Some 10 KiB of JSON. */
function itemsFrom(revision: number): readonly Item[] {
  const filled = { note: 'ä'.repeat(500) };
  return Array.from({ length: 10 }, (_, index) => ({
    revision: revision + index,
    position: `${revision + index + 1}`,
    id: 'an id',
    type: 'ExamRescheduled',
    data: filled,
    metadata: {},
    recordedAt: '2014-05-01T12:00:00.000Z',
    state: { status: 'active' },
  }));
}

/** A history of this many pages, and what became of it. */
class History implements AsyncIterable<VoucherHistory> {
  taken = 0;
  isLeft = false;

  constructor(
    private readonly pages: number,
    private readonly failure?: Error,
  ) {}

  async *[Symbol.asyncIterator](): AsyncGenerator<VoucherHistory> {
    try {
      while (this.taken < this.pages) {
        await turnOfTheLoop();
        yield this.#page(this.taken++);
      }
      if (this.failure) throw this.failure;
    } finally {
      this.isLeft = true;
    }
  }

  #page(index: number): VoucherHistory {
    const items = itemsFrom(10 * index);
    return index < 3 ? { items, verified: true } : { items, verified: false, firstBroken: 35 };
  }
}

describe('a long history over HTTP', () => {
  let api: ApiUnderTest;

  beforeAll(async () => {
    api = await ApiUnderTest.start();
  });
  afterAll(() => api.close());

  const answering = (history: History): History => {
    api.recorder.found = { body: history, position: 7n };
    return history;
  };

  /** Its answer, of which nothing is read yet. */
  const begun = async (): Promise<IncomingMessage> => {
    const request = get(api.url + PATH, { headers: { authorization: 'Bearer admin-key' }, agent: false });
    request.on('error', () => undefined);
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    return response;
  };

  it.each([
    [1, { verified: true }],
    [3, { verified: true }],
    [5, { verified: false, firstBroken: 35 }],
  ])('is one body, of %d pages, with the verdict on all of them', async (pages, verdict) => {
    const history = answering(new History(pages));
    const { status, text } = await api.call(PATH);
    expect(status).toBe(200);
    expect(text).toBe(JSON.stringify({ items: itemsFrom(0).concat(...rest(pages)), ...verdict }));
    expect(history.isLeft).toBe(true);
  });

  it('has the headers of every answer', async () => {
    answering(new History(2));
    const long = await api.call(PATH, { headers: { 'x-correlation-id': 'ours' } });
    api.recorder.found = { body: { items: [], verified: true }, position: 7n };
    const short = await api.call(PATH, { headers: { 'x-correlation-id': 'ours' } });
    const apart = ['content-length', 'transfer-encoding', 'date'];
    const headersOf = ({ headers }: typeof long) => [...headers].filter(([name]) => !apart.includes(name));
    expect(headersOf(long)).toEqual(headersOf(short));
    expect(long.headers.get('read-position')).toBe('7');
  });

  it('is cut off where it fails, and the log says why', async () => {
    answering(new History(2, new Error('The disk is gone.')));
    await expect(api.call(PATH, { headers: { 'x-correlation-id': 'failing' } })).rejects.toThrow(
      'terminated',
    );
    const told = api.logged.find((line) => line.includes('an answer was cut off'));
    expect(told).toContain('The disk is gone.');
    expect(told).toContain('failing');
  });

  it('is read no faster than the client reads', async () => {
    const history = answering(new History(10_000));
    const response = await begun();
    const takenAtRest = await settled(() => history.taken);
    // What the sockets of both sides take, and little more.
    expect(takenAtRest).toBeLessThan(1_500);
    response.destroy();
  });

  it('is left when its client leaves', async () => {
    const history = answering(new History(Infinity));
    const response = await begun();
    response.destroy();
    while (!history.isLeft) await turnOfTheLoop();
  });

  it('is not read for a request that wants the headers alone', async () => {
    const history = answering(new History(Infinity));
    expect((await api.call(PATH, { method: 'HEAD' })).status).toBe(200);
    expect(history.taken).toBe(0);
  });
});

const rest = (pages: number) => Array.from({ length: pages - 1 }, (_, index) => itemsFrom(10 * (index + 1)));

/** What a figure comes to once it has stayed the same for very many turns of the event loop. */
async function settled(figure: () => number): Promise<number> {
  let last = figure();
  for (let turns = 0; turns < 5_000; turns += 1) {
    await turnOfTheLoop();
    if (figure() !== last) [last, turns] = [figure(), 0];
  }
  return last;
}
