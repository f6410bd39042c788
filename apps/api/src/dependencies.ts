import type { ModuleMetadata } from '@nestjs/common';
import type { AccessKeys, GuardedKeys } from '#access';
import type { Clock, Instant } from '#clock';
import type { OperationsParts } from '#operations';
import type { Settings } from '#settings';
import type { Logger } from '#telemetry';

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

/** What the HTTP edge stands on. */
export interface ApiDependencies extends OperationsParts {
  /** Module that exports `CommandBus`, `QueryBus`, `VoucherLocator` and `ReadModels`. */
  readonly application: NonNullable<ModuleMetadata['imports']>[number];
  readonly keys: AccessKeys;
  /** The same keys, for those who call. Every edge of the process asks this one, so that guesses are counted together. */
  readonly guardedKeys: Pick<GuardedKeys, 'authenticate'>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Only while a simulated clock is set. */
  readonly testClock?: MovableClock | undefined;
}

export type ApiSettings = Pick<Settings, 'trustProxy'>;
