import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InvalidSetting } from '#settings';
import { openEventStore } from './open-event-store.js';

describe('the event store of the settings', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'second-shot-'));
  afterAll(() => {
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('is the embedded one where none is named', async () => {
    const { eventStore, embeddedLog } = await openEventStore({ dataDir, eventStoreDbUrl: undefined });
    expect(embeddedLog).toBeDefined();
    expect(await eventStore.headPosition()).toBe(0n);
    await eventStore.close();
  });

  it('is EventStoreDB where that is named, also when it is not there', async () => {
    const eventStoreDbUrl = 'esdb://127.0.0.1:1?tls=false';
    const { eventStore, embeddedLog } = await openEventStore({ dataDir, eventStoreDbUrl });
    expect(embeddedLog).toBeUndefined();
    await expect(eventStore.headPosition()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    await eventStore.close();
  });

  it('is refused by the name of its variable, without the password', async () => {
    const opening = openEventStore({ dataDir, eventStoreDbUrl: 'esdb://admin:change:it@host' });
    await expect(opening).rejects.toThrow(InvalidSetting);
    await expect(opening).rejects.toThrow(
      /^EVENTSTOREDB_URL has an unencoded colon in the password: write %3A/,
    );
  });
});
