import type { EventSubscriber } from '#event-store';
import type { PersonalDataVault } from '#personal-data';
import { upcastEvent } from '#recorded-events';
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

  /**
   * Goes on until the signal.
   *
   * @param onFailure told when the events cannot be read for now
   */
  async run(signal: AbortSignal, onFailure: (error: unknown) => void): Promise<void> {
    const filter = { streamPrefixes: [CANDIDATE_STREAM_PREFIX], eventTypes: ['CandidateErased'] };
    for await (const { events } of this.eventStore.subscribeToAll({ filter, signal, onFailure })) {
      const keyIds = events.flatMap((event) => upcastEvent<CandidateErased>(event).data.keyIds);
      await destroyKeys(keyIds, this.vault);
    }
  }
}
