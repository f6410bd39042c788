import { isSystemStream, metastreamOf, originalStreamOf, type EmbeddedLog } from '#event-store/embedded';
import { lastEvent } from '../system-events.js';

export type StreamAction = 'read' | 'write' | 'delete';

/** The names that a stream's `$acl` has for what can be done to the stream, and to its metadata. */
const OF_STREAM = { read: '$r', write: '$w', delete: '$d' } as const;
const OF_METADATA = { read: '$mr', write: '$mw', delete: '$mw' } as const;

/** Who may do this to a stream: by the stream's metadata, else by EventStoreDB's defaults; `undefined`: everybody. */
export async function rolesFor(
  log: EmbeddedLog,
  action: StreamAction,
  stream: string,
): Promise<readonly string[] | undefined> {
  const original = originalStreamOf(stream);
  const acl = await readAcl(log, original ?? stream);
  const roles = acl?.[(original === undefined ? OF_STREAM : OF_METADATA)[action]];
  if (typeof roles === 'string') return [roles];
  if (Array.isArray(roles)) return roles.filter((role) => typeof role === 'string');
  return original === undefined && isSystemStream(stream) ? ['$admins'] : undefined;
}

async function readAcl(
  log: EmbeddedLog,
  stream: string,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  const metadata = (await lastEvent(log, metastreamOf(stream)))?.data;
  if (metadata === undefined) return undefined;
  try {
    const { $acl } = JSON.parse(Buffer.from(metadata).toString('utf8')) as Readonly<Record<string, unknown>>;
    return typeof $acl === 'object' && $acl !== null ? { ...$acl } : undefined;
  } catch {
    // Metadata that is not JSON says nothing, as in EventStoreDB.
    return undefined;
  }
}
