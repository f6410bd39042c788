import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { type Clock, type Instant, parseInstant } from '#clock';
import { type EventStore, type RecordedEvent, StoreUnavailable } from '#event-store';
import { ReadModels, type StoredDocument, type VoucherDocument } from '#read-models';
import { metadataOf } from '#recorded-events';
import { availability, earlierOf, initialVoucher, type Offer, type Voucher, voucherStream } from '#vouchers';
import { PATIENCE } from '../patience.js';
import { CLOCK, EVENT_STORE } from '../ports.js';
import type { VoucherReference } from '../voucher-reference.js';
import { seenAsOf } from '../history/as-of.js';
import { EventPages } from '../history/event-pages.js';
import { evolvedBy } from '../history/evolved-by.js';
import { voucherFacts } from '../history/voucher-facts.js';
import { noSuchVoucher } from '../errors.js';
import { CandidateDirectory, candidateIn } from './candidate-directory.js';
import { requireCurrentCode } from './current-code.js';
import { pastOffer, presentOffer } from './offer-of-request.js';
import { type Answer, GetVoucher } from './queries.js';
import { positionOf } from './positions.js';
import type { VoucherView } from './views.js';

/** A voucher at some moment. */
interface Snapshot {
  readonly voucher: Voucher;
  readonly revision: number;
  readonly position: bigint;
  readonly requestedAt: string;
  /** The offer and the instant for which it is told what can be done. */
  readonly offer: Offer;
  readonly at: string;
}

@QueryHandler(GetVoucher)
export class GetVoucherHandler implements IQueryHandler<GetVoucher> {
  constructor(
    @Inject(EVENT_STORE) private readonly eventStore: EventStore,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly readModels: ReadModels,
    private readonly candidates: CandidateDirectory,
  ) {}

  async execute({ voucher: named, withPersonalData, asOf }: GetVoucher): Promise<Answer<VoucherView>> {
    const position = await positionOf(this.readModels, GetVoucher.reads);
    const snapshot = asOf === undefined ? await this.#current(named) : await this.#past(named, asOf);
    if (!snapshot || snapshot.voucher.status === 'none') throw noSuchVoucher();
    const { voucher, revision, requestedAt, offer, at } = snapshot;
    const details = withPersonalData
      ? await this.candidates.detailsOf([voucher.candidateId], snapshot.position)
      : undefined;
    const body: VoucherView = {
      ...voucherFacts(voucher),
      ...candidateIn(details, voucher.candidateId),
      revision,
      position: snapshot.position.toString(),
      requestedAt,
      ...availability(voucher, offer, at),
    };
    return { body, position };
  }

  async #current(named: VoucherReference): Promise<Snapshot | undefined> {
    const { voucherId } = named;
    await this.#requireCurrentCode(named);
    const document = (await this.#documentOf(voucherId)) ?? (await this.#newDocumentOf(voucherId));
    if (!document) return undefined;
    const { position } = document;
    const { voucher, revision, requestedAt } = document.body;
    const offer = await presentOffer(voucher, position, this.readModels);
    return { voucher, revision, requestedAt, position, offer, at: this.clock.now() };
  }

  /** While the event store is away, the code that the read models know is taken for the current one. */
  async #requireCurrentCode(named: VoucherReference): Promise<void> {
    if (named.codeHash === undefined) return;
    try {
      await requireCurrentCode(await this.#eventsOf(named), named);
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
    }
  }

  #documentOf(voucherId: string): Promise<StoredDocument<VoucherDocument> | undefined> {
    return this.readModels.get('vouchers', voucherId);
  }

  /** Of a voucher whose request was answered a moment ago; the read models are waited for then. */
  async #newDocumentOf(voucherId: string): Promise<StoredDocument<VoucherDocument> | undefined> {
    const [last] = await this.eventStore.readStream(voucherStream(voucherId), {
      direction: 'backwards',
      limit: 1,
    });
    if (!last) return undefined;
    await this.readModels.waitFor(last.position, PATIENCE, ['vouchers']);
    return this.#documentOf(voucherId);
  }

  /** The same fold, over fewer events. */
  async #past(named: VoucherReference, asOf: string): Promise<Snapshot | undefined> {
    const pages = await this.#eventsOf(named);
    await requireCurrentCode(pages, named);
    const seenOf = seenAsOf(asOf);
    let voucher = initialVoucher;
    let first: RecordedEvent | undefined;
    let last: RecordedEvent | undefined;
    for await (const page of pages) {
      const events = seenOf(page);
      voucher = evolvedBy(events, voucher);
      first ??= events[0];
      last = events.at(-1) ?? last;
      if (events.length < page.length) break;
    }
    if (!first || !last) return undefined;
    const { revision, position } = last;
    // Revisions count the voucher's own stream: of the offer's, what was recorded before has been seen.
    const seenOfOffer = asOf.startsWith('r') ? seenAsOf(`p${position}`) : seenOf;
    return {
      voucher,
      revision,
      position,
      offer: await pastOffer(voucher, seenOfOffer, this.eventStore),
      requestedAt: metadataOf(first).recordedAt,
      at: this.#momentOf(asOf) ?? metadataOf(last).recordedAt,
    };
  }

  /** Of an instant that instant, or now where it has not come; a revision and a position are moments of recording. */
  #momentOf(asOf: string): Instant | undefined {
    const instant = parseInstant(asOf);
    return instant && earlierOf(instant, this.clock.now());
  }

  #eventsOf({ voucherId }: VoucherReference): Promise<EventPages> {
    return EventPages.open(this.eventStore, voucherStream(voucherId));
  }
}
