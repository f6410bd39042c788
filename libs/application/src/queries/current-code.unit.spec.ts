import type { JsonObject, RecordedEvent } from '#event-store';
import type { VoucherEvent } from '#vouchers';
import { active, CODE, codeReissued, ISSUED_AT, requested } from '#vouchers/testing';
import { requireCurrentCode } from './current-code.js';

const replaced = [...active, codeReissued('sealed-new', 'hash-of-new')];

/** In a page for each. */
async function* recorded(events: readonly VoucherEvent[]): AsyncGenerator<readonly RecordedEvent[]> {
  yield* events.map(({ type, data }, revision) => [
    {
      id: `event-${revision}`,
      stream: 'voucher-1',
      revision,
      position: BigInt(revision + 1),
      type,
      // What the domain records is plain JSON.
      data: data as unknown as JsonObject,
      metadata: { schemaVersion: 1, recordedAt: ISSUED_AT },
      createdAt: new Date(ISSUED_AT),
    },
  ]);
}

describe('a voucher that is named by a code', () => {
  it.each([
    ['the code that it has', active, CODE.hash],
    ['the code that it got since', replaced, 'hash-of-new'],
    ['its id', replaced, undefined],
  ])('is shown for %s', async (_, events, codeHash) => {
    await requireCurrentCode(recorded(events), {
      voucherId: '1',
      ...(codeHash !== undefined && { codeHash }),
    });
  });

  it.each([
    ['a code that was replaced, though a read model finds it still', replaced, CODE.hash],
    ['a code where none was issued', [requested()], CODE.hash],
  ])('is not there for %s', async (_, events, codeHash) => {
    const named = requireCurrentCode(recorded(events), { voucherId: '1', codeHash });
    await expect(named).rejects.toMatchObject({ code: 'VOUCHER_NOT_FOUND' });
  });
});
