import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { type Counters, ReadModels } from '#read-models';
import type { PublishedOffer, VoucherStatus } from '#vouchers';
import { NotFound } from '../errors.js';
import { decodeCursor } from './cursor.js';
import { pageOf } from './page.js';
import { type Answer, DEFAULT_ORDERS, GetOffer, ListOffers } from './queries.js';
import { positionOf } from './positions.js';
import type { OfferView, Page } from './views.js';

@QueryHandler(ListOffers)
export class ListOffersHandler implements IQueryHandler<ListOffers> {
  constructor(private readonly readModels: ReadModels) {}

  async execute({ paging }: ListOffers): Promise<Answer<Page<OfferView>>> {
    const position = await positionOf(this.readModels, ListOffers.reads);
    const found = await this.readModels.find<PublishedOffer>('offers', {
      ...(paging.cursor !== undefined && { after: decodeCursor(paging.cursor, DEFAULT_ORDERS.offers) }),
      limit: paging.limit + 1,
    });
    const offers = found.slice(0, paging.limit).map(({ body }) => body);
    const items = await viewsOf(offers, this.readModels);
    return { body: pageOf(found, paging.limit, items, DEFAULT_ORDERS.offers), position };
  }
}

@QueryHandler(GetOffer)
export class GetOfferHandler implements IQueryHandler<GetOffer> {
  constructor(private readonly readModels: ReadModels) {}

  async execute({ offerId }: GetOffer): Promise<Answer<OfferView>> {
    const position = await positionOf(this.readModels, GetOffer.reads);
    const offer = await this.readModels.get<PublishedOffer>('offers', offerId);
    const [view] = offer ? await viewsOf([offer.body], this.readModels) : [];
    if (!view) throw new NotFound('OFFER_NOT_FOUND', `There is no offer ${offerId}.`);
    return { body: view, position };
  }
}

async function viewsOf(
  offers: readonly PublishedOffer[],
  readModels: ReadModels,
): Promise<readonly OfferView[]> {
  const ids = offers.map(({ offerId }) => offerId);
  const counted = await readModels.rows('vouchers', 'funnel', ids);
  return offers.map((offer) => viewOf(offer, counted.get(offer.offerId) ?? {}));
}

function viewOf({ offerId, status, terms }: PublishedOffer, counted: Counters): OfferView {
  const count = (of: VoucherStatus) => counted[`status:${of}`] ?? 0;
  const counts = {
    requested: count('requested'),
    declined: count('declined'),
    active: count('active'),
    completed: count('completed'),
    expired: count('expired'),
    revoked: count('revoked'),
  };
  return { offerId, status, terms, counts };
}
