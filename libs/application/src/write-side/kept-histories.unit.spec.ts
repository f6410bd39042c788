import { verifyStream } from '#audit';
import { MemoryEventStore } from '#event-store/testing';
import { offerStream, type OfferCommand } from '#vouchers';
import { professional } from '../../../vouchers/src/testing/offers.js';
import type { Envelope } from '../envelope.js';
import { command, OFFER_ID, processOn } from './specs/process-on.js';

/** A store that counts how often it is read. */
class CountingEventStore extends MemoryEventStore {
  reads = 0;

  override async readStream(...read: Parameters<MemoryEventStore['readStream']>) {
    this.reads += 1;
    return super.readStream(...read);
  }
}

describe('a command on a stream that this process has seen', () => {
  const named = (name: string): OfferCommand => ({ type: 'AmendOffer', changes: { name } });
  const stream = offerStream(OFFER_ID);
  const as = (commandId: string, sent: Partial<Envelope> = {}) => ({ commandId, ...sent });

  /** A process that has seen the offer before another one amended it. */
  async function behind() {
    const store = new CountingEventStore();
    const [late, other] = [processOn(store), processOn(store)];
    await late.execute();
    await other.execute(named('Another'), as('another'));
    return { store, late };
  }

  const verified = async (store: MemoryEventStore) => verifyStream(await store.readStream(stream));

  it('is recorded without another look at it', async () => {
    const store = new CountingEventStore();
    const { execute: run } = processOn(store);
    await run();
    const { reads } = store;
    expect(await run(named('A'), as('1'))).toMatchObject({ revision: 1, position: 2n });
    expect(await run(named('B'), as('2'))).toMatchObject({ revision: 2, position: 3n });
    expect(store.reads).toBe(reads);
    expect(await verified(store)).toEqual({ verified: true });
  });

  it('follows what another process has recorded since', async () => {
    const { store, late } = await behind();
    expect(await late.execute(named('Mine'), as('mine'))).toMatchObject({ revision: 2, replayed: false });
    expect(await verified(store)).toEqual({ verified: true });
  });

  it('is recorded where it would have changed nothing before', async () => {
    const { late } = await behind();
    expect(await late.execute(named(professional.terms.name), as('back'))).toMatchObject({ revision: 2 });
  });

  it('changes nothing where another process has done the same', async () => {
    const { store, late } = await behind();
    expect(await late.execute(named('Another'), as('same'))).toMatchObject({ revision: 1, events: [] });
    expect(await store.readStream(stream)).toHaveLength(2);
  });

  it('is refused, and is not, as the stream stands now', async () => {
    const { store, late } = await behind();
    await expect(late.execute(named('Mine'), as('m', { expectedRevision: 0 }))).rejects.toMatchObject({
      code: 'REVISION_MISMATCH',
    });
    await late.execute(named('Mine'), as('mine', { expectedRevision: 1 }));
    await processOn(store).execute({ type: 'CloseOffer' }, as('close'));
    await expect(late.execute(named('Too late'), as('late'))).rejects.toMatchObject({
      code: 'OFFER_NOT_OPEN',
    });
  });

  it('is answered as the first time where another process has carried it out', async () => {
    const { store, late } = await behind();
    expect(await late.execute(named('Another'), as('another'))).toMatchObject({
      revision: 1,
      position: 2n,
      replayed: true,
    });
    const sent = { isRepeatable: true };
    const other = processOn(store);
    const first = await other.execute(named('Another'), as('nothing', sent));
    await other.execute(named('A third'), as('third'));
    expect(await late.execute(named('Another'), as('nothing', sent))).toEqual({ ...first, replayed: true });
  });

  it('is answered as a repetition where both processes were sent it at once', async () => {
    const store = new MemoryEventStore();
    const processes = [processOn(store), processOn(store)];
    const answers = await Promise.all(
      processes.map(({ execute: run }) => run(command, { isRepeatable: true })),
    );
    expect(answers.map(({ replayed }) => replayed).sort()).toEqual([false, true]);
    expect(answers[0]?.events.map(({ id }) => id)).toEqual(answers[1]?.events.map(({ id }) => id));
  });
});
