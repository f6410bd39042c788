import { join } from 'node:path';
import { ensureFirstAdminKey } from '#access';
import type { Settings } from '#settings';
import { onceThere, type Waiting } from './once-there.js';
import { openKeyRing } from './open-key-ring.js';
import { openTogether } from './open-together.js';
import { openWorkerPorts } from './open-worker-ports.js';
import type { Ports } from './ports.js';

/**
 * Opens everything, and makes sure that there is an admin key. Only one process at a time can use the embedded event
 * store.
 *
 * @throws as `openWorkerPorts`, and AdminKeyRevoked, InvalidAccessKey
 */
export function openPorts(settings: Settings, waiting?: Waiting): Promise<Ports> {
  const { dataDir, mongoDbUrl, adminApiKey } = settings;
  const started = <Answer>(work: () => Promise<Answer>) =>
    mongoDbUrl === undefined ? work() : onceThere(work, waiting);
  return openTogether(async (keep) => {
    const ports = keep(await openWorkerPorts(settings, waiting));
    const accessKeys = keep(await openKeyRing(settings));
    const adminKeyFile = join(dataDir, 'admin.key');
    const now = ports.clock.now();
    const newAdminKey = await started(() =>
      ensureFirstAdminKey({ keys: accessKeys, file: adminKeyFile, given: adminApiKey, now }),
    );
    const adminKey = newAdminKey !== undefined && { newAdminKey };
    return { ...ports, accessKeys, ...adminKey };
  });
}
