import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { EventStore, RecordedEvent } from '#event-store';
import { ReadModels } from '#read-models';
import { voucherStream } from '#vouchers';
import { EventPages } from '../history/event-pages.js';
import { historiesOf, historyOf } from '../history/history-of.js';
import type { HistoryInPages, VoucherHistory } from '../history/views.js';
import { EVENT_STORE } from '../ports.js';
import { noSuchVoucher } from '../errors.js';
import { requireCurrentCode } from './current-code.js';
import { type Answer, GetVoucherHistory } from './queries.js';
import { positionOf } from './positions.js';

/** Answered from the events themselves, so that it never lags. */
@QueryHandler(GetVoucherHistory)
export class GetVoucherHistoryHandler implements IQueryHandler<GetVoucherHistory> {
  /** By what they follow from: a store may answer the very same events again, while nothing has changed on its disk. */
  readonly #known = new WeakMap<readonly RecordedEvent[], VoucherHistory>();

  constructor(
    @Inject(EVENT_STORE) private readonly eventStore: EventStore,
    private readonly readModels: ReadModels,
  ) {}

  async execute({ voucher }: GetVoucherHistory): Promise<Answer<HistoryInPages>> {
    const position = await positionOf(this.readModels, GetVoucherHistory.reads);
    const events = await EventPages.open(this.eventStore, voucherStream(voucher.voucherId));
    if (events.first.length === 0) throw noSuchVoucher();
    await requireCurrentCode(events, voucher);
    return { body: events.isOne ? this.#historyOf(events.first) : historiesOf(events), position };
  }

  #historyOf(events: readonly RecordedEvent[]): VoucherHistory {
    const history = this.#known.get(events) ?? historyOf(events);
    this.#known.set(events, history);
    return history;
  }
}
