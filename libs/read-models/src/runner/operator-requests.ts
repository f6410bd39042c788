import { UnknownProjection } from '../errors.js';
import {
  openRequests,
  saveRequest,
  type OperatorRequest,
  type StoredRequest,
} from '../operators/requests.js';
import type { DocumentStore } from '../port/index.js';
import type { Failures } from './failures.js';
import type { Projector } from './generations/projector.js';
import type { ReplayOutcome } from './parking/replayer.js';
import { NeedsRebuild, NotThereYet } from './parking/replay-intent.js';
import { partitionOf, type Share } from './partitions/share.js';

/** What came of a replay in this share, by partition. */
type Outcomes = ReadonlyMap<number, ReplayOutcome>;

/** Answers what operators ask: a rebuild where the share leads, a replay for each partition of the share. */
export class OperatorRequests {
  /** Replays under way or done, by the id of the request. */
  readonly #replays = new Map<string, Outcomes | 'under way'>();

  constructor(
    private readonly store: DocumentStore,
    private readonly share: Share,
    private readonly projectors: ReadonlyMap<string, Projector>,
    private readonly failures: Failures,
    /** Records the status of the projections: who hears that something is done finds it so. */
    private readonly record: () => Promise<void>,
  ) {}

  /** Brings every open request a step further, each by itself. */
  async answer(): Promise<void> {
    const open = await openRequests(this.store);
    const ids = new Set(open.map(({ id }) => id));
    for (const id of this.#replays.keys()) if (!ids.has(id)) this.#replays.delete(id);
    for (const asked of open) {
      const what = `What is asked of projection ${asked.request.projection}`;
      await this.failures.attempt(what, () => this.#answer(asked));
    }
  }

  async #answer(asked: StoredRequest): Promise<void> {
    const { kind, projection } = asked.request;
    const projector = this.projectors.get(projection);
    if (projector && kind === 'replay') await this.#replay(asked, projector);
    else if (this.share.leads) await this.#rebuild(asked, projector);
  }

  async #rebuild(asked: StoredRequest, projector: Projector | undefined): Promise<void> {
    const { projection, generation } = asked.request;
    if (!projector) {
      const { message } = new UnknownProjection(projection, [...this.projectors.keys()]);
      await this.#save(asked, { status: 'failed', outcome: message });
    } else if (generation === undefined) {
      await this.#save(asked, { status: 'running', generation: await projector.rebuild() });
    } else {
      const serving = projector.generations?.serving;
      if (!serving || serving.number < generation) return;
      await this.#save(asked, { status: 'done', outcome: `${serving.collection} serves now.` });
    }
  }

  /** Answers are saved again until they are there: other workers write theirs into the same request. */
  async #replay(asked: StoredRequest, projector: Projector): Promise<void> {
    const { documentId, answers = {} } = asked.request;
    const isAsked = (partition: number): boolean =>
      documentId === undefined || partition === partitionOf(documentId, this.share.of);
    const own = this.share.partitions.filter((partition) => isAsked(partition) && !answers[partition]);
    const outcomes = this.#replays.get(asked.id);
    if (own.length === 0 || outcomes === 'under way') return;
    if (!outcomes) {
      this.#replays.set(asked.id, 'under way');
      void this.#carryOut(asked, projector);
      return;
    }
    const found = own.flatMap((partition) => {
      const outcome = outcomes.get(partition);
      return outcome ? [[partition, outcome] as const] : [];
    });
    const all = { ...answers, ...Object.fromEntries(found) };
    const wanted = Array.from({ length: this.share.of }, (_, partition) => partition).filter(isAsked);
    const isWhole = wanted.every((partition) => all[partition]);
    await this.#save(asked, isWhole ? summed(Object.values(all)) : { status: 'running', answers: all });
  }

  /** A failure leaves the request open: it is taken up with the next look. */
  #carryOut(asked: StoredRequest, projector: Projector): Promise<boolean> {
    const { projection, documentId } = asked.request;
    return this.failures.attempt(`Replaying what is parked of projection ${projection}`, async () => {
      try {
        this.#replays.set(asked.id, await projector.replay(documentId));
      } catch (error) {
        this.#replays.delete(asked.id);
        if (error instanceof NotThereYet) return;
        if (!(error instanceof NeedsRebuild)) throw error;
        return this.#save(asked, { kind: 'rebuild' });
      }
      await this.answer();
    });
  }

  async #save(asked: StoredRequest, answer: Partial<OperatorRequest>): Promise<void> {
    if (answer.status === 'done' || answer.answers) await this.record();
    const request = { ...asked.request, ...answer };
    await saveRequest(this.store, { id: asked.id, revision: asked.revision + 1n, request });
  }
}

function summed(outcomes: readonly ReplayOutcome[]): Partial<OperatorRequest> {
  const replayed = outcomes.reduce((sum, outcome) => sum + outcome.replayed, 0);
  const stillParked = outcomes.reduce((sum, outcome) => sum + outcome.stillParked, 0);
  const outcome = `${replayed} replayed, ${stillParked} still parked.`;
  return { status: 'done', outcome, replayed, stillParked };
}
