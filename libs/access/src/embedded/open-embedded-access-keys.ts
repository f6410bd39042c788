import { join } from 'node:path';
import { KeyRing } from '../keys/key-ring.js';
import { openSqliteKeyRecords } from './sqlite-key-records.js';

/**
 * The access keys in `access.sqlite` of the data directory, made where there is none. The server and the CLI
 * may have it open at once: what one revokes, the other refuses at its next request.
 *
 * @throws StorageError when the file cannot be opened
 */
export function openEmbeddedAccessKeys(dataDir: string): KeyRing {
  return new KeyRing(openSqliteKeyRecords(join(dataDir, 'access.sqlite')));
}
