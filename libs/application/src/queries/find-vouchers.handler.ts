import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { type DocumentQuery, ReadModels, type StoredDocument, type VoucherDocument } from '#read-models';
import { entryStatus } from '#vouchers';
import { entriesOf } from '../history/voucher-facts.js';
import { CandidateDirectory, candidateIn } from './candidate-directory.js';
import { decodeCursor } from './cursor.js';
import { pageOf } from './page.js';
import { type Answer, DEFAULT_ORDERS, FindVouchers, type VoucherSearch } from './queries.js';
import { positionOf } from './positions.js';
import type { Page, VoucherSummary } from './views.js';

type SortField = 'requestedAt' | 'expiresAt';

@QueryHandler(FindVouchers)
export class FindVouchersHandler implements IQueryHandler<FindVouchers> {
  constructor(
    private readonly readModels: ReadModels,
    private readonly candidates: CandidateDirectory,
  ) {}

  async execute({ search, paging, withPersonalData }: FindVouchers): Promise<Answer<Page<VoucherSummary>>> {
    const position = await positionOf(this.readModels, FindVouchers.reads);
    const { sort: order = DEFAULT_ORDERS.vouchers } = search;
    const sort = sortOf(order);
    const found = await this.readModels.find<VoucherDocument>('vouchers', {
      where: await this.#conditionsOf(search),
      sort,
      ...(paging.cursor !== undefined && { after: decodeCursor(paging.cursor, order) }),
      limit: paging.limit + 1,
    });
    const documents = found.slice(0, paging.limit);
    const items = await this.#summarise(documents, withPersonalData);
    return { body: pageOf(found, paging.limit, items, order, (body) => body[sort.field]), position };
  }

  async #conditionsOf(search: VoucherSearch): Promise<NonNullable<DocumentQuery['where']>> {
    const { status, offerId, examCode, candidateId, email, expiresBefore } = search;
    const named = candidateId === undefined ? undefined : [candidateId];
    const found = email === undefined ? undefined : await this.candidates.idsByEmail(email);
    const wanted = named && found ? named.filter((id) => found.includes(id)) : (named ?? found);
    return {
      ...(status !== undefined && { status }),
      ...(offerId !== undefined && { offerId }),
      ...(examCode !== undefined && { examCodes: examCode }),
      ...(wanted && { candidateId: { in: wanted } }),
      ...(expiresBefore !== undefined && { expiresAt: { below: expiresBefore } }),
    };
  }

  async #summarise(
    documents: readonly StoredDocument<VoucherDocument>[],
    withPersonalData: boolean,
  ): Promise<readonly VoucherSummary[]> {
    const details = withPersonalData ? await this.#detailsOf(documents) : undefined;
    return documents.map(({ body: { voucher, requestedAt, expiresAt } }) => ({
      voucherId: voucher.voucherId,
      status: voucher.status,
      offerId: voucher.offerId,
      candidateId: voucher.candidateId,
      ...candidateIn(details, voucher.candidateId),
      requestedAt,
      ...(expiresAt !== undefined && { expiresAt }),
      exams: entriesOf(voucher).map((entry) => ({ examCode: entry.examCode, status: entryStatus(entry) })),
    }));
  }

  #detailsOf(documents: readonly StoredDocument<VoucherDocument>[]) {
    const ids = documents.map(({ body }) => body.candidateId);
    const recordedBy = documents.reduce(
      (latest, { position }) => (position > latest ? position : latest),
      0n,
    );
    return this.candidates.detailsOf(ids, recordedBy);
  }
}

function sortOf(sort: NonNullable<VoucherSearch['sort']>) {
  const field: SortField = sort.endsWith('requestedAt') ? 'requestedAt' : 'expiresAt';
  return { field, direction: sort.startsWith('-') ? 'descending' : 'ascending' } as const;
}
