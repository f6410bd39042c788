import type { Terms } from '#vouchers';
import { campaigns } from './campaigns.js';
import { OfferBook } from './offer-book.js';
import type { Deed, Party, Story } from './story.js';
import { Teller } from './teller.js';

const UNTIL = '2014-05-01T12:00:00.000Z';
const [PROFESSIONAL] = campaigns(UNTIL);
const PERSON = { candidateId: 'ada', details: { name: 'Ada Example', email: 'ada@example.org' } };

type Told = readonly [at: string, by: Party, deed: Deed];

function* told(...steps: readonly Told[]): Story {
  for (const [at, by, deed] of steps) yield { at, by, deed };
}

function given(...steps: readonly Told[]) {
  const teller = new Teller(PERSON, PROFESSIONAL.offerId, new OfferBook([PROFESSIONAL]), UNTIL);
  const { actions, vouchers } = teller.tell(told(...steps));
  return {
    outcomes: actions.map(({ at, command, expected }) => [
      at,
      command.about === 'voucher' ? command.change.type : command.about,
      expected,
    ]),
    statuses: vouchers.map(({ status }) => status),
  };
}

const ASKS: Told = ['2014-01-06T07:12:00.000Z', 'portal', { type: 'RequestVoucher' }];

describe('a story', () => {
  it('is judged by the rules, step by step', () => {
    const again: Told = ['2014-01-07T07:12:00.000Z', 'portal', { type: 'RequestVoucher' }];
    expect(given(ASKS, again).outcomes.slice(0, 2)).toEqual([
      ['2014-01-06T07:12:00.000Z', 'request', 'recorded'],
      ['2014-01-07T07:12:00.000Z', 'request', 'CANDIDATE_LIMIT_REACHED'],
    ]);
  });

  it('lets a voucher expire in the first round after its end, before what comes later', () => {
    const { validForDays } = publishedTerms();
    expect(validForDays).toBe(90);
    const late: Told = ['2014-04-20T07:12:00.000Z', 'staff', { type: 'RevokeVoucher', reason: 'late' }];
    const { outcomes, statuses } = given(ASKS, late);
    expect(outcomes.slice(1)).toEqual([
      ['2014-04-07T07:12:00.000Z', 'ExpireVoucher', 'recorded'],
      ['2014-04-20T07:12:00.000Z', 'RevokeVoucher', 'VOUCHER_NOT_ACTIVE'],
    ]);
    expect(statuses).toEqual(['expired']);
  });

  it('is not told beyond the end of the programme', () => {
    const after: Told = ['2014-05-01T16:23:00.000Z', 'staff', { type: 'EraseCandidate', reason: 'asked' }];
    expect(given(after).outcomes).toEqual([]);
  });
});

function publishedTerms(): Terms {
  const offer = new OfferBook([PROFESSIONAL]).at(PROFESSIONAL.offerId, UNTIL);
  if (offer.status === 'none') throw new Error('The campaign publishes no offer.');
  return offer.terms;
}
