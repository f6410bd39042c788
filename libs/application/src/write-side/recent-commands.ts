import { LRUCache } from 'lru-cache';

/** Commands kept, some 5 MiB. */
const COMMANDS_KEPT = 20_000;

/**
 * What was recorded last under which command id. A stream knows the ids of its own commands for ever; this is for
 * the client that uses one again for another stream, which no stream can see.
 */
export class RecentCommands {
  readonly #hashes = new LRUCache<string, string>({ max: COMMANDS_KEPT });

  remember(commandId: string, commandHash: string): void {
    this.#hashes.set(commandId, commandHash);
  }

  /** Whether the id is known to be that of another command. */
  isOfAnother(commandId: string, commandHash: string): boolean {
    const known = this.#hashes.get(commandId);
    return known !== undefined && known !== commandHash;
  }
}
