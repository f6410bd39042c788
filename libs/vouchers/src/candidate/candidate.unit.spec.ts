import { deepFreeze } from '../testing/freeze.js';
import { decideCandidate, type EraseCandidate } from './candidate.decide.js';
import type { CandidateEvent } from './candidate.events.js';
import { evolveCandidate, initialCandidate } from './candidate.state.js';
import { candidateStream, isCandidateId } from './candidate.stream.js';

const erase = (...keyIds: string[]): EraseCandidate => ({
  type: 'EraseCandidate',
  candidateId: 'cand-1',
  keyIds,
  reason: 'on request',
});
const erased = (...keyIds: string[]): CandidateEvent => ({
  type: 'CandidateErased',
  data: { candidateId: 'cand-1', keyIds, reason: 'on request' },
});
const candidateOf = (...history: CandidateEvent[]) =>
  history.reduce(
    (candidate, event) => deepFreeze(evolveCandidate(candidate, deepFreeze(event))),
    initialCandidate,
  );

describe('EraseCandidate', () => {
  it('records the keys that are destroyed', () => {
    expect(decideCandidate(erase('k1', 'k2'), candidateOf())).toEqual({
      refusals: [],
      events: [erased('k1', 'k2')],
    });
  });

  it('records only keys that are not destroyed yet', () => {
    const decision = decideCandidate(erase('k1', 'k2'), candidateOf(erased('k1')));
    expect(decision).toEqual({ refusals: [], events: [erased('k2')] });
  });

  it('changes nothing the second time', () => {
    const candidate = candidateOf(erased('k1'), erased('k2'));
    expect(decideCandidate(erase('k2', 'k1'), candidate)).toEqual({ refusals: [], events: [] });
    expect(decideCandidate(erase(), candidate)).toEqual({ refusals: [], events: [] });
  });

  it('is refused for somebody of whom nothing is known', () => {
    const { refusals, events } = decideCandidate(erase(), candidateOf());
    expect([refusals.map(({ code }) => code), events]).toEqual([['CANDIDATE_NOT_FOUND'], []]);
  });
});

it('the state of a candidate is left as it is by a type that a later release has added', () => {
  const unknown = { type: 'CandidateMerged', data: {} } as unknown as CandidateEvent;
  expect(candidateOf(erased('k1'), unknown)).toEqual(candidateOf(erased('k1')));
});

it('a candidate has one stream', () => {
  expect(candidateStream('cand-1')).toBe('candidate-cand-1');
});

describe('a candidate id', () => {
  it.each(['cand-1', 'A', 'portal:42', 'a.b_c', '...', 'x'.repeat(100)])('can be %s', (text) => {
    expect(isCandidateId(text)).toBe(true);
  });

  it.each(['', 'a@example.org', 'two words', 'x'.repeat(101), 'é', 'a/b', 'a\n', '.', '..'])(
    'cannot be %j',
    (text) => {
      expect(isCandidateId(text)).toBe(false);
    },
  );
});
