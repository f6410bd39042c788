import { refusalOf } from '../testing/given.js';
import { eventsOf, refused } from './decision.js';

it('a refused command throws its first rule, and tells them all', () => {
  const first = { code: 'EXAM_NOT_PAID', detail: 'It is not paid.' } as const;
  const second = { code: 'SITTING_OUT_OF_RANGE', detail: 'It is in the future.' } as const;
  const error = refusalOf(() => eventsOf(refused(first, second)));
  expect(error).toBeInstanceOf(Error);
  expect(error).toMatchObject({
    name: 'CommandRefused',
    code: 'EXAM_NOT_PAID',
    message: 'It is not paid.',
    refusals: [first, second],
  });
});
