import { SimulatedClock } from '#clock';
import { OutcomeUnknown, StoreUnavailable, type EventStoreError, type NewEvent } from '#event-store';
import type { BlindIndex } from '#personal-data';
import { offerStream, type OfferCommand } from '#vouchers';
import { MemoryEventStore } from '../../../read-models/src/testing/memory-event-store.js';
import { professional } from '../../../vouchers/src/testing/offers.js';
import { CommandExecutor } from './command-executor.js';
import { offerDecider } from './decider.js';
import { StreamHistories } from './stream-histories.js';

type Trouble = { readonly isWritten: boolean; readonly error: EventStoreError };

const lost = { isWritten: true, error: new OutcomeUnknown('The answer was lost.') };
const stuck = { isWritten: false, error: new OutcomeUnknown('The request was lost.') };
const away = { isWritten: false, error: new StoreUnavailable('Nobody is there.') };

/** A store whose first appends fail, after or before they are written. */
class TroubledEventStore extends MemoryEventStore {
  readonly attempts: (readonly NewEvent[])[] = [];

  constructor(private readonly troubles: Trouble[]) {
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

const OFFER_ID = 'second-shot';
const command: OfferCommand = { type: 'PublishOffer', offerId: OFFER_ID, terms: professional.terms };
const blindIndex = { content: (text: string) => text } as BlindIndex;
const observer = { decided: () => undefined, conflicted: () => undefined, appended: () => undefined };

/** What one process does with a command; all come with the same id. */
function processOn(eventStore: MemoryEventStore) {
  const clock = new SimulatedClock('2014-05-01T12:00:00.000Z');
  const histories = new StreamHistories(eventStore);
  const executor = new CommandExecutor(eventStore, histories, clock, blindIndex, observer);
  const planOf = (asked: OfferCommand, expectedRevision?: number) => ({
    decider: offerDecider,
    envelope: {
      commandId: 'c',
      correlationId: 'c',
      causationId: 'c',
      actor: 'test',
      ...(expectedRevision !== undefined && { expectedRevision }),
    },
    name: asked.type,
    content: asked,
    prepare: async () => ({
      history: await histories.load(offerStream(OFFER_ID), offerDecider),
      command: () => Promise.resolve(asked),
    }),
  });
  return {
    execute: (asked: OfferCommand = command) => executor.execute(planOf(asked)),
    rehearse: (asked: OfferCommand = command, expectedRevision?: number) =>
      executor.rehearse(planOf(asked, expectedRevision)),
  };
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
    const { execute: run, rehearse } = processOn(new MemoryEventStore());
    await run();
    expect(await rehearse(command, 7)).toMatchObject({ events: [], refusals: [] });
  });

  it('is refused as the other command would be', async () => {
    const { execute: run, rehearse } = processOn(new MemoryEventStore());
    await run();
    await expect(rehearse(close)).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
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
