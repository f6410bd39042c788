import type { Exam } from '../plan/exams.js';
import type { Story } from '../plan/story.js';
import { HABITS } from './habits.js';
import type { Scene } from './scene.js';

/** Pays the first sitting, usually with the booking. */
export function* pay(scene: Scene, { code: examCode, price }: Exam): Story {
  const payment = {
    type: 'RecordPayment',
    examCode,
    price,
    paymentReference: scene.reference('PAY'),
  } as const;
  if (scene.random.chance(0.2)) scene.waitHours(1, 10);
  yield* scene.does('provider', payment);
  if (scene.random.chance(HABITS.paymentSentTwice)) yield* scene.does('provider', payment);
}
