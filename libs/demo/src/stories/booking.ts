import { addDays, type Appointment, type Attempt } from '#vouchers';
import { type Exam, FOREIGN_EXAM_CODE } from '../plan/exams.js';
import type { Story } from '../plan/story.js';
import { HABITS } from './habits.js';
import type { Scene } from './scene.js';

/** Fewer days than that before the end of a voucher, nobody books any more. */
export const LEAST_DAYS = 3;

/** Books an attempt with the provider; the appointment, where one came about. */
export function* book(scene: Scene, exam: Exam, attempt: Attempt): Story<Appointment | undefined> {
  const { random } = scene;
  const wished = attempt === 'first' ? random.int(4, 24) : random.int(3, 16);
  if (attempt === 'first' && random.chance(HABITS.booksForeignExam)) yield* bookForeignExam(scene, wished);
  if (wished >= scene.daysLeft) yield* noticeTheEnd(scene, exam, attempt, wished);
  if (scene.daysLeft < LEAST_DAYS) return undefined;
  const appointment = scene.appointment(Math.min(wished, scene.daysLeft - 1));
  const booking = bookingOf(exam, attempt, appointment);
  const outcome = yield* scene.does('provider', booking);
  if (outcome !== 'recorded') return undefined;
  if (random.chance(HABITS.bookingSentTwice)) yield* scene.does('provider', booking);
  return appointment;
}

/** The candidate who sold the code, or bought it, finds that it no longer works. */
export function* bookVoucherThatIsGone(scene: Scene, exam: Exam): Story {
  scene.waitDays(1, 5);
  yield* scene.does('provider', bookingOf(exam, 'first', scene.appointment(7)));
}

function* bookForeignExam(scene: Scene, days: number): Story {
  const appointment = scene.appointment(days);
  yield* scene.does('provider', { type: 'ScheduleExam', examCode: FOREIGN_EXAM_CODE, appointment });
}

/** The wished day is past the voucher's end: some are refused the booking, some ask for more time. */
function* noticeTheEnd(scene: Scene, exam: Exam, attempt: Attempt, days: number): Story {
  const { random } = scene;
  if (random.chance(HABITS.booksPastExpiry))
    yield* scene.does('provider', bookingOf(exam, attempt, scene.appointment(days + 3)));
  if (scene.daysLeft < 1 || !random.chance(HABITS.asksForExtension)) return;
  yield* scene.does('staff', {
    type: 'ExtendVoucher',
    validUntil: addDays(scene.at.slice(0, 10), scene.daysLeft + 30),
    reason: random.pick(['No seat was free before.', 'The candidate was ill.', 'The centre was closed.']),
  });
}

function bookingOf(exam: Exam, attempt: Attempt, appointment: Appointment) {
  const type = attempt === 'first' ? 'ScheduleExam' : 'ScheduleRetake';
  return { type, examCode: exam.code, appointment } as const;
}
