import { InvalidSetting } from './errors.js';
import type { Settings } from './settings.js';

/**
 * Refuses to run api and worker as processes of their own on stores that belong to one process.
 *
 * @throws InvalidSetting that names the first variable that is missing
 */
export function requireSharedStores(settings: Settings): void {
  const stores = {
    EVENTSTOREDB_URL: settings.eventStoreDbUrl,
    MONGODB_URL: settings.mongoDbUrl,
    PERSONAL_DATA_MONGODB_URL: settings.personalDataMongoDbUrl,
  };
  for (const [variable, url] of Object.entries(stores)) {
    if (url !== undefined) continue;
    throw new InvalidSetting(
      variable,
      `${variable} must be set where api and worker are processes of their own, since the embedded stores belong to one process: set ${Object.keys(stores).join(', ')}, or run both in one with \`npm start\`.`,
    );
  }
}
