import type { AccessKeys } from '#access';
import type { Clock, SimulatedClock } from '#clock';
import type { EventLog, EventStore } from '#event-store';
import type { EmbeddedLog } from '#event-store/embedded';
import type { BlindIndex, PersonalDataVault } from '#personal-data';
import type { DocumentStore } from '#read-models';

export interface Closable {
  /** Finishes what is under way and closes everything, in the right order. */
  close(): Promise<void>;
}

/** Every port with an adapter behind it. */
export interface Ports extends Closable {
  readonly eventStore: EventStore;
  /** The log behind it, where it is the embedded one. */
  readonly embeddedLog?: EmbeddedLog;
  readonly documentStore: DocumentStore;
  readonly vault: PersonalDataVault;
  readonly blindIndex: BlindIndex;
  readonly accessKeys: AccessKeys;
  readonly clock: Clock;
  /** The same clock, where it is a simulated one. */
  readonly simulatedClock?: SimulatedClock;
  /** The first admin key, where one was made just now: it is shown this once. */
  readonly newAdminKey?: string;
}

/** To read the events. */
export interface EventLogPorts extends Closable {
  readonly eventLog: EventLog;
}

/** To ask and to run projections. */
export interface ReadSidePorts extends EventLogPorts {
  readonly documentStore: DocumentStore;
}

/** To find vouchers by their codes. */
export interface VoucherCodePorts extends ReadSidePorts {
  readonly blindIndex: BlindIndex;
}

/** To manage access keys. */
export interface KeyPorts extends Closable {
  readonly accessKeys: AccessKeys;
  readonly clock: Clock;
}
