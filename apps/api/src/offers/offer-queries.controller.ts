import { Controller, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { type Answer, GetOffer, ListOffers, type OfferView, type Page } from '#application';
import { FreshnessDto } from '../http/freshness.dto.js';
import { pagingOf } from '../http/paging.dto.js';
import { QueryRoute } from '../http/query-route.js';
import { ListOffersDto } from './dto/list-offers.dto.js';
import { OfferPathDto } from './dto/offer-path.dto.js';
import { OfferPageDto, OfferViewDto } from './views/offer.view.js';

@ApiTags('Offers')
@Controller('v1/offers')
export class OfferQueriesController {
  constructor(private readonly queries: QueryBus) {}

  @QueryRoute('', {
    reads: ListOffers.reads,
    scope: 'read',
    summary: 'All offers',
    answers: OfferPageDto,
  })
  listOffers(@Query() page: ListOffersDto): Promise<Answer<Page<OfferView>>> {
    return this.queries.execute(new ListOffers(pagingOf(page)));
  }

  @QueryRoute(':offerId', {
    reads: GetOffer.reads,
    scope: 'read',
    summary: 'One offer: its terms, status and counts',
    answers: OfferViewDto,
    problems: ['OFFER_NOT_FOUND'],
  })
  getOffer(
    @Param() { offerId }: OfferPathDto,
    @Query() _freshness: FreshnessDto,
  ): Promise<Answer<OfferView>> {
    return this.queries.execute(new GetOffer(offerId));
  }
}
