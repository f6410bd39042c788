import { Measurements } from './measurements.js';
import { Meter } from './meter.js';

/** A connected consumer, as its group sees it. */
export class Consumer {
  inFlight = 0;
  /** Whether its connection takes nothing at the moment. */
  isStalled = false;
  readonly meter: Meter;
  readonly measurements = new Measurements();

  constructor(
    readonly id: string,
    /** Most messages that it takes without having answered for earlier ones. */
    readonly slots: number,
    now: number,
  ) {
    this.meter = new Meter(now);
  }

  get hasRoom(): boolean {
    return !this.isStalled && this.inFlight < this.slots;
  }
}

/** The consumers of a group, in the order in which they joined. */
export class Consumers {
  /** Another array whenever somebody joins or leaves. */
  all: readonly Consumer[] = [];

  get size(): number {
    return this.all.length;
  }

  get hasRoom(): boolean {
    return this.all.some((consumer) => consumer.hasRoom);
  }

  find(id: string): Consumer | undefined {
    return this.all.find((consumer) => consumer.id === id);
  }

  add(consumer: Consumer): void {
    this.all = [...this.all, consumer];
  }

  remove(id: string): void {
    this.all = this.all.filter((consumer) => consumer.id !== id);
  }
}
