import { OutcomeUnknown, StoreUnavailable, type EventStoreError, type NewEvent } from '#event-store';
import { MemoryEventStore } from '#event-store/testing';
import { offerStream, type OfferCommand } from '#vouchers';
import { professional } from '../../../vouchers/src/testing/offers.js';
import { command, OFFER_ID, processOn } from './specs/process-on.js';

type Trouble = { readonly isWritten: boolean; readonly error: EventStoreError };

const lost = { isWritten: true, error: new OutcomeUnknown('The answer was lost.') };
const stuck = { isWritten: false, error: new OutcomeUnknown('The request was lost.') };
const away = { isWritten: false, error: new StoreUnavailable('Nobody is there.') };

/** A store whose first appends fail, after or before they are written; `undefined` is one that does not. */
class TroubledEventStore extends MemoryEventStore {
  readonly attempts: (readonly NewEvent[])[] = [];

  constructor(private readonly troubles: (Trouble | undefined)[]) {
    super();
  }

  override async append(...append: Parameters<MemoryEventStore['append']>) {
    this.attempts.push(append[1]);
    const trouble = this.troubles.shift();
    if (!trouble) return super.append(...append);
    if (trouble.isWritten) await super.append(...append);
    throw trouble.error;
  }
}

function execute(eventStore: MemoryEventStore) {
  return processOn(eventStore).execute();
}

describe('an append whose outcome is unknown', () => {
  it.each([
    ['the answer is lost', [lost]],
    ['the request is lost', [stuck]],
    ['the answer is lost, and the store is away for the first repetitions', [lost, away, away]],
    ['the answer is lost more than once', [lost, lost, stuck]],
  ])('is repeated with the same ids when %s, and recorded once', async (_, troubles) => {
    const store = new TroubledEventStore([...troubles]);
    expect(await execute(store)).toMatchObject({ revision: 0, position: 1n, replayed: false });
    expect(await store.readStream(offerStream(OFFER_ID))).toHaveLength(1);
    expect(store.attempts).toHaveLength(troubles.length + 1);
    for (const attempt of store.attempts) expect(attempt).toEqual(store.attempts[0]);
  });

  it('stays unknown when the store cannot be reached any more', async () => {
    const store = new TroubledEventStore([lost, ...Array.from({ length: 20 }, () => away)]);
    await expect(execute(store)).rejects.toBe(lost.error);
    expect(store.attempts).toHaveLength(7);
    for (const attempt of store.attempts) expect(attempt).toEqual(store.attempts[0]);
  }, 60_000);

  it('is none where the store says at first that nothing was written', async () => {
    const store = new TroubledEventStore([away]);
    await expect(execute(store)).rejects.toBe(away.error);
    expect(store.attempts).toHaveLength(1);
  });

  it('is answered as recorded by another attempt of the same command', async () => {
    const store = new TroubledEventStore([stuck]);
    const [first, second] = await Promise.all([execute(store), execute(store)]);
    expect([first.replayed, second.replayed]).toContain(false);
    expect(first).toMatchObject({ revision: 0, position: 1n });
    expect(second).toMatchObject({ revision: 0, position: 1n });
  });
});

describe('a dry run with the id of a command that is recorded', () => {
  const close: OfferCommand = { type: 'CloseOffer' };

  it('records nothing more of the same command, whatever revision the client saw', async () => {
    const { execute: run, dryRun } = processOn(new MemoryEventStore());
    await run();
    expect(await dryRun(command, { expectedRevision: 7 })).toMatchObject({ events: [], refusals: [] });
  });

  it('is refused as the other command would be', async () => {
    const { execute: run, dryRun } = processOn(new MemoryEventStore());
    await run();
    await expect(dryRun(close)).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
  });
});

describe('commands about the same that race in one process', () => {
  it('are all carried out, and none stands in the way of another', async () => {
    const store = new MemoryEventStore();
    let conflicts = 0;
    const { execute: run } = processOn(store, () => (conflicts += 1));
    await run();
    const names = Array.from({ length: 50 }, (_, index) => `Name ${index}`);
    const answers = await Promise.all(
      names.map((name) => run({ type: 'AmendOffer', changes: { name } }, { commandId: name })),
    );
    expect(answers.map(({ revision }) => revision)).toEqual(names.map((_, index) => index + 1));
    expect(conflicts).toBe(0);
  });
});

describe('commands of one id that race', () => {
  const other: OfferCommand = { ...command, terms: { ...professional.terms, name: 'Another' } };

  it('are carried out once, and answered as repetitions of the first', async () => {
    const { execute: run } = processOn(new MemoryEventStore());
    const answers = await Promise.all(Array.from({ length: 5 }, () => run()));
    expect(answers.map(({ replayed }) => replayed)).toEqual([false, true, true, true, true]);
  });

  it.each([
    [
      'in one process',
      (store: MemoryEventStore) => Array<ReturnType<typeof processOn>>(2).fill(processOn(store)),
    ],
    ['in two processes', (store: MemoryEventStore) => [processOn(store), processOn(store)]],
  ])('are refused %s where one asks for something else', async (_, processes) => {
    const store = new MemoryEventStore();
    const [one, another] = processes(store);
    const [first, second] = await Promise.allSettled([one?.execute(command), another?.execute(other)]);
    expect(first).toMatchObject({ status: 'fulfilled', value: { replayed: false } });
    expect(second).toMatchObject({ status: 'rejected', reason: { code: 'IDEMPOTENCY_KEY_REUSED' } });
    expect(await store.readStream(offerStream(OFFER_ID))).toHaveLength(1);
  });
});

describe('a command whose stream follows from what it says', () => {
  const other: OfferCommand = { ...command, offerId: 'another' };
  const sent = { isRepeatable: true };
  const reused = { code: 'IDEMPOTENCY_KEY_REUSED' };

  it('leaves the id of its client to no other such command, also of a process that starts later', async () => {
    const store = new MemoryEventStore();
    await processOn(store).execute(command, sent);
    const { execute: run, dryRun } = processOn(store);
    await expect(run(other, sent)).rejects.toMatchObject(reused);
    await expect(dryRun(other, sent)).rejects.toMatchObject(reused);
    expect(await store.readStream(offerStream('another'))).toEqual([]);
    expect(await run(command, sent)).toMatchObject({ revision: 0, replayed: true });
  });

  it('shares no id with those of other clients', async () => {
    const { execute: run } = processOn(new MemoryEventStore());
    await run(command, sent);
    expect(await run(other, { ...sent, actor: 'another client' })).toMatchObject({ replayed: false });
  });

  it('is carried out once where two of one id come to two processes at once', async () => {
    const store = new MemoryEventStore();
    const [one, two] = [processOn(store), processOn(store)];
    const outcomes = await Promise.allSettled([one.execute(command, sent), two.execute(other, sent)]);
    expect(outcomes).toMatchObject([
      { status: 'fulfilled', value: { replayed: false } },
      { status: 'rejected', reason: reused },
    ]);
    expect(await store.readStream(offerStream('another'))).toEqual([]);
  });

  it('is carried out by a repetition where only its id was recorded', async () => {
    const store = new TroubledEventStore([undefined, away]);
    const { execute: run } = processOn(store);
    await expect(run(command, sent)).rejects.toBe(away.error);
    expect(await store.headPosition()).toBe(1n);
    expect(await store.readStream(offerStream(OFFER_ID))).toEqual([]);
    expect(await run(command, sent)).toMatchObject({ revision: 0, replayed: false });
  });

  it('leaves its id free where it was refused', async () => {
    const store = new MemoryEventStore();
    const { execute: run } = processOn(store);
    await run();
    const clash: OfferCommand = { ...command, terms: { ...professional.terms, name: 'Another' } };
    await expect(run(clash, { ...sent, commandId: 'k' })).rejects.toMatchObject({
      code: 'OFFER_ALREADY_PUBLISHED',
    });
    expect(await run(other, { ...sent, commandId: 'k' })).toMatchObject({ revision: 0, replayed: false });
  });
});

describe('a command that changes nothing', () => {
  const named = (name: string): OfferCommand => ({ type: 'AmendOffer', changes: { name } });
  const asItIs = named(professional.terms.name);
  const sent = { commandId: 'nothing', isRepeatable: true };
  const stream = offerStream(OFFER_ID);

  /** A store on which it came under its id, and another command changed the offer after it. */
  async function changedSince() {
    const store = new MemoryEventStore();
    const { execute: run } = processOn(store);
    await run();
    const answer = await run(asItIs, sent);
    await run(named('Another'), { commandId: 'another' });
    return { store, answer };
  }

  it('is answered as the first time under the id of its client, also by a process that starts later', async () => {
    const { store, answer } = await changedSince();
    expect(answer).toMatchObject({ stream, revision: 0, position: 1n, events: [], replayed: false });
    for (const { execute: run } of [processOn(store), processOn(store)]) {
      expect(await run(asItIs, sent)).toEqual({ ...answer, replayed: true });
      expect(await run(asItIs, { ...sent, expectedRevision: 0 })).toEqual({ ...answer, replayed: true });
    }
    expect(await store.readStream(stream)).toHaveLength(2);
  });

  it('leaves its id to no other command about the same', async () => {
    const { execute: run, dryRun } = processOn((await changedSince()).store);
    const reused = { code: 'IDEMPOTENCY_KEY_REUSED' };
    await expect(run(named('A third'), sent)).rejects.toMatchObject(reused);
    await expect(dryRun(named('A third'), sent)).rejects.toMatchObject(reused);
  });

  it('would record nothing in a dry run under its id', async () => {
    const { dryRun } = processOn((await changedSince()).store);
    expect(await dryRun(asItIs, sent)).toMatchObject({ events: [], refusals: [] });
    expect(await dryRun(asItIs, { commandId: 'new' })).toMatchObject({
      events: [{ type: 'OfferAmended' }],
    });
  });

  it('is remembered once, and answered alike, where it comes to two processes at once', async () => {
    const store = new MemoryEventStore();
    await execute(store);
    const processes = [processOn(store), processOn(store)];
    const answers = await Promise.all(processes.map(({ execute: run }) => run(asItIs, sent)));
    for (const answer of answers) expect(answer).toMatchObject({ revision: 0, position: 1n, events: [] });
    expect(await store.headPosition()).toBe(2n);
  });

  it('is not remembered under an id that no client knows', async () => {
    const store = new MemoryEventStore();
    await execute(store);
    await processOn(store).execute(asItIs, { commandId: 'of-the-server' });
    expect(await store.headPosition()).toBe(1n);
  });
});
