import { addDays, type Instant, type Voucher } from '#vouchers';
import { candidateStory } from '../stories/candidate-story.js';
import { Scene } from '../stories/scene.js';
import type { Action } from './action.js';
import { isWeekend, roundAfter } from './calendar.js';
import { type Campaign, campaigns } from './campaigns.js';
import { OfferBook } from './offer-book.js';
import { personOf } from './people.js';
import { Random } from './random.js';
import { type Life, Teller } from './teller.js';

export interface PlanOptions {
  /** A 32-bit whole number: the same one makes the same programme. */
  readonly seed: number;
  /** Candidates who ask for a voucher; a candidate who is declined may ask again. */
  readonly vouchers: number;
  /** Where the programme ends; it begins some months before. */
  readonly until: Instant;
}

/** Who does what when, and what comes of it. */
export interface Plan {
  /**
   * In the order of time. Within an instant those of one subject stand together and have to happen in that order;
   * what is about different subjects can happen side by side.
   */
  readonly actions: readonly Action[];
  /** As they stand at the end. */
  readonly vouchers: readonly Voucher[];
}

/** Pure: nothing but the options decides. */
export function planProgramme({ seed, vouchers, until }: PlanOptions): Plan {
  const random = Random.seeded(seed);
  const all = campaigns(until);
  const offers = new OfferBook(all);
  const lives = Array.from({ length: vouchers }, (_, index) =>
    lifeOf(index + 1, random.fork(), { all, offers, until }),
  );
  const actions = [...offers.actions, ...lives.flatMap((life) => life.actions)];
  return {
    actions: actions.sort((one, other) => (one.at < other.at ? -1 : Number(one.at > other.at))),
    vouchers: lives.flatMap(({ vouchers }) => vouchers),
  };
}

interface Stage {
  readonly all: readonly [Campaign, ...Campaign[]];
  readonly offers: OfferBook;
  readonly until: Instant;
}

function lifeOf(number: number, random: Random, { all, offers, until }: Stage): Life {
  const campaign = random.weighted(all);
  const person = personOf(number, random);
  const scene = new Scene(random, asksAt(campaign, random), person.candidateId);
  return new Teller(person, campaign.offerId, offers, until).tell(candidateStory(scene, campaign));
}

/** Any day of the campaign and any time of it, seldom on a weekend. */
function asksAt({ asked }: Campaign, random: Random): Instant {
  const days = (Date.parse(asked.to) - Date.parse(asked.from)) / 86_400_000;
  const anyDay = () => addDays(asked.from, random.int(0, days));
  const day = anyDay();
  const chosen = isWeekend(day) && random.chance(0.6) ? anyDay() : day;
  return roundAfter(`${chosen}T00:00:00.000Z`, random.int(6, 20));
}
