import fc from 'fast-check';

import { initialOffer } from '../offer/offer.state.js';
import type { ExamCode } from '../shared/exam-code.js';
import { type Move, play } from '../testing/play.js';
import { setting, steps } from '../testing/random-steps.js';
import { availability } from './availability.js';
import { entryStatus } from './exam-entry.js';
import { messageOfCommand } from './provider-messages.js';
import { decideVoucher } from './voucher.decide.js';
import type { VoucherEvent } from './voucher.events.js';
import { evolveVoucher } from './voucher.evolve.js';
import { initialVoucher, isIssued, type Voucher } from './voucher.state.js';

/** The same stories in every run, so that a red run is red again. */
const SEED = 20140531;

function ofEveryStory(holds: (moves: readonly Move[]) => void, numRuns = 100): void {
  fc.assert(
    fc.property(setting, steps, (terms, story) => {
      holds(play(terms, story));
    }),
    { numRuns, seed: SEED },
  );
}

const eventsOf = (moves: readonly Move[]): readonly VoucherEvent[] =>
  moves.flatMap(({ decision }) => decision.events);

const fold = (events: readonly VoucherEvent[]): Voucher => events.reduce(evolveVoucher, initialVoucher);

function examsOf(moves: readonly Move[]): readonly ExamCode[] {
  return [...new Set(eventsOf(moves).flatMap(({ data }) => ('examCode' in data ? data.examCode : [])))];
}

/** What was recorded of one exam, in order. */
function storyOf(exam: ExamCode, moves: readonly Move[]): readonly VoucherEvent[] {
  return eventsOf(moves).filter(({ data }) => 'examCode' in data && data.examCode === exam);
}

describe('whatever is done to a voucher', () => {
  it('each exam has at most one first sitting and one retake sitting', () => {
    ofEveryStory((moves) => {
      for (const exam of examsOf(moves)) {
        const sittings = storyOf(exam, moves).flatMap((event) =>
          event.type === 'ExamResultRecorded' ? event.data.attempt : [],
        );
        expect(['', 'first', 'first,retake']).toContain(sittings.join());
      }
    });
  });

  it('a retake follows only a first sitting of the same exam that counts as failed', () => {
    ofEveryStory((moves) => {
      for (const exam of examsOf(moves)) {
        let first: string | undefined;
        for (const event of storyOf(exam, moves)) {
          const isResult = event.type === 'ExamResultRecorded' || event.type === 'ExamResultCorrected';
          if (isResult && event.data.attempt === 'first') first = event.data.outcome;
          const isRetake = isResult
            ? event.type === 'ExamResultRecorded' && event.data.attempt === 'retake'
            : false;
          if (event.type === 'RetakeGranted' || event.type === 'RetakeScheduled' || isRetake) {
            expect(first).toBe('failed');
          }
        }
      }
    });
  });

  it('a retake that was taken or forfeited does not come back, nor one for a forfeited first attempt', () => {
    ofEveryStory((moves) => {
      for (const exam of examsOf(moves)) {
        const story = storyOf(exam, moves);
        const used = story.findIndex(
          ({ type, data }) =>
            type === 'ExamForfeited' || (type === 'ExamResultRecorded' && data.attempt === 'retake'),
        );
        const later = used < 0 ? [] : story.slice(used + 1).map(({ type }) => type);
        expect(later.filter((type) => type !== 'ExamResultCorrected')).toEqual([]);
      }
    });
  });

  it('nothing is booked past the end of the voucher, or for a time that has passed', () => {
    ofEveryStory((moves) => {
      for (const { now, before, decision } of moves) {
        for (const { data } of decision.events) {
          if (!('appointment' in data) || !isIssued(before)) continue;
          expect(data.appointment.startsAt > now).toBe(true);
          expect(data.appointment.startsAt <= before.expiresAt).toBe(true);
        }
      }
    });
  });

  it('a first sitting that counts was paid, once', () => {
    ofEveryStory((moves) => {
      for (const exam of examsOf(moves)) {
        const types = storyOf(exam, moves).map(({ type }) => type);
        const result = types.indexOf('ExamResultRecorded');
        if (result < 0) continue;
        const booked = types.slice(types.lastIndexOf('ExamScheduled'));
        expect(booked.filter((type) => type === 'ExamPaid')).toHaveLength(1);
        expect(types.indexOf('ExamPaid')).toBeLessThan(result);
      }
    });
  });

  it('once it is revoked, declined or past its end, only results and corrections are recorded', () => {
    ofEveryStory((moves) => {
      for (const { now, before, decision } of moves) {
        const ended = before.status === 'declined' || (isIssued(before) && now > before.expiresAt);
        if (!ended && before.status !== 'revoked') continue;
        for (const { type, data } of decision.events) {
          expect([
            'ExamResultRecorded',
            'ExamResultCorrected',
            'RetakeWithdrawn',
            'VoucherExpired',
          ]).toContain(type);
          if (type === 'ExamResultRecorded' && isIssued(before)) {
            expect(data.takenAt <= (before.revokedAt ?? before.expiresAt)).toBe(true);
          }
        }
      }
    });
  });

  it('no more exams are bound than it is for', () => {
    ofEveryStory((moves) => {
      for (const { after } of moves) {
        if (!isIssued(after)) continue;
        const bound = Object.keys(after.entries);
        expect(bound.length).toBeLessThanOrEqual(after.exams.length || after.terms.examsPerVoucher);
        if (after.exams.length > 0) expect(after.exams).toEqual(expect.arrayContaining(bound));
      }
    });
  });

  it('a refused command records nothing, and the same question has the same answer', () => {
    ofEveryStory((moves) => {
      for (const { now, before, command, decision, after } of moves) {
        expect(decideVoucher(command, before, { now })).toStrictEqual(decision);
        if (decision.refusals.length === 0) continue;
        expect(decision.events).toEqual([]);
        expect(after).toBe(before);
      }
    });
  });

  it('rule 19: a message that was recorded changes nothing when it comes again, at once or at the end', () => {
    ofEveryStory((moves) => {
      const end = moves.at(-1);
      for (const { now, command, decision, after } of moves) {
        if (!messageOfCommand(command) || decision.events.length === 0) continue;
        expect(decideVoucher(command, after, { now })).toEqual({ refusals: [], events: [] });
        expect(end && decideVoucher(command, end.after, { now: end.now })).toEqual({
          refusals: [],
          events: [],
        });
      }
    });
  });

  it('the state folded from the stored JSON is the state folded in memory', () => {
    ofEveryStory((moves) => {
      const events = eventsOf(moves);
      const stored = JSON.parse(JSON.stringify(events)) as VoucherEvent[];
      expect(stored).toStrictEqual(events);
      expect(fold(stored)).toStrictEqual(moves.at(-1)?.after);
    });
  });

  it('what is recorded was announced as possible', () => {
    const silent = ['RequestVoucher', 'ExpireVoucher'];
    ofEveryStory((moves) => {
      for (const { now, before, command, decision } of moves) {
        if (decision.events.length === 0 || silent.includes(command.type)) continue;
        const offer = 'offer' in command ? command.offer : initialOffer;
        expect(availability(before, offer, now).next).toContain(command.type);
      }
    }, 40);
  });
});

describe('the random stories', () => {
  const stories = fc.sample(fc.tuple(setting, steps), { numRuns: 150, seed: SEED });
  const moves = stories.flatMap(([terms, story]) => play(terms, story));
  const share = (count: number): number => count / moves.length;

  it('are made of commands of which a good part is accepted, and a good part refused', () => {
    const accepted = moves.filter(({ decision }) => decision.events.length > 0).length;
    const refused = moves.filter(({ decision }) => decision.refusals.length > 0).length;
    expect(share(accepted)).toBeGreaterThan(0.4);
    expect(share(refused)).toBeGreaterThan(0.1);
  });

  it('reach every status of a voucher and of an entry', () => {
    const vouchers = new Set(moves.map(({ after }) => after.status));
    expect([...vouchers].sort()).toEqual([
      'active',
      'completed',
      'declined',
      'expired',
      'requested',
      'revoked',
    ]);
    const entries = new Set(
      moves.flatMap(({ after }) => (isIssued(after) ? Object.values(after.entries).map(entryStatus) : [])),
    );
    expect([...entries].sort()).toEqual([
      'failed',
      'forfeited',
      'invalidated',
      'paid',
      'passed',
      'retake-available',
      'retake-scheduled',
      'scheduled',
    ]);
  });

  it('record every type of event, and meet nearly every rule', () => {
    expect(new Set(eventsOf(moves).map(({ type }) => type)).size).toBe(17);
    const codes = new Set(moves.flatMap(({ decision }) => decision.refusals.map(({ code }) => code)));
    expect(codes.size).toBeGreaterThan(19);
  });
});
