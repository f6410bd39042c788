import type { Campaign } from '../plan/campaigns.js';
import type { Exam } from '../plan/exams.js';
import type { Story } from '../plan/story.js';
import { bookVoucherThatIsGone } from './booking.js';
import { examStory } from './exam-story.js';
import { HABITS } from './habits.js';
import { getVoucher } from './request.js';
import type { Scene } from './scene.js';

/** From asking for a voucher to its end, and sometimes to being forgotten. */
export function* candidateStory(scene: Scene, campaign: Campaign): Story {
  const { random } = scene;
  const exams = chosenExams(scene, campaign);
  if (!(yield* getVoucher(scene, campaign, exams))) return;
  if (random.chance(HABITS.resellsCode)) {
    scene.waitDays(2, 20);
    yield* scene.does('staff', { type: 'RevokeVoucher', reason: 'The code was offered for sale.' });
    yield* bookVoucherThatIsGone(scene, exams[0]);
  } else if (!random.chance(HABITS.neverBooks)) {
    for (const exam of exams) yield* examStory(scene, exam);
  }
  if (random.chance(HABITS.wantsToBeForgotten)) {
    scene.waitDays(5, 40);
    yield* scene.does('staff', { type: 'EraseCandidate', reason: 'The candidate asked for it.' });
  }
}

/** One exam, or the two or three different ones of a pack. */
function chosenExams({ random }: Scene, { exams, packs }: Campaign): readonly [Exam, ...Exam[]] {
  const first = random.weighted(exams);
  if (!random.chance(packs)) return [first];
  const others = Array.from({ length: random.int(1, 3) }, () => random.weighted(exams));
  const distinct = [...new Set(others)].filter((exam) => exam !== first);
  return [first, ...distinct.slice(0, 2)];
}
