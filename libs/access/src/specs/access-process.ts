import { ensureFirstAdminKey } from '../index.js';
import { openEmbeddedAccessKeys } from '../embedded/index.js';

/** A process of its own for the tests: `<data directory> revoke <id>` or `<data directory> first`. */
const [dataDir = '', command, id = ''] = process.argv.slice(2);
const keys = openEmbeddedAccessKeys(dataDir);
const now = new Date().toISOString();
if (command === 'revoke') await keys.revoke(id, now);
else process.stdout.write((await ensureFirstAdminKey({ keys, file: `${dataDir}/admin.key`, now })) ?? '');
await keys.close();
