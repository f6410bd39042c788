import { addHours, addMilliseconds, type Appointment, type Attempt, isIssued } from '#vouchers';
import type { Exam } from '../plan/exams.js';
import type { Story } from '../plan/story.js';
import { HABITS } from './habits.js';
import { pay } from './paying.js';
import type { Scene } from './scene.js';

interface Chances {
  readonly attempt: Attempt;
  readonly passRate: number;
}

/** The candidate comes; the provider reports it: late, twice or wrongly now and then. */
export function* sit(scene: Scene, exam: Exam, appointment: Appointment, chances: Chances): Story {
  const { random } = scene;
  const report = reportOf(scene, exam, appointment, chances);
  const late = random.chance(HABITS.reportedLate);
  scene.waitUntil(addHours(report.takenAt, late ? random.int(48, 220) : random.int(2, 20)));
  if (random.chance(HABITS.reportedWithWrongDay))
    yield* scene.does('provider', { ...report, takenAt: addHours(report.takenAt, -24) });
  if ((yield* scene.does('provider', report)) === 'EXAM_NOT_PAID') {
    yield* pay(scene, exam);
    yield* scene.does('provider', report);
  }
  if (random.chance(HABITS.reportedTwice)) {
    scene.waitHours(1, 30);
    yield* scene.does('provider', report);
  }
  if (random.chance(HABITS.reportedTwiceDifferently))
    yield* scene.does('provider', { ...report, score: report.score - 1 });
  if (random.chance(HABITS.corrected)) yield* correct(scene, exam, chances.attempt);
}

function reportOf(scene: Scene, exam: Exam, { startsAt }: Appointment, { passRate }: Chances) {
  const { random } = scene;
  const outcome = random.chance(passRate) ? 'passed' : 'failed';
  return {
    type: 'RecordExamResult',
    examCode: exam.code,
    outcome,
    score: outcome === 'passed' ? random.int(700, 960) : random.int(340, 690),
    takenAt: addMilliseconds(startsAt, random.int(0, 25 * 60) * 1_000),
    reportId: scene.reference('RPT'),
  } as const;
}

/** Staff find, days later, that a result has to be another. */
function* correct(scene: Scene, { code: examCode }: Exam, attempt: Attempt): Story {
  const { random, voucher } = scene;
  const sitting = isIssued(voucher) ? voucher.entries[examCode]?.[attempt]?.sitting : undefined;
  if (!sitting) return;
  scene.waitDays(2, 10);
  const other = sitting.outcome === 'passed' ? 'failed' : 'passed';
  const invalidated = random.chance(HABITS.correctedToInvalidated);
  yield* scene.does('staff', {
    type: 'CorrectExamResult',
    examCode,
    attempt,
    outcome: invalidated ? 'invalidated' : other,
    reason: invalidated ? 'The candidate was helped.' : 'An item was scored wrongly.',
  });
}
