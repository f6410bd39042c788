import fc from 'fast-check';
import type { Effect } from '../exchange.js';
import { Group } from '../group.js';
import type { Message } from '../message.js';
import type { GroupSettings } from '../settings.js';
import { DEFAULTS } from './given-group.js';

/** What can befall a group, as small numbers that a life makes sense of. */
export type Blow = SourceBlow | ConsumerBlow;

interface SourceBlow {
  readonly type: 'read' | 'wait' | 'flush';
  readonly amount: number;
}

interface ConsumerBlow {
  readonly type: 'join' | 'leave' | 'stall' | 'drain' | 'ack' | 'retry' | 'park' | 'skip' | 'stop';
  readonly consumer: number;
  readonly amount: number;
}

const CONSUMERS = ['a', 'b', 'c'] as const;
const LENGTH = 60;

export const blows: fc.Arbitrary<readonly Blow[]> = fc.array(
  fc.oneof(
    fc.record<SourceBlow>({ type: fc.constantFrom('read', 'read', 'wait', 'flush'), amount: fc.nat(9) }),
    fc.record({
      type: fc.constantFrom('join', 'leave', 'stall', 'drain', 'ack', 'ack', 'retry', 'park', 'skip', 'stop'),
      consumer: fc.nat(2),
      amount: fc.nat(9),
    }),
  ),
  { maxLength: 120 },
);

export const settings: fc.Arbitrary<GroupSettings> = fc
  .record({
    messageTimeout: fc.constantFrom(0, 5, 50),
    maxRetryCount: fc.nat(3),
    checkPointAfter: fc.constantFrom(0, 20),
    minCheckPointCount: fc.nat(4),
    maxCheckPointCount: fc.integer({ min: 1, max: 8 }),
    readBatchSize: fc.integer({ min: 1, max: 5 }),
    historyBufferSize: fc.integer({ min: 5, max: 15 }),
    strategy: fc.constantFrom('RoundRobin', 'DispatchToSingle', 'Pinned'),
  })
  .map((some) => ({ ...DEFAULTS, ...some }));

/** A group, its source of sixty messages of seven streams, its consumers, and a book of all that happened. */
export class Life {
  readonly group: Group<number>;
  /** Who has what, by the effects alone. */
  readonly hands = new Map<string, string>();
  /** Places that were acknowledged, skipped, or parked on the disk. */
  readonly finished = new Set<number>();
  readonly checkpoints: bigint[] = [];
  now = 0;
  readonly #slots = new Map<string, number>();
  #onTheWayToDisk: Message<number>[] = [];

  constructor(
    settings: GroupSettings,
    private readonly check: (life: Life, effects: readonly Effect<number>[]) => void,
  ) {
    this.group = new Group(settings, -1n, 0);
  }

  get unfinished(): readonly number[] {
    return Array.from({ length: LENGTH }, (_, place) => place).filter((place) => !this.finished.has(place));
  }

  slotsOf(consumer: string): number {
    return this.#slots.get(consumer) ?? 0;
  }

  suffer(blow: Blow): void {
    if (blow.type === 'read') this.#read();
    else if (blow.type === 'wait') this.#tell({ type: 'ticked' }, blow.amount * 5);
    else if (blow.type === 'flush') this.#flush();
    else if ('consumer' in blow) this.#strike(blow.type, CONSUMERS[blow.consumer] ?? 'a', blow.amount);
  }

  /** Somebody who acknowledges everything takes over, until the source is empty. */
  comeToAnEnd(): void {
    for (const consumer of CONSUMERS) this.#strike('leave', consumer, 0);
    this.#join('last', 3, false);
    for (let round = 0; round < LENGTH && this.finished.size < LENGTH; round += 1) {
      this.#read();
      this.#flush();
      this.#acknowledge([...this.hands.keys()]);
    }
    this.#tell({ type: 'ticked' }, 10_000);
  }

  #strike(type: ConsumerBlow['type'], consumer: string, amount: number): void {
    const held = [...this.hands].flatMap(([id, holder]) => (holder === consumer ? id : []));
    const ids = held.slice(amount % 3, 1 + (amount % 3) + amount);
    const isThere = this.group.consumers.find(consumer) !== undefined;
    if (type === 'join') this.#join(consumer, 1 + amount, isThere);
    else if (!isThere) return;
    else if (type === 'leave') this.#leave(consumer);
    else if (type === 'stall') this.#tell({ type: 'stalled', consumer });
    else if (type === 'drain') this.#tell({ type: 'drained', consumer });
    else if (type === 'ack') this.#acknowledge(ids);
    else this.#refuse(type, consumer, ids);
  }

  #join(consumer: string, slots: number, isThere: boolean): void {
    if (isThere) return;
    this.#slots.set(consumer, slots);
    this.#tell({ type: 'joined', consumer, slots });
  }

  #leave(consumer: string): void {
    for (const [id, holder] of this.hands) if (holder === consumer) this.hands.delete(id);
    this.#tell({ type: 'left', consumer });
  }

  #acknowledge(ids: readonly string[]): void {
    for (const id of ids) this.#finish(id);
    this.#tell({ type: 'acknowledged', ids });
  }

  #refuse(action: 'retry' | 'park' | 'skip' | 'stop', consumer: string, ids: readonly string[]): void {
    for (const id of ids) {
      if (action === 'skip') this.#finish(id);
      else this.hands.delete(id);
    }
    if (action === 'stop') {
      for (const [id, holder] of this.hands) if (holder === consumer) this.hands.delete(id);
    }
    this.#tell({ type: 'refused', consumer, ids, action, reason: '' });
  }

  #finish(id: string): void {
    this.hands.delete(id);
    this.finished.add(Number(id.slice(1)));
  }

  #read(): void {
    const { hasRoom, batch, cursor } = this.group;
    if (!hasRoom) return;
    const first = Number(cursor) + 1;
    const upTo = Math.min(LENGTH - 1, first + batch - 1);
    const places = Array.from({ length: Math.max(0, upTo - first + 1) }, (_, index) => first + index);
    const messages = places.map((place) => ({
      id: `m${place}`,
      pin: `stream-${place % 7}`,
      place: BigInt(place),
      bytes: 1,
      content: place,
    }));
    this.#tell({ type: 'arrived', messages, upTo: BigInt(upTo), isEnd: upTo === LENGTH - 1 });
  }

  #flush(): void {
    const some = this.#onTheWayToDisk;
    this.#onTheWayToDisk = [];
    for (const message of some) {
      this.finished.add(message.content);
      this.#tell({ type: 'parked', message });
    }
  }

  #tell(input: Parameters<Group<number>['handle']>[0], later = 1): void {
    this.now += later;
    if (input.type === 'ticked') this.#forgetOverdue();
    const effects = this.group.handle(input, this.now);
    for (const effect of effects) this.#note(effect);
    this.check(this, effects);
  }

  /** Whatever is overdue is taken away from its consumer; who gets it stands in the effects. */
  #forgetOverdue(): void {
    for (const { entry } of this.group.inFlight.overdue(this.now)) this.hands.delete(entry.message.id);
  }

  #note(effect: Effect<number>): void {
    if (effect.type === 'deliver') this.hands.set(effect.message.id, effect.consumer);
    else if (effect.type === 'park') this.#onTheWayToDisk.push(effect.message);
    else if (effect.type === 'checkpoint') this.checkpoints.push(effect.place);
  }
}
