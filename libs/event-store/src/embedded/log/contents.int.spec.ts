import { newEvent } from '../../contract/fixtures.js';
import { bytes, foreignEvent, readStream, text } from '../specs/log-events.js';
import { useTemporaryStores } from '../specs/temporary-store.js';

const stores = useTemporaryStores();

const CONTENTS = [
  ['a JSON object with white space of its own', true, '{ "a" : 1.0 }\n', '{"b":2}'],
  ['a JSON object without metadata', true, '{"a":1}', ''],
  ['JSON that is a text', true, '"plain"', ''],
  ['JSON that is a list', true, '[1,2]', '[3]'],
  ['what is not JSON, called so', true, '{"a":', '{'],
  ['nothing at all', true, '', ''],
  ['JSON, called binary', false, '{"a":1}', '{"b":2}'],
  ['a byte order mark before JSON', true, '\ufeff{"a":1}', '{}'],
  ['text beyond ASCII', true, '{"a":"CC ‐ 1830 🦃"}', '{"b":"Ę"}'],
] as const;

describe('what the log keeps of an event', () => {
  it.each(CONTENTS)('is %s, byte for byte', async (_, isJson, data, metadata) => {
    const { log } = await stores.open();
    await log.append('s', [foreignEvent({ isJson, data: bytes(data), metadata: bytes(metadata) })], 'any');
    const [event] = await readStream(log, 's');
    expect(event).toMatchObject({ isJson, stream: 's', revision: 0, position: 1n, type: 'Noted' });
    expect(event && [text(event.data), text(event.metadata)]).toEqual([data, metadata]);
  });

  it('is every byte that there is', async () => {
    const { log } = await stores.open();
    const data = Uint8Array.from({ length: 256 }, (_, index) => index);
    await log.append('s', [foreignEvent({ isJson: false, data, metadata: data })], 'any');
    const [event] = await readStream(log, 's');
    expect(event && [Buffer.from(event.data), Buffer.from(event.metadata)]).toEqual([
      Buffer.from(data),
      Buffer.from(data),
    ]);
  });

  it('outlives a restart', async () => {
    const first = await stores.open();
    await first.log.append('s', [foreignEvent({ isJson: false, data: bytes('\u0000\u0001') })], 'any');
    await first.close();
    const { log } = await stores.open();
    expect((await readStream(log, 's')).map(({ data, isJson }) => [text(data), isJson])).toEqual([
      ['\u0000\u0001', false],
    ]);
  });

  it('is the JSON of the programme where the programme wrote it', async () => {
    const store = await stores.open();
    const event = newEvent('Known', { name: 'Ada' });
    await store.append('s', [event], 'no_stream');
    const [seen] = await readStream(store.log, 's');
    expect(seen).toMatchObject({ id: event.id, type: 'Known', isJson: true });
    expect(seen && [JSON.parse(text(seen.data)), JSON.parse(text(seen.metadata))]).toEqual([
      event.data,
      event.metadata,
    ]);
  });
});

describe('what the programme sees of a foreign event', () => {
  it.each([
    [true, '{"a":1}', '{"b":2}', { a: 1 }, { b: 2 }],
    [true, '{"a":1}', '', { a: 1 }, {}],
    [true, '[1]', '{"b":2}', {}, { b: 2 }],
    [false, '{"a":1}', '{"b":2}', {}, { b: 2 }],
    [false, '\u0000', '\u0000', {}, {}],
  ])('are objects: json %p, data %p, metadata %p', async (isJson, data, metadata, seenData, seenMetadata) => {
    const store = await stores.open();
    await store.log.append(
      's',
      [foreignEvent({ isJson, data: bytes(data), metadata: bytes(metadata) })],
      'any',
    );
    expect(await store.readStream('s')).toMatchObject([{ data: seenData, metadata: seenMetadata }]);
    expect((await store.readAll()).events).toMatchObject([{ data: seenData, metadata: seenMetadata }]);
  });
});

describe('events that the log refuses', () => {
  it.each([
    ['an id that is not a UUID', foreignEvent({ id: 'x' })],
    ['no type', foreignEvent({ type: '' })],
    ['more than 1 MiB', foreignEvent({ data: new Uint8Array(1_048_577) })],
  ])('have %s', async (_, event) => {
    const { log } = await stores.open();
    await expect(log.append('s', [event], 'any')).rejects.toMatchObject({ code: 'INVALID_EVENT' });
    expect(await log.headPosition()).toBe(0n);
  });

  it.each(['', '$$', 'with\na break', 'x'.repeat(501)])('are for a stream %p', async (stream) => {
    const { log } = await stores.open();
    await expect(log.append(stream, [foreignEvent()], 'any')).rejects.toMatchObject({
      code: 'INVALID_REQUEST',
    });
    await expect(log.readStream(stream, { limit: 1 })).rejects.toMatchObject({ code: 'INVALID_REQUEST' });
    await expect(log.remove('soft', stream, 'any')).rejects.toMatchObject({ code: 'INVALID_REQUEST' });
  });

  it('are not those of exactly 1 MiB', async () => {
    const { log } = await stores.open();
    const data = new Uint8Array(1_048_576);
    expect(await log.append('s', [foreignEvent({ isJson: false, data })], 'any')).toEqual({
      revision: 0,
      position: 1n,
    });
  });
});
