import { isIssued } from '#vouchers';
import type { Action } from './action.js';
import { planProgramme } from './plan.js';

const UNTIL = '2026-03-15T12:00:00.000Z';
const PLAN = planProgramme({ seed: 7, vouchers: 1_500, until: UNTIL });

describe('the plan of the demo', () => {
  it('is the same for the same seed, and another for another', () => {
    const small = (seed: number) => planProgramme({ seed, vouchers: 60, until: UNTIL });
    expect(small(3)).toEqual(small(3));
    expect(small(3)).not.toEqual(small(4));
  });

  it('is in the order of time, and ends where it should', () => {
    const instants = PLAN.actions.map(({ at }) => at);
    expect(instants).toEqual([...instants].sort());
    expect(instants.at(-1)?.localeCompare(UNTIL)).toBeLessThanOrEqual(0);
  });

  it('has an id of its own for every command', () => {
    expect(new Set(PLAN.actions.map(({ envelope }) => envelope.commandId)).size).toBe(PLAN.actions.length);
  });

  it('holds all that happens in a programme', () => {
    const changes = PLAN.actions.flatMap(({ command }) =>
      command.about === 'voucher' ? command.change.type : [],
    );
    expect([...new Set(changes)].sort()).toEqual([
      'ApproveVoucherRequest',
      'CancelAppointment',
      'CorrectExamResult',
      'DeclineVoucherRequest',
      'ExpireVoucher',
      'ExtendVoucher',
      'RecordExamResult',
      'RecordNoShow',
      'RecordPayment',
      'ReissueVoucherCode',
      'RescheduleExam',
      'RevokeVoucher',
      'ScheduleExam',
      'ScheduleRetake',
    ]);
    expect(PLAN.actions.some(({ command }) => command.about === 'candidate')).toBe(true);
  });

  it('has the rules refuse some, among them a second retake', () => {
    expect(PLAN.actions.map(({ expected }) => expected)).toEqual(
      expect.arrayContaining([
        'RETAKE_ALREADY_USED',
        'CANDIDATE_LIMIT_REACHED',
        'CHANGE_TOO_LATE',
        'unchanged',
      ]),
    );
    expect(shareOf(({ expected }) => expected !== 'recorded' && expected !== 'unchanged')).toBeLessThan(0.05);
  });

  it('is believable: some six of ten pass, more at the retake', () => {
    const first = sittings('first');
    const retake = sittings('retake');
    expect(passRate(first)).toBeGreaterThan(0.5);
    expect(passRate(first)).toBeLessThan(0.75);
    expect(passRate(retake)).toBeGreaterThan(passRate(first));
  });

  it('leaves vouchers in every status, retakes waiting among them', () => {
    const statuses = new Set(PLAN.vouchers.map(({ status }) => status));
    expect([...statuses].sort()).toEqual([
      'active',
      'completed',
      'declined',
      'expired',
      'requested',
      'revoked',
    ]);
    const waiting = PLAN.vouchers.filter(
      (voucher) =>
        isIssued(voucher) &&
        voucher.status === 'active' &&
        Object.values(voucher.entries).some(({ retake }) => retake && !retake.appointment),
    );
    expect(waiting.length).toBeGreaterThan(10);
  });
});

function shareOf(which: (action: Action) => boolean): number {
  return PLAN.actions.filter(which).length / PLAN.actions.length;
}

function sittings(attempt: 'first' | 'retake'): readonly string[] {
  return PLAN.vouchers
    .filter(isIssued)
    .flatMap(({ entries }) =>
      Object.values(entries).flatMap((entry) => entry[attempt]?.sitting?.outcome ?? []),
    );
}

function passRate(outcomes: readonly string[]): number {
  return outcomes.filter((outcome) => outcome === 'passed').length / outcomes.length;
}
