import fc from 'fast-check';
import { blows, Life, settings } from './testing/random-life.js';
import type { Effect } from './exchange.js';
import type { GroupSettings } from './settings.js';

/** The same lives in every run, so that a red run is red again. */
const SEED = 20231005;

/** What is wrong after a blow. */
type Flaws = (life: Life, effects: readonly Effect<number>[], terms: GroupSettings) => readonly unknown[];

/** Lives through the blows and then to the end, and looks for flaws after each of them. */
function ofEveryLife(flawsOf: Flaws, atTheEnd: (life: Life) => void = () => undefined): void {
  const property = fc.property(settings, blows, (terms, blowsOfIt) => {
    const flaws: unknown[] = [];
    const life = new Life(terms, (so, effects) => {
      flaws.push(...flawsOf(so, effects, terms));
    });
    for (const blow of blowsOfIt) life.suffer(blow);
    life.comeToAnEnd();
    expect(flaws).toEqual([]);
    atTheEnd(life);
  });
  fc.assert(property, { numRuns: 150, seed: SEED });
}

const deliveriesIn = (effects: readonly Effect<number>[]) =>
  effects.filter((effect) => effect.type === 'deliver');

describe('whatever befalls a group', () => {
  it('each message is acknowledged, skipped or parked in the end', () => {
    ofEveryLife(
      () => [],
      (life) => {
        expect(life.unfinished).toEqual([]);
        expect(life.group.waiting.size + life.group.inFlight.size).toBe(0);
      },
    );
  });

  it('a checkpoint never passes a message that is not finished, and never goes back', () => {
    ofEveryLife((life, effects) => {
      const [first = Infinity] = life.unfinished;
      const before = life.checkpoints.at(-2) ?? -Infinity;
      return effects.filter(
        (effect) => effect.type === 'checkpoint' && !(effect.place < first && effect.place > before),
      );
    });
  });

  it('nothing that is finished is delivered', () => {
    ofEveryLife((life, effects) =>
      deliveriesIn(effects).filter(({ message }) => life.finished.has(message.content)),
    );
  });

  it('no consumer has more in flight than it has room for', () => {
    ofEveryLife((life) =>
      life.group.consumers.all.filter((consumer) => {
        const held = [...life.hands.values()].filter((holder) => holder === consumer.id).length;
        return held !== consumer.inFlight || held > life.slotsOf(consumer.id);
      }),
    );
  });

  it('nothing goes to a consumer that is stalled', () => {
    ofEveryLife((life, effects) =>
      deliveriesIn(effects).filter(
        ({ consumer }) => life.group.consumers.find(consumer)?.isStalled !== false,
      ),
    );
  });

  it('nothing is tried more often than it may be', () => {
    ofEveryLife((_life, effects, { maxRetryCount }) =>
      deliveriesIn(effects).filter(({ retryCount }) => retryCount > maxRetryCount),
    );
  });

  it('no more is read ahead than the buffer holds', () => {
    ofEveryLife(({ group }, _effects, { historyBufferSize }) =>
      [group.waiting.ahead].filter((ahead) => ahead > historyBufferSize),
    );
  });

  it('the messages of one stream are with one consumer at a time, where it pins', () => {
    ofEveryLife((life, _effects, { strategy }) => {
      if (strategy !== 'Pinned') return [];
      const holders = new Map<number, string>();
      return [...life.hands].filter(([id, holder]) => {
        const stream = Number(id.slice(1)) % 7;
        const other = holders.get(stream) ?? holder;
        holders.set(stream, holder);
        return other !== holder;
      });
    });
  });
});
