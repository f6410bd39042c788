import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

type Generator = ReturnType<typeof xoroshiro128plus>;

/** Chance that can be repeated: the same seed and the same questions give the same answers. */
export class Random {
  private constructor(private readonly generator: Generator) {}

  /** @param seed a 32-bit whole number */
  static seeded(seed: number): Random {
    return new Random(xoroshiro128plus(seed));
  }

  /** Chance of its own for a part, so that what one part asks changes nothing for the others. */
  fork(): Random {
    const forked = this.generator.clone();
    this.generator.jump();
    return new Random(forked);
  }

  /** A whole number, both ends included. */
  int(from: number, to: number): number {
    return uniformInt(this.generator, from, to);
  }

  /** @param probability 0 to 1 */
  chance(probability: number): boolean {
    return uniformFloat64(this.generator) < probability;
  }

  pick<Item>(items: readonly [Item, ...Item[]]): Item {
    return items[this.int(0, items.length - 1)] ?? items[0];
  }

  /** Items of a larger weight come more often. */
  weighted<Item extends { readonly weight: number }>(items: readonly [Item, ...Item[]]): Item {
    const total = items.reduce((sum, { weight }) => sum + weight, 0);
    let left = uniformFloat64(this.generator) * total;
    return items.find(({ weight }) => (left -= weight) < 0) ?? items[0];
  }
}
