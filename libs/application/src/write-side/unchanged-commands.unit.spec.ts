import { verifyStream } from '#audit';
import { metadataOf } from '#recorded-events';
import { MemoryEventStore } from '../../../read-models/src/testing/memory-event-store.js';
import type { StreamHistory } from './stream-history.js';
import { UnchangedCommands } from './unchanged-commands.js';

/** As version 1 is stored. Never changed: a new version is another sample. */
const sample = {
  type: 'CommandAnswered',
  schemaVersion: 1,
  data: {
    stream: 'offer-second-shot-professional',
    revision: 3,
    repeats: '0190e2a4-5b7c-7d10-8a3e-2f4b6c8d0e12',
  },
};

const STREAM = 'offer-second-shot-professional';
const answer = { stream: STREAM, revision: 3, position: 4n, events: [], replayed: false };
const received = {
  now: '2014-05-01T12:00:00.000Z',
  envelope: { commandId: 'a key', correlationId: 'r', causationId: 'a key', actor: 'key:1' },
  commandHash: 'hash of what it said',
} as const;

const observer = { decided: () => undefined, conflicted: () => undefined, appended: () => undefined };

/** A store with a stream of four events, and its history. */
async function begin() {
  const store = new MemoryEventStore();
  const events = Array.from({ length: 4 }, (_, index) => {
    const metadata = { commandId: `command-${index}` };
    return { id: `event-${index}`, type: 'OfferAmended', data: {}, metadata };
  });
  await store.append(STREAM, events, 'no_stream');
  const recorded = await store.readStream(STREAM);
  const history: StreamHistory<null> = {
    stream: STREAM,
    events: recorded,
    state: null,
    revision: 3,
    lastHash: 'x',
  };
  return { store, history, commands: new UnchangedCommands(store, observer) };
}

describe('what was answered to a command that changed nothing', () => {
  it('is stored as the sample has it, in a chained stream whose name follows from stream and id', async () => {
    const { store, history, commands } = await begin();
    await commands.remember(history, answer, received, sample.data.repeats);
    const { events } = await store.readAll({ after: 4n, limit: 10 });
    const stream = 'command-1a85a914-b8b8-5723-8f18-902e1de98d0d';
    expect(events).toMatchObject([{ stream, type: sample.type, data: sample.data }]);
    expect(events.map((event) => metadataOf(event))).toMatchObject([
      { commandId: 'a key', actor: 'key:1', schemaVersion: sample.schemaVersion, recordedAt: received.now },
    ]);
    expect(verifyStream(events)).toEqual({ verified: true });
    expect(await commands.recall(history, 'a key')).toEqual({ answer, commandHash: received.commandHash });
  });

  it('is known of that command alone', async () => {
    const { history, commands } = await begin();
    await commands.remember(history, answer, received);
    expect(await commands.recall(history, 'another key')).toBeUndefined();
    expect(await commands.recall({ ...history, stream: 'offer-another' }, 'a key')).toBeUndefined();
  });
});
