import fc from 'fast-check';
import { entryStatus, isIssued } from '#vouchers';
import type { Action, Outcome } from './action.js';
import { planProgramme } from './plan.js';

const UNTIL = '2014-05-01T12:00:00.000Z';

const someProgramme = fc.record({
  seed: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
  vouchers: fc.integer({ min: 1, max: 60 }),
  until: fc
    .date({ min: new Date('2013-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString()),
});

describe('a planned programme', () => {
  it('is the same for the same seed, and another for another', () => {
    fc.assert(
      fc.property(someProgramme, (options) => {
        expect(planProgramme(options)).toEqual(planProgramme(options));
      }),
      { numRuns: 20 },
    );
    const one = planProgramme({ seed: 1, vouchers: 20, until: UNTIL });
    expect(planProgramme({ seed: 2, vouchers: 20, until: UNTIL })).not.toEqual(one);
  });

  it('never goes back in time, for no subject and not as a whole, and ends when it has to', () => {
    fc.assert(
      fc.property(someProgramme, (options) => {
        const { actions } = planProgramme(options);
        const instants = actions.map(({ at }) => at);
        expect(instants).toEqual(instants.toSorted());
        expect((instants.at(-1) ?? '') <= options.until).toBe(true);
        for (const [subject, own] of bySubject(actions)) {
          const numbers = own.map(({ envelope }) =>
            Number(envelope.commandId.slice(`demo:${subject}:`.length)),
          );
          expect(numbers).toEqual(own.map((_, index) => index));
        }
      }),
      { numRuns: 30 },
    );
  });

  it('names every command and every message once, but for what is sent twice on purpose', () => {
    const { actions } = planProgramme({ seed: 3, vouchers: 300, until: UNTIL });
    expect(new Set(actions.map(({ envelope }) => envelope.commandId)).size).toBe(actions.length);
    const reports = actions.filter(({ expected }) => expected === 'recorded').flatMap(reportIdOf);
    expect(new Set(reports).size).toBe(reports.length);
  });
});

describe('the default programme', () => {
  const { actions, vouchers } = planProgramme({ seed: 1, vouchers: 4_000, until: UNTIL });
  const entries = vouchers.filter(isIssued).flatMap((voucher) => Object.values(voucher.entries));
  const share = (part: number, whole: number) => part / whole;

  it('has all that happens in a programme', () => {
    const done = new Set(actions.filter(({ expected }) => expected === 'recorded').map(nameOf));
    const told: readonly string[] = [
      'RequestVoucher',
      'ApproveVoucherRequest',
      'DeclineVoucherRequest',
      'ScheduleExam',
      'RecordPayment',
      'RescheduleExam',
      'CancelAppointment',
      'RecordNoShow',
      'RecordExamResult',
      'ScheduleRetake',
      'CorrectExamResult',
      'ExtendVoucher',
      'ReissueVoucherCode',
      'RevokeVoucher',
      'ExpireVoucher',
      'EraseCandidate',
      'PublishOffer',
      'AmendOffer',
      'CloseOffer',
    ];
    expect([...done].toSorted()).toEqual(told.toSorted());
    const refusals = new Set<Outcome>(actions.map(({ expected }) => expected));
    for (const code of [
      'unchanged',
      'OFFER_NOT_OPEN',
      'CANDIDATE_LIMIT_REACHED',
      'EXAM_NOT_ELIGIBLE',
      'EXAM_NOT_PAID',
      'CHANGE_TOO_LATE',
      'RETAKE_ALREADY_USED',
      'RETAKE_NOT_GRANTED',
      'RETAKE_TOO_EARLY',
      'CONFLICTING_DUPLICATE',
    ] as const) {
      expect(refusals).toContain(code);
    }
  });

  it('has believable rates', () => {
    const taken = entries.filter(({ first }) => first.sitting);
    const passed = taken.filter(({ first }) => first.sitting?.outcome === 'passed');
    const retaken = entries.filter(({ retake }) => retake?.sitting);
    const rescued = retaken.filter(({ retake }) => retake?.sitting?.outcome === 'passed');
    const forfeited = entries.filter(({ first }) => first.forfeited);
    const refused = actions.filter(({ expected }) => expected !== 'recorded' && expected !== 'unchanged');
    expect(taken.length).toBeGreaterThan(2_500);
    expectWithin(share(passed.length, taken.length), 0.55, 0.65);
    expectWithin(share(rescued.length, retaken.length), 0.6, 0.75);
    expectWithin(share(forfeited.length, entries.length), 0.02, 0.08);
    expectWithin(share(refused.length, actions.length), 0.01, 0.04);
  });

  it('ends in the midst of things: appointments ahead, retakes and requests waiting', () => {
    const statuses = entries.map(entryStatus);
    for (const status of ['paid', 'retake-available', 'retake-scheduled'] as const) {
      expect(statuses).toContain(status);
    }
    const ends = new Set(vouchers.map(({ status }) => status));
    expect([...ends].toSorted()).toEqual(
      ['active', 'completed', 'declined', 'expired', 'requested', 'revoked'].toSorted(),
    );
  });
});

function bySubject(actions: readonly Action[]): Map<string, Action[]> {
  const all = new Map<string, Action[]>();
  for (const action of actions) all.set(action.subject, [...(all.get(action.subject) ?? []), action]);
  return all;
}

function nameOf({ command }: Action): string {
  switch (command.about) {
    case 'offer':
      return command.command.type;
    case 'request':
      return 'RequestVoucher';
    case 'voucher':
      return command.change.type;
    case 'candidate':
      return 'EraseCandidate';
  }
}

function reportIdOf({ command }: Action): readonly string[] {
  return command.about === 'voucher' && command.change.type === 'RecordExamResult'
    ? [command.change.reportId]
    : [];
}

function expectWithin(value: number, from: number, to: number): void {
  expect(value).toBeGreaterThanOrEqual(from);
  expect(value).toBeLessThanOrEqual(to);
}
