import { expired, granted, resulted } from '../testing/events.js';
import { EXPIRES_AT } from '../testing/offers.js';
import { FIRST_REPORTED, FIRST_TAKEN } from '../testing/stories.js';
import { occurredAt } from './occurred-at.js';

it('a sitting occurred when it was taken, an expiry at the expiry instant, all else when it was decided', () => {
  expect(occurredAt(resulted('first', 'failed', FIRST_TAKEN, 'R1'), FIRST_REPORTED)).toBe(FIRST_TAKEN);
  expect(occurredAt(expired(1, []), '2014-06-01T04:00:05.000Z')).toBe(EXPIRES_AT);
  expect(occurredAt(granted(FIRST_TAKEN), FIRST_REPORTED)).toBe(FIRST_REPORTED);
});
