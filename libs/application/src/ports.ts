import type { Clock as ClockPort } from '#clock';
import type { EventStore as EventStorePort } from '#event-store';
import type {
  BlindIndex as BlindIndexPort,
  PersonalDataVault as PersonalDataVaultPort,
} from '#personal-data';
import type { DocumentStore as DocumentStorePort } from '#read-models';

/*
 * The ports under names that Nest can inject: each is an abstract class that says nothing beyond the interface of
 * the same name in its lib. Which adapter stands behind it, the apps decide.
 */

export abstract class EventStore {}
export interface EventStore extends EventStorePort {}

export abstract class DocumentStore {}
export interface DocumentStore extends DocumentStorePort {}

export abstract class PersonalDataVault {}
export interface PersonalDataVault extends PersonalDataVaultPort {}

export abstract class BlindIndex {}
export interface BlindIndex extends BlindIndexPort {}

export abstract class Clock {}
export interface Clock extends ClockPort {}
