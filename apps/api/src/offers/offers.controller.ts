import { Body, Controller, Param, Patch } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { ChangeOffer, type CommandResult, type Envelope } from '#application';
import { DEFAULT_TERMS } from '#vouchers';
import { CommandRoute } from '../http/command-route.js';
import { CommandEnvelope } from '../http/envelope.js';
import { AmendOfferDto, CloseOfferDto, PublishOfferDto } from './dto/offer.dto.js';
import { OfferPathDto } from './dto/offer-path.dto.js';

@ApiTags('Offers')
@Controller('v1/offers')
export class OffersController {
  constructor(private readonly commands: CommandBus) {}

  @CommandRoute('', {
    scope: 'offers:write',
    summary: 'Publish an offer',
    records: { subject: 'offer', events: ['OfferPublished'], from: 0 },
    refusals: ['OFFER_ALREADY_PUBLISHED', 'OFFER_TERMS_INVALID'],
  })
  publishOffer(
    @Body() { offerId, ...terms }: PublishOfferDto,
    @CommandEnvelope() envelope: Envelope,
  ): Promise<CommandResult> {
    const command = { type: 'PublishOffer', offerId, terms: { ...DEFAULT_TERMS, ...terms } } as const;
    return this.commands.execute(new ChangeOffer(offerId, command, envelope));
  }

  @CommandRoute(':offerId', {
    method: Patch,
    scope: 'offers:write',
    summary: 'Amend the terms of an offer',
    description:
      'Only vouchers issued from now on are affected. Setting `validUntil` removes `validForDays`, and the other way round.',
    records: { subject: 'offer', events: ['OfferAmended'], from: 1 },
    refusals: ['OFFER_NOT_FOUND', 'OFFER_NOT_OPEN', 'OFFER_TERMS_INVALID'],
  })
  amendOffer(
    @Param() { offerId }: OfferPathDto,
    @Body() changes: AmendOfferDto,
    @CommandEnvelope() envelope: Envelope,
  ): Promise<CommandResult> {
    return this.commands.execute(new ChangeOffer(offerId, { type: 'AmendOffer', changes }, envelope));
  }

  @CommandRoute(':offerId/close', {
    scope: 'offers:write',
    summary: 'Close an offer for good',
    description: 'No voucher can be requested any more; those that were issued stay as they are.',
    records: { subject: 'offer', events: ['OfferClosed'], from: 1 },
    refusals: ['OFFER_NOT_FOUND'],
  })
  closeOffer(
    @Param() { offerId }: OfferPathDto,
    @Body() body: CloseOfferDto,
    @CommandEnvelope() envelope: Envelope,
  ): Promise<CommandResult> {
    return this.commands.execute(new ChangeOffer(offerId, { type: 'CloseOffer', ...body }, envelope));
  }
}
