import type { KeyRing } from '#access';
import type { Settings } from '#settings';
import { openEmbeddedAccessKeys } from '#access/embedded';

/**
 * Opens the access keys in MongoDB where the settings name one, whether it is there or not yet, else those in the data
 * directory.
 *
 * @throws StorageError when the embedded ones cannot be opened
 * @throws InvalidMongoUrl, InvalidDatabaseName
 */
export async function openKeyRing({ mongoDbUrl, dataDir }: Settings): Promise<KeyRing> {
  if (mongoDbUrl === undefined) return openEmbeddedAccessKeys(dataDir);
  const { openMongoAccessKeys } = await import('#access/mongodb');
  return openMongoAccessKeys(mongoDbUrl);
}
