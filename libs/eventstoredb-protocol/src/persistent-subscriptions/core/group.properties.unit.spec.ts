import fc from 'fast-check';
import { blows, Life, settings } from './testing/random-life.js';
import type { Effect } from './exchange.js';
import type { GroupSettings } from './settings.js';

/** The same lives in every run, so that a red run is red again. */
const SEED = 20231005;

type Check = (life: Life, effects: readonly Effect<number>[], terms: GroupSettings) => void;

/** Lives through the blows and then to the end, and checks after each of them. */
function ofEveryLife(check: Check, atTheEnd: (life: Life) => void = () => undefined): void {
  const property = fc.property(settings, blows, (terms, blowsOfIt) => {
    const life = new Life(terms, (so, effects) => {
      check(so, effects, terms);
    });
    for (const blow of blowsOfIt) life.suffer(blow);
    life.comeToAnEnd();
    atTheEnd(life);
  });
  fc.assert(property, { numRuns: 150, seed: SEED });
}

describe('whatever befalls a group', () => {
  it('each message is acknowledged, skipped or parked in the end', () => {
    ofEveryLife(
      () => undefined,
      (life) => {
        expect(life.unfinished).toEqual([]);
        expect(life.group.waiting.size + life.group.inFlight.size).toBe(0);
      },
    );
  });

  it('a checkpoint never passes a message that is not finished, and never goes back', () => {
    ofEveryLife((life, effects) => {
      for (const effect of effects) {
        if (effect.type !== 'checkpoint') continue;
        const [first = Infinity] = life.unfinished;
        expect(Number(effect.place)).toBeLessThan(first);
        const before = life.checkpoints.at(-2);
        if (before !== undefined) expect(effect.place).toBeGreaterThan(before);
      }
    });
  });

  it('nothing that is finished is delivered', () => {
    ofEveryLife((life, effects) => {
      for (const effect of effects) {
        if (effect.type === 'deliver') expect(life.finished).not.toContain(effect.message.content);
      }
    });
  });

  it('no consumer has more in flight than it has room for', () => {
    ofEveryLife((life) => {
      for (const consumer of life.group.consumers.all) {
        const held = [...life.hands.values()].filter((holder) => holder === consumer.id).length;
        expect(held).toBe(consumer.inFlight);
        expect(held).toBeLessThanOrEqual(life.slotsOf(consumer.id));
      }
    });
  });

  it('nothing goes to a consumer that is stalled', () => {
    ofEveryLife((life, effects) => {
      for (const effect of effects) {
        if (effect.type !== 'deliver') continue;
        expect(life.group.consumers.find(effect.consumer)).toMatchObject({ isStalled: false });
      }
    });
  });

  it('nothing is tried more often than it may be', () => {
    ofEveryLife((_life, effects, { maxRetryCount }) => {
      for (const effect of effects) {
        if (effect.type === 'deliver') expect(effect.retryCount).toBeLessThanOrEqual(maxRetryCount);
      }
    });
  });

  it('no more is read ahead than the buffer holds', () => {
    ofEveryLife((life, _effects, { historyBufferSize }) => {
      expect(life.group.waiting.ahead).toBeLessThanOrEqual(historyBufferSize);
    });
  });

  it('the messages of one stream are with one consumer at a time, where it pins', () => {
    ofEveryLife((life, _effects, { strategy }) => {
      if (strategy !== 'Pinned') return;
      const holders = new Map<number, string>();
      for (const [id, holder] of life.hands) {
        const stream = Number(id.slice(1)) % 7;
        expect(holders.get(stream) ?? holder).toBe(holder);
        holders.set(stream, holder);
      }
    });
  });
});
