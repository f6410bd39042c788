import type { EventSubscriber } from '#event-store';
import type { PersonalDataVault } from '#personal-data';
import { asDomainEvent } from '#recorded-events';
import { CANDIDATE_STREAM_PREFIX, type CandidateErased } from '#vouchers';
import { destroyKeys } from '../destroy-keys.js';

/**
 * Makes sure that every key that an erasure names is destroyed, also when the process that recorded the erasure died
 * before it could destroy the key, and in every key store that is restored from a backup. It reads all erasures from
 * the start each time: there are few, and destroying a key twice changes nothing.
 */
export class DestroyErasedKeys {
  constructor(
    private readonly eventStore: EventSubscriber,
    private readonly vault: PersonalDataVault,
  ) {}

  /** Goes on until the signal. */
  async run(signal: AbortSignal): Promise<void> {
    const filter = { streamPrefixes: [CANDIDATE_STREAM_PREFIX], eventTypes: ['CandidateErased'] };
    for await (const { events } of this.eventStore.subscribeToAll({ filter, signal })) {
      const keyIds = events.flatMap((event) => asDomainEvent<CandidateErased>(event).data.keyIds);
      await destroyKeys(keyIds, this.vault);
    }
  }
}
