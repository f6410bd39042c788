import { addHours, type Appointment, type Attempt } from '#vouchers';
import type { Exam } from '../plan/exams.js';
import type { Story } from '../plan/story.js';
import { book, LEAST_DAYS } from './booking.js';
import { HABITS } from './habits.js';
import { pay } from './paying.js';
import type { Scene } from './scene.js';

/** More often than that nobody books the same attempt. */
const MOST_BOOKINGS = 3;

/** Books an attempt, again where it was given back; the appointment that the candidate came to, if any. */
export function* attend(scene: Scene, exam: Exam, attempt: Attempt): Story<Appointment | undefined> {
  for (let bookings = 0; bookings < MOST_BOOKINGS; bookings += 1) {
    const booked = yield* book(scene, exam, attempt);
    if (!booked) return undefined;
    if (attempt === 'first' && !scene.random.chance(HABITS.paysLate)) yield* pay(scene, exam);
    const appointment = yield* move(scene, exam, booked);
    if (yield* forfeit(scene, exam, appointment)) return undefined;
    if (!(yield* giveBack(scene, exam, appointment))) return appointment;
    if (!scene.random.chance(HABITS.booksAgain)) return undefined;
    scene.waitDays(1, 7);
  }
  return undefined;
}

/** Some move the appointment, in time or not; the appointment that then stands. */
function* move(scene: Scene, exam: Exam, booked: Appointment): Story<Appointment> {
  const { random } = scene;
  const moveTo = (appointment: Appointment) =>
    ({ type: 'RescheduleExam', examCode: exam.code, appointment }) as const;
  if (random.chance(HABITS.moves) && scene.waitUntilBefore(booked, 60) && scene.daysLeft > LEAST_DAYS) {
    const moved = scene.appointment(later(scene), booked.bookingReference);
    const outcome = yield* scene.does('provider', moveTo(moved));
    return outcome === 'recorded' ? moved : booked;
  }
  if (
    random.chance(HABITS.movesTooLate) &&
    scene.waitUntilBefore(booked, 20) &&
    scene.daysLeft > LEAST_DAYS
  ) {
    yield* scene.does('provider', moveTo(scene.appointment(later(scene), booked.bookingReference)));
  }
  return booked;
}

/** Some days on from now, within the voucher's validity. */
function later({ random, daysLeft }: Scene): number {
  return Math.min(random.int(6, 14), daysLeft - 1);
}

/** Some cancel too late or do not come: the attempt is gone. */
function* forfeit(scene: Scene, { code: examCode }: Exam, appointment: Appointment): Story<boolean> {
  const { random } = scene;
  if (random.chance(HABITS.cancelsTooLate) && scene.waitUntilBefore(appointment, 20)) {
    yield* scene.does('provider', { type: 'CancelAppointment', examCode, cancelledBy: 'candidate' });
    return true;
  }
  if (!random.chance(HABITS.staysAway)) return false;
  scene.waitUntil(addHours(appointment.startsAt, random.int(3, 24)));
  yield* scene.does('provider', { type: 'RecordNoShow', examCode });
  return true;
}

/** Some cancel in time, and centres close: the attempt comes back. */
function* giveBack(scene: Scene, { code: examCode }: Exam, appointment: Appointment): Story<boolean> {
  const { random } = scene;
  const centreCloses = random.chance(HABITS.centreCancels);
  if (!centreCloses && !random.chance(HABITS.cancels)) return false;
  if (!scene.waitUntilBefore(appointment, centreCloses ? 30 : 60)) return false;
  const outcome = yield* scene.does('provider', {
    type: 'CancelAppointment',
    examCode,
    cancelledBy: centreCloses ? 'provider' : 'candidate',
    ...(centreCloses && { reason: 'The test centre was closed.' }),
  });
  return outcome === 'recorded';
}
