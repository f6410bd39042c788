import fc from 'fast-check';
import { STRATEGIES } from '../core/settings.js';
import type { GroupConfig } from '../group-config.js';
import { readConfig, storedConfig } from './config-format.js';
import { UnreadableConfig } from './unreadable-config.js';

const place = fc.bigInt({ min: 1n, max: 2n ** 63n - 1n });

const settings = fc.record({
  resolveLinkTos: fc.boolean(),
  extraStatistics: fc.boolean(),
  messageTimeout: fc.nat(),
  maxRetryCount: fc.nat(),
  checkPointAfter: fc.nat(),
  minCheckPointCount: fc.nat(),
  maxCheckPointCount: fc.nat(),
  maxSubscriberCount: fc.nat(),
  liveBufferSize: fc.nat(),
  readBatchSize: fc.nat(),
  historyBufferSize: fc.nat(),
  strategy: fc.constantFrom(...STRATEGIES),
});

const groups: fc.Arbitrary<readonly GroupConfig[]> = fc.array(
  fc.record({
    stream: fc.oneof(fc.constant('$all'), fc.string({ minLength: 1 })),
    group: fc.string({ minLength: 1 }),
    settings,
    startFrom: fc.oneof(fc.constantFrom('start' as const, 'end' as const), place),
    startAfter: fc.oneof(fc.constantFrom(-1n, 0n), place),
    filter: fc.option(
      fc.record({
        on: fc.constantFrom('stream' as const, 'type' as const),
        prefixes: fc.array(fc.string()),
        pattern: fc.string(),
      }),
      { nil: undefined },
    ),
  }),
);

const bytes = (stored: unknown) => Buffer.from(JSON.stringify(stored));

describe('stored groups', () => {
  it('are read as they were written', () => {
    const property = fc.property(groups, (written) => {
      expect(readConfig(bytes(storedConfig(written)))).toEqual(written);
    });
    fc.assert(property, { seed: 20231005 });
  });

  it('of one that was stored once can still be read', () => {
    const stored = `{"version":"2","entries":[{"stream":"$all","group":"billing","filter":{"on":"type",
      "prefixes":["Voucher"],"pattern":""},"resolveLinkTos":false,"extraStatistics":true,"messageTimeout":30000,
      "maxRetryCount":10,"checkPointAfter":2000,"minCheckPointCount":10,"maxCheckPointCount":1000,
      "maxSubscriberCount":0,"liveBufferSize":500,"readBatchSize":20,"historyBufferSize":500,
      "startPosition":"C:-1/P:-1","startAfter":"C:41/P:41","namedConsumerStrategy":"Pinned"}]}`;
    expect(readConfig(Buffer.from(stored))).toMatchObject([
      {
        stream: '$all',
        group: 'billing',
        filter: { on: 'type', prefixes: ['Voucher'], pattern: '' },
        settings: { extraStatistics: true, strategy: 'Pinned' },
        startFrom: 'end',
        startAfter: 41n,
      },
    ]);
  });

  it.each([
    ['no JSON', Buffer.from('{')],
    ['of another version', bytes({ version: '3', entries: [] })],
    ['without entries', bytes({ version: '2' })],
    ['with an entry that is not whole', bytes({ version: '2', entries: [{ stream: 's' }] })],
    ['nothing', bytes(null)],
  ])('are refused when they are %s', (_what, data) => {
    expect(() => readConfig(data)).toThrow(UnreadableConfig);
  });
});
