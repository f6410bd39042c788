import type { ModuleMetadata } from '@nestjs/common';
import type { Logger } from 'pino';
import type { AccessKeys } from '#access';
import type { Clock, Instant } from '#clock';
import type { Settings } from '#settings';

/** Says how far the read models are. */
export abstract class ReadModelsFreshness {
  /**
   * Waits until the read models have seen the event at this position.
   *
   * @param timeoutMs 0 to 10000
   * @returns whether they have
   */
  abstract waitFor(position: bigint, timeoutMs: number): Promise<boolean>;
}

/** One thing without which requests cannot be served. */
export interface ReadinessCheck {
  readonly name: string;
  /** Why it is not ready, as a sentence; `undefined` when it is. */
  reason(): Promise<string | undefined>;
}

/** The clock of a test, which a client may move. */
export interface MovableClock {
  /**
   * Moves the clock forward, and lets happen what is due by then.
   *
   * @returns the instant at which the clock stands
   * @throws ClockMovesForwardOnly
   */
  moveTo(instant: Instant): Promise<Instant>;
}

/** Counts, in the text format of Prometheus. */
export interface MetricsPage {
  readonly contentType: string;
  metrics(): Promise<string>;
}

/** What the HTTP edge stands on. */
export interface ApiDependencies {
  /** Module that exports `CommandBus`, `QueryBus` and `VoucherLocator`. */
  readonly application: NonNullable<ModuleMetadata['imports']>[number];
  readonly keys: AccessKeys;
  readonly clock: Clock;
  readonly freshness: ReadModelsFreshness;
  readonly readiness: readonly ReadinessCheck[];
  readonly metrics: MetricsPage;
  readonly logger: Logger;
  /** Only while a simulated clock is set. */
  readonly testClock?: MovableClock;
}

export type ApiSettings = Pick<Settings, 'keyGuessesPerMinute' | 'trustProxy'>;
