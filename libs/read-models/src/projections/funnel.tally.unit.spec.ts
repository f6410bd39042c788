import {
  active,
  cancelled,
  corrected,
  declined,
  expired,
  FIRST,
  FIRST_TAKEN,
  firstBooked,
  firstFailed,
  firstPaid,
  firstPassed,
  forfeited,
  granted,
  ISSUED_AT,
  requested,
  retakeBooked,
  retakeFailed,
  retakePassed,
  revoked,
  scheduled,
  withdrawn,
} from '#vouchers/testing';
import type { VoucherEvent } from '#vouchers';
import { given } from '../testing/given.js';
import { vouchersProjection } from './vouchers.projection.js';

const OFFER = 'second-shot-professional';

/** A voucher a story. */
function funnelOf(...stories: readonly (readonly VoucherEvent[])[]) {
  const chapters = stories.map((events, index) => ({ stream: `voucher-${index}`, events, at: ISSUED_AT }));
  return {
    is: (counters: Readonly<Record<string, number>>) =>
      given(...chapters)
        .projectedBy(vouchersProjection)
        .then({ tallies: { funnel: { [OFFER]: counters } } }),
  };
}

const taken = { issued: 1, booked: 1, paid: 1, taken: 1 };
const failed = { ...taken, firstFailed: 1 };
const retaken = { ...failed, retakeBooked: 1, retakeTaken: 1, retakeDecided: 1 };

describe('the funnel', () => {
  it.each([
    ['an open request', [requested()], { 'status:requested': 1 }],
    ['a declined request', [requested(), declined()], { 'status:declined': 1 }],
    ['a fresh voucher', active, { 'status:active': 1, issued: 1 }],
    ['a booking', firstBooked, { 'status:active': 1, issued: 1, booked: 1 }],
    ['a booking given back', [...firstBooked, cancelled('candidate')], { 'status:active': 1, issued: 1 }],
    ['a payment', firstPaid, { 'status:active': 1, issued: 1, booked: 1, paid: 1 }],
    ['a first pass', firstPassed, { 'status:completed': 1, ...taken, firstPassed: 1, passed: 1 }],
    ['a first fail', firstFailed, { 'status:active': 1, ...failed }],
    ['a booked retake', retakeBooked, { 'status:active': 1, ...failed, retakeBooked: 1 }],
    [
      'a passed retake',
      retakePassed,
      { 'status:completed': 1, ...retaken, retakePassed: 1, rescued: 1, passed: 1 },
    ],
    ['a failed retake', retakeFailed, { 'status:completed': 1, ...retaken, retakeFailed: 1 }],
    [
      'a missed first sitting',
      [...firstPaid, forfeited('no-show')],
      { 'status:completed': 1, issued: 1, booked: 1, paid: 1, forfeited: 1 },
    ],
    [
      'a missed retake, whose window is closed by it',
      [...retakeBooked, forfeited('no-show', 'retake')],
      { 'status:completed': 1, ...failed, retakeBooked: 1, retakeDecided: 1, forfeited: 1 },
    ],
  ])('counts %s', (_, story, counters) => funnelOf(story).is(counters));

  it('counts a voucher as unused when it expires without a sitting', () =>
    funnelOf(
      [...active, expired(1, [])],
      [...firstPaid, expired(1, [])],
      [...firstFailed, expired(0, ['070-480'])],
    ).is({
      ...{ 'status:expired': 3, issued: 3, expired: 3, expiredUnused: 2 },
      ...{ booked: 2, paid: 2, taken: 1, firstFailed: 1, retakeDecided: 1 },
    }));

  it('counts a retake as decided when its voucher is revoked', () =>
    funnelOf([...firstFailed, revoked(ISSUED_AT)]).is({ 'status:revoked': 1, ...failed, retakeDecided: 1 }));

  it('takes back what is corrected', () =>
    funnelOf([...firstFailed, corrected('first', 'failed', 'passed'), withdrawn()]).is({
      ...{ 'status:completed': 1, ...taken, firstPassed: 1, passed: 1 },
    }));

  it('and gives it again when the correction is corrected', () =>
    funnelOf([
      ...firstFailed,
      ...[corrected('first', 'failed', 'passed'), withdrawn()],
      ...[corrected('first', 'passed', 'failed'), granted(FIRST_TAKEN)],
    ]).is({ 'status:active': 1, ...failed }));

  it('counts nobody as rescued whose first sitting turns out not to be a fail', () =>
    funnelOf([...retakePassed, corrected('first', 'failed', 'passed')]).is({
      ...{ 'status:completed': 1, ...taken, firstPassed: 1, passed: 1 },
      ...{ retakeBooked: 1, retakeTaken: 1, retakeDecided: 1, retakePassed: 1 },
    }));

  it('leaves an invalidated sitting out of the results', () =>
    funnelOf([...firstPassed, corrected('first', 'passed', 'invalidated')]).is({
      ...{ 'status:completed': 1, ...taken },
    }));

  it('sums over all vouchers of the offer', () =>
    funnelOf(active, firstPassed, retakePassed, [...active, scheduled(FIRST)]).is({
      ...{ 'status:active': 2, 'status:completed': 2, issued: 4, booked: 3, paid: 2, taken: 2 },
      ...{ firstPassed: 1, firstFailed: 1, passed: 2 },
      ...{ retakeBooked: 1, retakeTaken: 1, retakeDecided: 1, retakePassed: 1, rescued: 1 },
    }));
});
