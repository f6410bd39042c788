import type { DocumentStore } from '#read-models';
import { openEmbeddedDocumentStore } from '#read-models/embedded';
import type { Settings } from '#settings';

/**
 * Opens MongoDB where the settings name one, whether it is there or not yet, else the embedded read models.
 *
 * @throws ReadModelsDamaged, ReadModelsUnavailable when the embedded ones cannot be opened
 * @throws InvalidMongoUrl, InvalidDatabaseName
 */
export async function openDocumentStore({ mongoDbUrl, dataDir }: Settings): Promise<DocumentStore> {
  if (mongoDbUrl === undefined) return openEmbeddedDocumentStore({ directory: dataDir });
  const { openMongoDocumentStore } = await import('#read-models/mongodb');
  return openMongoDocumentStore({ url: mongoDbUrl });
}
