import { randomUUID } from 'node:crypto';
import type { EmbeddedLog, NewLogEvent } from '#event-store/embedded';

/** About what an event of a voucher has. */
export const DATA = { text: 'x'.repeat(330) };
export const METADATA = { actor: 'y'.repeat(85) };

const data = Buffer.from(JSON.stringify(DATA));
const metadata = Buffer.from(JSON.stringify(METADATA));
const BATCH = 1_000;

export function newLogEvent(): NewLogEvent {
  return { id: randomUUID(), type: 'ExamScheduled', isJson: true, data, metadata };
}

/** Appends so many events, to streams of a thousand. */
export async function fillLog(log: EmbeddedLog, events: number): Promise<void> {
  for (let count = 0; count < events; count += BATCH) {
    await log.append(`filled-${count}`, Array.from({ length: BATCH }, newLogEvent), 'no_stream');
  }
}
