import { type KeyPorts, openKeyPorts } from '#wiring';
import type { Context } from '../context.js';
import { openOnceThere } from '../open-once-there.js';

/** What the commands about keys work on. */
export async function keyPorts(context: Context): Promise<KeyPorts> {
  const settings = await context.settings();
  return openOnceThere(context, (waiting) => openKeyPorts(settings, waiting));
}
