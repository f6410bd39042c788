import { DatabaseSync } from '@photostructure/sqlite';
import { join } from 'node:path';
import { ReadModels } from '#read-models';
import { Programme, publish, request } from '../testing/programme.js';
import { ExpireDueVouchers } from './expire-due-vouchers.js';

/** One more than are expired at once. */
const VOUCHERS = 201;

describe('the expiry of vouchers', () => {
  let programme: Programme;

  beforeAll(async () => {
    programme = await Programme.open();
    const { commands } = await programme.application();
    await commands.execute(publish());
    const requests = Array.from({ length: VOUCHERS }, (_, number) => request(`c-${number}`));
    await Promise.all(requests.map((command) => commands.execute(command)));
    await programme.follow();
    programme.clock.moveTo('2014-06-02T12:00:00.000Z');
  });
  afterAll(() => programme.remove());

  async function expiredVouchers(): Promise<number> {
    const filter = { eventTypes: ['VoucherExpired'] };
    return (await programme.events.readAll({ filter, limit: 2 * VOUCHERS })).events.length;
  }

  it('goes on with the others where one of them fails, and tells of that', async () => {
    const { store, directory, clock } = programme;
    const sort = { field: 'expiresAt', direction: 'ascending' } as const;
    const [first] = await new ReadModels(store).find('vouchers', { sort, limit: 1 });
    const database = new DatabaseSync(join(directory, 'events.sqlite'));
    database.exec(
      `UPDATE events SET metadata = json_set(metadata, '$.schemaVersion', 99)
       WHERE stream = (SELECT id FROM streams WHERE name = 'voucher-${first?.id}')`,
    );
    database.close();
    // One that has not seen the streams yet.
    const { commands } = await programme.application();
    const expiry = new ExpireDueVouchers(commands, new ReadModels(store), clock);
    await expect(expiry.run()).rejects.toMatchObject({ code: 'UNKNOWN_SCHEMA_VERSION' });
    expect(await expiredVouchers()).toBe(VOUCHERS - 1);
    await expect(expiry.run()).rejects.toMatchObject({ code: 'UNKNOWN_SCHEMA_VERSION' });
    expect(await expiredVouchers()).toBe(VOUCHERS - 1);
  });
});
