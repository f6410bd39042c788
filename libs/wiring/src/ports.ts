import type { AccessKeys } from '#access';
import type { Clock, SimulatedClock } from '#clock';
import type { EventLog, EventReader, EventStore } from '#event-store';
import type { EmbeddedLog, PositionRange } from '#event-store/embedded';
import type { BlindIndex, KeyList, KeyStore, PersonalDataVault } from '#personal-data';
import type { DocumentStore } from '#read-models';

export interface Closable {
  /** Finishes what is under way and closes everything, in the right order. */
  close(): Promise<void>;
}

/** What works in the background stands on: every port but the access keys. */
export interface WorkerPorts extends Closable {
  readonly eventStore: EventStore;
  /** The log behind it, where it is the embedded one. */
  readonly embeddedLog?: EmbeddedLog;
  readonly documentStore: DocumentStore;
  readonly vault: PersonalDataVault;
  readonly blindIndex: BlindIndex;
  readonly clock: Clock;
  /** The same clock, where it is a simulated one. */
  readonly simulatedClock?: SimulatedClock;
}

/** Every port with an adapter behind it. */
export interface Ports extends WorkerPorts {
  readonly accessKeys: AccessKeys;
  /** The first admin key, where one was made just now: it is shown this once. */
  readonly newAdminKey?: string;
}

/** To read the events. */
export interface EventLogPorts extends Closable {
  readonly eventLog: EventLog;
  /** Where events were removed outside the program, as far as the positions of the store tell. */
  readonly missingPositions?: () => readonly PositionRange[];
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

/** To move the events from the embedded store to another one. */
export interface MovePorts extends Closable {
  readonly source: EventReader;
  readonly target: EventStore;
}

/** To move the keys of personal data from the embedded store to another one. */
export interface KeyMovePorts extends Closable {
  readonly source: KeyList;
  readonly target: KeyStore;
}
