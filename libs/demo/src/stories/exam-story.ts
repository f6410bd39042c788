import { addHours, entryStatus, isIssued } from '#vouchers';
import type { Exam } from '../plan/exams.js';
import type { Story } from '../plan/story.js';
import { attend } from './attending.js';
import { HABITS, LEARNT } from './habits.js';
import type { Scene } from './scene.js';
import { sit } from './sitting.js';

/** One exam of a voucher: the first try, and the second shot where it fails. */
export function* examStory(scene: Scene, exam: Exam): Story {
  const { random } = scene;
  scene.waitDays(0, 8);
  scene.waitDays(0, 20);
  const appointment = yield* attend(scene, exam, 'first');
  if (!appointment) {
    if (statusOf(scene, exam) === 'forfeited' && random.chance(HABITS.wantsRetakeAfterStayingAway))
      yield* wantRetake(scene, exam);
    return;
  }
  yield* sit(scene, exam, appointment, { attempt: 'first', passRate: exam.passRate });
  const status = statusOf(scene, exam);
  if (status === 'retake-available') yield* secondShot(scene, exam);
  if (status === 'passed' && random.chance(HABITS.wantsRetakeAfterPassing)) yield* wantRetake(scene, exam);
}

function* secondShot(scene: Scene, exam: Exam): Story {
  const { random } = scene;
  if (isTooEarly(scene, exam) && random.chance(HABITS.booksTooEarly)) yield* wantRetake(scene, exam);
  if (!random.chance(HABITS.takesRetake)) return;
  scene.waitDays(1, 6);
  scene.waitDays(0, 16);
  if (random.chance(HABITS.wantsToPayRetake)) {
    yield* scene.does('provider', {
      type: 'RecordPayment',
      examCode: exam.code,
      price: exam.price,
      paymentReference: scene.reference('PAY'),
    });
  }
  const appointment = yield* attend(scene, exam, 'retake');
  if (!appointment) return;
  yield* sit(scene, exam, appointment, { attempt: 'retake', passRate: exam.passRate + LEARNT });
  if (statusOf(scene, exam) === 'failed' && random.chance(HABITS.wantsThirdTry))
    yield* wantRetake(scene, exam);
}

/** Books a retake within the hour, which the rules may have something against. */
function* wantRetake(scene: Scene, exam: Exam): Story {
  const appointment = { ...scene.appointment(1), startsAt: addHours(scene.at, 1) };
  yield* scene.does('provider', { type: 'ScheduleRetake', examCode: exam.code, appointment });
}

/** Whether the rules still ask for patience with a retake within the hour. */
function isTooEarly({ voucher, at }: Scene, { code }: Exam): boolean {
  const retake = isIssued(voucher) ? voucher.entries[code]?.retake : undefined;
  return retake !== undefined && addHours(at, 1) < retake.availableFrom;
}

function statusOf({ voucher }: Scene, { code }: Exam): ReturnType<typeof entryStatus> | undefined {
  const entry = isIssued(voucher) ? voucher.entries[code] : undefined;
  return entry && entryStatus(entry);
}
