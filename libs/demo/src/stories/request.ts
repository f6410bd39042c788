import type { Campaign } from '../plan/campaigns.js';
import { type Exam, FOREIGN_EXAM_CODE } from '../plan/exams.js';
import type { Story } from '../plan/story.js';
import { HABITS } from './habits.js';
import type { Scene } from './scene.js';

/** Asks until a voucher is issued; whether one was. Under a campaign with packs the portal names the exams. */
export function* getVoucher(scene: Scene, campaign: Campaign, exams: readonly Exam[]): Story<boolean> {
  const { random } = scene;
  const named = campaign.packs > 0 && { exams: exams.map(({ code }) => code) };
  const request = { type: 'RequestVoucher', ...named } as const;
  if (random.chance(HABITS.namesForeignExam)) {
    yield* scene.does('portal', { type: 'RequestVoucher', exams: [FOREIGN_EXAM_CODE] });
    scene.waitHours(0, 8);
  }
  if ((yield* scene.does('portal', request)) !== 'recorded') return false;
  if (scene.voucher.status === 'requested' && !(yield* decided(scene))) {
    if (!random.chance(HABITS.asksAgainAfterDecline)) return false;
    scene.waitDays(2, 12);
    if ((yield* scene.does('portal', request)) !== 'recorded') return false;
    scene.waitHours(10, 96);
    yield* scene.does('staff', { type: 'ApproveVoucherRequest' });
  }
  if (scene.voucher.status !== 'active') return false;
  if (random.chance(HABITS.asksForSecondVoucher)) {
    scene.waitHours(0, 48);
    yield* scene.does('portal', request);
  }
  if (random.chance(HABITS.losesCode)) {
    scene.waitDays(1, 10);
    yield* scene.does('staff', { type: 'ReissueVoucherCode', reason: 'The candidate lost the code.' });
  }
  return true;
}

/** Staff look at the request within some working days; whether they approve it. */
function* decided(scene: Scene): Story<boolean> {
  scene.waitHours(10, 96);
  if (scene.random.chance(HABITS.requestDeclined)) {
    yield* scene.does('staff', { type: 'DeclineVoucherRequest', reason: 'No proof of enrolment.' });
    return false;
  }
  return (yield* scene.does('staff', { type: 'ApproveVoucherRequest' })) === 'recorded';
}
