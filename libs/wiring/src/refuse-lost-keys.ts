import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CodedError } from '#errors';
import type { EventLog } from '#event-store';
import type { Settings } from '#settings';

/** There are events, and the file with the keys of the personal data in them is missing. */
class KeysMissing extends CodedError {
  readonly code = 'KEYS_MISSING';
  constructor(path: string) {
    super(
      `${path} is missing, and nothing else opens the personal data in the events: restore it, or make an empty file in its place if it is lost for good.`,
    );
  }
}

/**
 * Call it before the embedded keys are opened, which makes them where there are none: what is sealed with new ones
 * would be lost again with the return of the old ones.
 *
 * @throws KeysMissing
 */
export async function refuseLostKeys(
  { dataDir, eventStoreDbUrl, personalDataMongoDbUrl }: Settings,
  events: EventLog,
): Promise<void> {
  if (eventStoreDbUrl !== undefined || personalDataMongoDbUrl !== undefined) return;
  const path = join(dataDir, 'keys.sqlite');
  if (!existsSync(path) && (await events.headPosition()) > 0n) throw new KeysMissing(path);
}
