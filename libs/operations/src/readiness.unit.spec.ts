import { StoreUnavailable } from '#event-store';
import { type ProjectionStatus, ReadModelsDamaged } from '#read-models';
import { eventStoreReady, personalDataReady, projectionsReady, readModelsReady } from './readiness.js';
import { promptly } from './projections-status.js';
import { projections } from './testing/projections.js';

const lastError = { message: 'no such table', at: '2014-05-01T12:00:00.000Z' };

describe('a process', () => {
  it.each<[string, Partial<ProjectionStatus>]>([
    ['run', {}],
    ['are at most ten seconds behind', { lagSeconds: 10 }],
    ['are folded by other workers', { state: 'standby' }],
    ['are rebuilt beside those that serve', { state: 'rebuilding' }],
  ])('is ready while its projections %s', async (_, change) => {
    expect(await projectionsReady(projections(change)).look()).toEqual({});
  });

  it.each<[Partial<ProjectionStatus>, string]>([
    [{ state: 'retrying', lastError }, 'vouchers is retrying: no such table.'],
    [
      { state: 'retrying', lastError: { ...lastError, message: 'The file cannot grow.' } },
      'vouchers is retrying: The file cannot grow.',
    ],
    [{ state: 'stopped' }, 'vouchers is stopped.'],
    [{ lagSeconds: 41.6 }, 'vouchers is 42 seconds behind.'],
  ])('is not ready, and says why: %#', async (change, down) => {
    expect(await projectionsReady(projections(change)).look()).toEqual({ down });
  });

  it.each([
    [1, '1 document or stream is parked in vouchers: see `projections parked` of the CLI.'],
    [3, '3 documents or streams are parked in vouchers: see `projections parked` of the CLI.'],
  ])('is ready, and notes it, while %d of its documents or streams are parked', async (parked, note) => {
    expect(await projectionsReady(projections({ parked })).look()).toEqual({ note });
  });

  it('tells of every projection that is not as it should be', async () => {
    const all = projections(
      { state: 'stopped', parked: 2 },
      { projection: 'offers' },
      { projection: 'activity', lagSeconds: 11 },
      { projection: 'retakes', parked: 1 },
    );
    expect(await projectionsReady(all).look()).toEqual({
      down: 'vouchers is stopped. activity is 11 seconds behind.',
      note: expect.stringMatching(
        /^2 documents or streams are parked in vouchers.* 1 document or stream is parked in retakes/,
      ),
    });
  });

  it('leaves an event store that is away to the check of that', async () => {
    const away = async () => Promise.reject(new StoreUnavailable('Nobody is there.'));
    expect(await projectionsReady({ status: away }).look()).toEqual({});
    await expect(eventStoreReady({ headPosition: away }).look()).rejects.toThrow('Nobody is there.');
    expect(await eventStoreReady({ headPosition: async () => 1n }).look()).toEqual({});
  });

  it('is not ready while the read models are damaged, or nobody folds them', async () => {
    for (const error of [new ReadModelsDamaged('It is damaged.'), new TypeError('No thread.')]) {
      const check = projectionsReady({ status: async () => Promise.reject(error) });
      await expect(check.look()).rejects.toBe(error);
    }
  });

  it('is not ready while its projections do not tell how they are', async () => {
    const silent = new Promise<never>(() => undefined);
    const check = projectionsReady(promptly({ status: () => silent }, 1));
    await expect(check.look()).rejects.toMatchObject({ code: 'PROJECTIONS_SILENT' });
  });

  it('is not ready while the keys of personal data are away', async () => {
    const away = new StoreUnavailable('Nobody is there.');
    await expect(personalDataReady({ keyOf: async () => Promise.reject(away) }).look()).rejects.toBe(away);
    expect(await personalDataReady({ keyOf: async () => undefined }).look()).toEqual({});
  });

  it('asks whose the read models are until it is known', async () => {
    const answers = [false, true];
    let asked = 0;
    const check = readModelsReady({ position: async () => 1n }, async () => answers[asked++] ?? false);
    for (let look = 0; look < 4; look += 1) expect(await check.look()).toEqual({});
    expect(asked).toBe(2);
  });

  it('is not ready while nothing tells whose the read models are, and asks that once', async () => {
    let asked = 0;
    let tell = (_isKnown: boolean): void => undefined;
    const telling = new Promise<boolean>((resolve) => (tell = resolve));
    const checkOrigin = () => {
      asked += 1;
      return telling;
    };
    const check = readModelsReady({ position: async () => 1n }, checkOrigin, 1);
    for (let look = 0; look < 2; look += 1) {
      expect((await check.look()).down).toMatch(/^It is not known yet whether/);
    }
    tell(true);
    expect(await check.look()).toEqual({});
    expect(await check.look()).toEqual({});
    expect(asked).toBe(1);
  });
});
