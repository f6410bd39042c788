import { academic, newcomer, offerValidForDays, offerWith, professional } from '../testing/offers.js';
import { DEFAULT_TERMS, problemsOf, type Terms } from './offer.terms.js';

describe('terms', () => {
  it.each([professional, academic, newcomer])('of $offerId hold together', ({ terms }) => {
    expect(problemsOf(terms)).toEqual([]);
  });

  it('have the defaults of domain.md', () => {
    expect(DEFAULT_TERMS).toEqual({
      examsPerVoucher: 1,
      vouchersPerCandidate: 1,
      approval: 'automatic',
      retakeWaitHours: 0,
      changeNoticeHours: 24,
    });
  });

  it.each<Partial<Terms>>([
    { opensOn: '2014-05-31' },
    { validUntil: '2014-01-06' },
    { lastSittingOn: '2014-01-06' },
    { examsPerVoucher: 50 },
    { vouchersPerCandidate: 100 },
    { retakeWaitHours: 8760 },
    { changeNoticeHours: 0 },
    { changeNoticeHours: 8760 },
    { timeZone: 'Pacific/Apia' },
  ])('hold together with %j', (changes) => {
    expect(problemsOf(offerWith(changes).terms)).toEqual([]);
  });

  it.each([1, 3650])('hold together with vouchers valid for %i days', (days) => {
    expect(problemsOf(offerValidForDays(days).terms)).toEqual([]);
  });

  it.each<[string, Partial<Terms>]>([
    ['opensOn is not a calendar day', { opensOn: '2013-02-29' }],
    ['closesOn is not a calendar day', { closesOn: '2014-06-31' }],
    ['validUntil is not a calendar day', { validUntil: '31 May 2014' }],
    ['lastSittingOn is not a calendar day', { lastSittingOn: '2015-02-29' }],
    ['timeZone "Mars/Olympus"', { timeZone: 'Mars/Olympus' }],
    ['eligiblePrefixes names no prefix', { eligiblePrefixes: [] }],
    ['eligiblePrefixes must be three digits', { eligiblePrefixes: ['070', '70'] }],
    ['eligiblePrefixes must be three digits', { eligiblePrefixes: ['0700'] }],
    ['eligiblePrefixes must be three digits', { eligiblePrefixes: ['x070'] }],
    ['closesOn is before opensOn', { closesOn: '2014-01-05' }],
    ['one of validUntil and validForDays', { validForDays: 30 }],
    ['validUntil is before opensOn', { validUntil: '2014-01-05' }],
    ['lastSittingOn is before opensOn', { lastSittingOn: '2014-01-05' }],
    ['examsPerVoucher must be a whole number from 1 to 50', { examsPerVoucher: 0 }],
    ['examsPerVoucher', { examsPerVoucher: 51 }],
    ['examsPerVoucher', { examsPerVoucher: 1.5 }],
    ['examsPerVoucher', { examsPerVoucher: Number.NaN }],
    ['vouchersPerCandidate', { vouchersPerCandidate: 0 }],
    ['vouchersPerCandidate', { vouchersPerCandidate: 101 }],
    ['retakeWaitHours', { retakeWaitHours: -1 }],
    ['retakeWaitHours', { retakeWaitHours: 8761 }],
    ['changeNoticeHours', { changeNoticeHours: -1 }],
    ['changeNoticeHours', { changeNoticeHours: 8761 }],
  ])('are told that %s', (problem, changes) => {
    const problems = problemsOf(offerWith(changes).terms);
    expect(problems).toEqual([expect.stringContaining(problem)]);
  });

  it.each([0, 3651, 1.5])('are told that vouchers cannot be valid for %d days', (days) => {
    expect(problemsOf(offerValidForDays(days).terms)).toEqual([expect.stringContaining('validForDays')]);
  });

  it('are told that vouchers need an end', () => {
    const { validUntil: _end, ...endless } = professional.terms;
    expect(problemsOf(endless)).toEqual(['Give one of validUntil and validForDays.']);
  });
});
