import { requestVoucher } from '../../testing/commands.js';
import { EXAM, issued, OTHER_EXAM, requested } from '../../testing/events.js';
import { given } from '../../testing/given.js';
import { academic, newcomer, offerWith, professional } from '../../testing/offers.js';
import { active, ISSUED_AT } from '../../testing/stories.js';

const manual = offerWith({ approval: 'manual' });
const pack = offerWith({ examsPerVoucher: 3 });

describe('RequestVoucher', () => {
  it('requests and issues in one append with automatic approval', () => {
    given().when(requestVoucher(), ISSUED_AT).then(requested(), issued());
  });

  it('only requests with manual approval', () => {
    given().when(requestVoucher(manual), ISSUED_AT).then(requested());
  });

  it.each([
    ['070-480', professional],
    ['071-480', professional],
    ['072-480', academic],
    ['073-480', academic],
    ['098-361', newcomer],
  ])('rule 3: takes exam %s under the offer for it', (exam, offer) => {
    const { offerId, terms } = offer;
    const request = requestVoucher(offer, { exams: [exam] });
    const [first, second] = [requested([exam]), issued(terms)];
    given()
      .when(request, ISSUED_AT)
      .then(
        { ...first, data: { ...first.data, offerId, voucherId: request.voucherId } },
        { ...second, data: { ...second.data, offerId } },
      );
  });

  describe('rule 1: while the offer is open, in the time zone of the offer', () => {
    it.each([
      ['the first instant of the opening day', '2014-01-06T05:00:00.000Z'],
      ['the last instant of the closing day', '2014-06-01T03:59:59.999Z'],
    ])('accepts at %s', (_when, at) => {
      given().when(requestVoucher(), at).then(requested(), issued());
    });

    it.each([
      ['the instant before the opening day', '2014-01-06T04:59:59.999Z'],
      ['the instant after the closing day', '2014-06-01T04:00:00.000Z'],
    ])('refuses at %s', (_when, at) => {
      given().when(requestVoucher(), at).thenRefused('OFFER_NOT_OPEN');
    });

    it('refuses when the offer was closed before its closing day', () => {
      given()
        .when(requestVoucher({ ...professional, status: 'closed' }), ISSUED_AT)
        .thenRefused('OFFER_NOT_OPEN');
    });

    it('refuses when the voucher would have ended already', () => {
      const request = requestVoucher(offerWith({ validUntil: '2014-02-02' }));
      given()
        .when(request, '2014-02-03T04:59:59.999Z')
        .then(requested(), issued(offerWith({ validUntil: '2014-02-02' }).terms, '2014-02-03T04:59:59.999Z'));
      given().when(request, '2014-02-03T05:00:00.000Z').thenRefused('OFFER_NOT_OPEN');
    });

    it('refuses where there is no offer', () => {
      given()
        .when({ ...requestVoucher(), offer: { status: 'none' } }, ISSUED_AT)
        .thenRefused('OFFER_NOT_FOUND');
    });
  });

  describe('rule 2: at most vouchersPerCandidate', () => {
    it.each([
      [1, 0],
      [3, 2],
    ])('of %i, takes one more when the candidate holds %i', (vouchersPerCandidate, alreadyHeld) => {
      const offer = offerWith({ vouchersPerCandidate });
      given().when(requestVoucher(offer, { alreadyHeld }), ISSUED_AT).then(requested(), issued(offer.terms));
    });

    it.each([
      [1, 1],
      [3, 3],
      [3, 4],
    ])('of %i, takes no more when the candidate holds %i', (vouchersPerCandidate, alreadyHeld) => {
      given()
        .when(requestVoucher(offerWith({ vouchersPerCandidate }), { alreadyHeld }), ISSUED_AT)
        .thenRefused('CANDIDATE_LIMIT_REACHED');
    });

    it('refuses the request that lost a race for the same ordinal', () => {
      given(...active)
        .when(requestVoucher(), ISSUED_AT)
        .thenRefused('CANDIDATE_LIMIT_REACHED');
    });
  });

  describe('rules 3 and 4: the exams that a request names', () => {
    it('are kept, each once', () => {
      given()
        .when(requestVoucher(pack, { exams: [EXAM, OTHER_EXAM, EXAM] }), ISSUED_AT)
        .then(requested([EXAM, OTHER_EXAM]), issued(pack.terms));
    });

    it('may be none', () => {
      given()
        .when(requestVoucher(pack, { exams: [] }), ISSUED_AT)
        .then(requested(), issued(pack.terms));
    });

    it.each([
      '70-480',
      '070480',
      '070-4800',
      '070-480 ',
      '070-480\n',
      '٠٧٠-٤٨٠',
      '',
      '__proto__',
      'constructor',
      'toString',
    ])('are well formed, unlike %j', (exam) => {
      given()
        .when(requestVoucher(pack, { exams: [exam] }), ISSUED_AT)
        .thenRefused('EXAM_CODE_MALFORMED');
    });

    it('have a prefix of the terms', () => {
      given()
        .when(requestVoucher(pack, { exams: ['072-480'] }), ISSUED_AT)
        .thenRefused('EXAM_NOT_ELIGIBLE');
    });

    it('are no more than examsPerVoucher', () => {
      given()
        .when(requestVoucher(professional, { exams: [EXAM, OTHER_EXAM] }), ISSUED_AT)
        .thenRefused('EXAM_ALLOWANCE_EXCEEDED');
    });
  });

  it('is told every rule that refuses', () => {
    const request = requestVoucher(professional, { alreadyHeld: 1, exams: ['098-361', 'MTA', EXAM] });
    given()
      .when(request, '2014-06-02T12:00:00.000Z')
      .thenRefused(
        'OFFER_NOT_OPEN',
        'CANDIDATE_LIMIT_REACHED',
        'EXAM_NOT_ELIGIBLE',
        'EXAM_CODE_MALFORMED',
        'EXAM_ALLOWANCE_EXCEEDED',
      );
  });
});
