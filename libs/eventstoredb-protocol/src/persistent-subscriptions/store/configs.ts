import type { EmbeddedLog } from '#event-store/embedded';
import type { GroupConfig } from '../group-config.js';
import { CONFIG_STREAM } from '../names.js';
import { appendOne, jsonEvent, lastEvent, setMetadata } from '../../system-events.js';
import { readConfig, storedConfig } from './config-format.js';

/** All groups with their settings, in the last event of a stream of their own. */
export class Configs {
  constructor(private readonly log: EmbeddedLog) {}

  /** @throws UnreadableConfig when they cannot be read */
  async load(): Promise<readonly GroupConfig[]> {
    const event = await lastEvent(this.log, CONFIG_STREAM);
    return event ? readConfig(event.data) : [];
  }

  async save(groups: readonly GroupConfig[]): Promise<void> {
    const isFirst = (await lastEvent(this.log, CONFIG_STREAM)) === undefined;
    if (isFirst) await setMetadata(this.log, CONFIG_STREAM, { $maxCount: 2 });
    await appendOne(this.log, CONFIG_STREAM, jsonEvent('$PersistentConfig', storedConfig(groups)));
  }
}
