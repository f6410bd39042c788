import type { EmbeddedLog } from '#event-store/embedded';
import { checkpointStream, type GroupName } from '../names.js';
import { appendOne, jsonEvent, lastEvent, removeStream, setMetadata } from '../../system-events.js';
import { placeText, readPlace } from './place-text.js';

/** How far a group is done, in the last event of a stream of its own. */
export class CheckpointStore {
  readonly #stream: string;
  #exists = false;

  constructor(
    private readonly log: EmbeddedLog,
    private readonly name: GroupName,
  ) {
    this.#stream = checkpointStream(name);
  }

  async load(): Promise<bigint | undefined> {
    const event = await lastEvent(this.log, this.#stream);
    this.#exists = event !== undefined;
    return event && readCheckpoint(event.data);
  }

  async save(place: bigint): Promise<void> {
    if (!this.#exists) await setMetadata(this.log, this.#stream, { $maxCount: 2 });
    this.#exists = true;
    const event = jsonEvent('$SubscriptionCheckpoint', placeText(this.name.stream, place));
    await appendOne(this.log, this.#stream, event);
  }

  async remove(): Promise<void> {
    await removeStream(this.log, this.#stream);
    this.#exists = false;
  }
}

/** What an operator has written there instead counts as no checkpoint. */
function readCheckpoint(data: Uint8Array): bigint | undefined {
  try {
    const text: unknown = JSON.parse(Buffer.from(data).toString('utf8'));
    return typeof text === 'string' ? readPlace(text) : undefined;
  } catch {
    return undefined;
  }
}
