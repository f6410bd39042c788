import { WrongExpectedRevision } from '#event-store';
import type { EmbeddedLog } from '#event-store/embedded';
import { jsonEvent } from './system-events.js';

const STREAM = '$settings';

const EVERYBODY = { $r: '$all', $w: '$all', $d: '$all', $mr: '$all', $mw: '$all' };
const ADMINS = { $r: '$admins', $w: '$admins', $d: '$admins', $mr: '$admins', $mw: '$admins' };

/**
 * Sees to it that the store has the event in which EventStoreDB keeps who may do what by default. A node never is
 * without events of its own, and clients count on an `$all` that is not empty.
 */
export async function ensureSettingsEvent(log: EmbeddedLog): Promise<void> {
  const settings = { $userStreamAcl: EVERYBODY, $systemStreamAcl: ADMINS };
  const event = jsonEvent('$settings', settings);
  await log.append(STREAM, [event], 'no_stream').catch((error: unknown) => {
    if (!(error instanceof WrongExpectedRevision)) throw error;
  });
}
