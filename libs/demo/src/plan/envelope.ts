import type { Envelope } from '#application';
import type { Party } from './story.js';

/** The same for the same programme, as all that the demo does. */
export function envelopeFor(subject: string, index: number, by: Party): Envelope {
  const commandId = `demo:${subject}:${index}`;
  const actor = by === 'deadlines' ? 'system:deadlines' : `system:demo-${by}`;
  return { commandId, correlationId: commandId, causationId: commandId, actor };
}
