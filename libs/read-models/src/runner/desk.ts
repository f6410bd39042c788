import { UnknownProjection } from '../errors.js';
import { openRequests, saveRequest, type Request, type StoredRequest } from '../operators/requests.js';
import type { DocumentStore } from '../port/index.js';
import type { Projector } from './projector.js';
import { NeedsRebuild } from './replay-intent.js';

/** Answers what operators ask. */
export class Desk {
  /** Replays under way, by the id of the request. */
  readonly #replaying = new Set<string>();

  constructor(
    private readonly store: DocumentStore,
    private readonly projectors: ReadonlyMap<string, Projector>,
    /** Records the status of the projections: who hears that something is done finds it so. */
    private readonly record: () => Promise<void>,
  ) {}

  /** Looks at every open request, and brings it a step further. */
  async look(): Promise<void> {
    for (const asked of await openRequests(this.store)) await this.#handle(asked);
  }

  async #handle(asked: StoredRequest): Promise<void> {
    const { kind, projection, generation } = asked.request;
    const projector = this.projectors.get(projection);
    if (!projector) {
      const { message } = new UnknownProjection(projection, [...this.projectors.keys()]);
      await this.#answer(asked, { status: 'failed', outcome: message });
    } else if (generation !== undefined) {
      const serving = projector.generations?.serving;
      if (serving && serving.number >= generation) {
        await this.#answer(asked, { status: 'done', outcome: `${serving.collection} serves now.` });
      }
    } else if (kind === 'rebuild') {
      await this.#answer(asked, { status: 'running', generation: await projector.rebuild() });
    } else if (!this.#replaying.has(asked.id)) {
      this.#replaying.add(asked.id);
      void this.#replay(asked, projector).finally(() => this.#replaying.delete(asked.id));
    }
  }

  /** A failure of the stores leaves the request open: it is taken up with the next look. */
  async #replay(asked: StoredRequest, projector: Projector): Promise<void> {
    try {
      const outcome = await projector.replay(asked.request.documentId);
      const { replayed, stillParked } = outcome;
      const sentence = `${replayed} replayed, ${stillParked} still parked.`;
      await this.#answer(asked, { status: 'done', outcome: sentence, ...outcome });
    } catch (error) {
      if (!(error instanceof NeedsRebuild)) return;
      await this.#answer(asked, { status: 'running', generation: await projector.rebuild() });
    }
  }

  async #answer(asked: StoredRequest, answer: Partial<Request>): Promise<void> {
    if (answer.status === 'done') await this.record();
    const request = { ...asked.request, ...answer };
    await saveRequest(this.store, { id: asked.id, revision: asked.revision + 1n, request });
  }
}
