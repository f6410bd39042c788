import { type KeyRing, openAccessKeys } from '#access';
import type { Settings } from '#settings';

/**
 * Opens the access keys in MongoDB where the settings name one, whether it is there or not yet, else those in the data
 * directory.
 *
 * @throws StorageError when the embedded ones cannot be opened
 * @throws InvalidMongoUrl
 */
export async function openKeyRing({ mongoDbUrl, dataDir }: Settings): Promise<KeyRing> {
  if (mongoDbUrl === undefined) return openAccessKeys(dataDir);
  const { openMongoAccessKeys } = await import('#access/mongodb');
  return openMongoAccessKeys(mongoDbUrl);
}
