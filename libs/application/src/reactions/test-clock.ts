import type { Instant, SimulatedClock } from '#clock';
import type { EventReader } from '#event-store';
import { PROJECTION_NAMES, type ReadModels } from '#read-models';
import type { ExpireDueVouchers } from './expire-due-vouchers.js';

/** How long the read models may take to see everything, in milliseconds. */
const PATIENCE = 60_000;

/** A simulated clock that clients move: what is due by then happens before the answer. */
export class TestClock {
  constructor(
    private readonly clock: SimulatedClock,
    private readonly deadlines: ExpireDueVouchers,
    private readonly eventStore: EventReader,
    private readonly readModels: ReadModels,
  ) {}

  /**
   * @returns where the clock stands
   * @throws ClockMovesForwardOnly
   */
  async moveTo(instant: Instant): Promise<Instant> {
    this.clock.moveTo(instant);
    await this.#readModelsSeeAll();
    await this.deadlines.run();
    await this.#readModelsSeeAll();
    return this.clock.now();
  }

  async #readModelsSeeAll(): Promise<void> {
    await this.readModels.waitFor(await this.eventStore.headPosition(), PATIENCE, PROJECTION_NAMES);
  }
}
