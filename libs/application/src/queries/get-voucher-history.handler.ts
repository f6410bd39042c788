import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { EventStore, RecordedEvent } from '#event-store';
import { ReadModels } from '#read-models';
import { voucherStream } from '#vouchers';
import { historyOf } from '../history/history-of.js';
import { EVENT_STORE } from '../ports.js';
import { readStreamFrom } from '../write-side/stream-history.js';
import { noSuchVoucher } from '../errors.js';
import { requireCurrentCode } from './current-code.js';
import { type Answer, GetVoucherHistory } from './queries.js';
import { positionOf } from './positions.js';
import type { VoucherHistory } from './views.js';

/** Answered from the events themselves, so that it never lags. */
@QueryHandler(GetVoucherHistory)
export class GetVoucherHistoryHandler implements IQueryHandler<GetVoucherHistory> {
  /** By what they follow from: a store may answer the very same events again, while nothing has changed on its disk. */
  readonly #known = new WeakMap<readonly RecordedEvent[], VoucherHistory>();

  constructor(
    @Inject(EVENT_STORE) private readonly eventStore: EventStore,
    private readonly readModels: ReadModels,
  ) {}

  async execute({ voucher }: GetVoucherHistory): Promise<Answer<VoucherHistory>> {
    const position = await positionOf(this.readModels, 'vouchers');
    const events = await readStreamFrom(this.eventStore, voucherStream(voucher.voucherId));
    if (events.length === 0) throw noSuchVoucher();
    requireCurrentCode(events, voucher);
    const body = this.#known.get(events) ?? historyOf(events);
    this.#known.set(events, body);
    return { body, position };
  }
}
