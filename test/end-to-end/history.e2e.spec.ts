import { DatabaseSync } from '@photostructure/sqlite';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { jest } from '@jest/globals';
import { canonicalize } from 'json-canonicalize';
import { failedOnce, OFFER } from './programme.js';
import { Server } from './server.js';

jest.setTimeout(60_000);

interface Item {
  readonly revision: number;
  readonly position: string;
  readonly id: string;
  readonly type: string;
  readonly data: object;
  readonly metadata: {
    readonly schemaVersion: number;
    readonly occurredAt: string;
    readonly actor: string;
    readonly hash: string;
  };
  readonly recordedAt: string;
  readonly state: { readonly status: string };
}

describe('the history of a voucher', () => {
  let server: Server;
  let voucher: string;

  beforeAll(async () => {
    server = await Server.start();
    await server.post('/v1/offers', OFFER);
    voucher = await failedOnce(server, 'ada');
  });
  afterAll(() => server.remove());

  const history = () => server.call('GET', `${voucher}/history`);

  it('is the same when it is asked for again, and longer when something has happened', async () => {
    const [first, again] = [await history(), await history()];
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('content-type')).toBe(first.headers.get('content-type'));
    expect(first.body).toMatchObject({ verified: true, items: { length: 6 } });
    await server.post(`${voucher}/extend`, { validUntil: '2014-07-31', reason: 'illness' });
    expect((await history()).body).toMatchObject({ verified: true, items: { length: 7 } });
  });

  it('lets everybody prove it from the answer alone, as the rules for auditors say', async () => {
    const { body } = await history();
    const voucherId = String((await server.call('GET', voucher)).body['voucherId']);
    const items = body['items'] as readonly Item[];
    let previousHash: string | null = null;
    for (const [index, { revision, position, id, type, data, metadata, recordedAt }] of items.entries()) {
      const { schemaVersion, occurredAt, actor, hash } = metadata;
      const stream = `voucher-${voucherId}`;
      const link = { stream, revision, id, type, schemaVersion, occurredAt, actor, data, previousHash };
      expect(createHash('sha256').update(canonicalize(link)).digest('hex')).toBe(hash);
      expect(metadata).toMatchObject({ previousHash, recordedAt });
      expect(revision).toBe(index);
      expect(position).toMatch(/^[1-9]\d*$/);
      previousHash = hash;
    }
    expect(items[0]?.state).toMatchObject({ status: 'requested', entries: [] });
    expect(items[5]?.state).toMatchObject({ status: 'active', entries: [{ status: 'retake-available' }] });
    expect(items.map(({ type }) => type)).toEqual([
      'VoucherRequested',
      'VoucherIssued',
      'ExamScheduled',
      'ExamPaid',
      'ExamResultRecorded',
      'RetakeGranted',
      'VoucherExtended',
    ]);
  });

  it('tells of tampering as soon as it is done, though it was whole a moment ago', async () => {
    expect((await history()).body).toMatchObject({ verified: true });
    const database = new DatabaseSync(join(server.dataDir, 'events.sqlite'));
    database.exec(`UPDATE events SET data = replace(data, '160.00', '1.00') WHERE type = 'ExamPaid'`);
    database.close();
    expect((await history()).body).toMatchObject({ verified: false, firstBroken: 3 });
  });
});
