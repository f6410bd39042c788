import { GetOverview, openApplication, type Overview, UNCOUNTED } from '#application';
import { SimulatedClock } from '#clock';
import { ReadModels } from '#read-models';
import { type Instant, PROGRAMME_STREAM_PREFIXES } from '#vouchers';
import type { Ports } from '#wiring';
import { StoreNotEmpty } from '../errors.js';
import { planProgramme } from '../plan/plan.js';
import { play, type Played } from '../play/player.js';
import { buildReadModels } from './build-read-models.js';
import { OutcomeCounter, type Outcomes } from './outcomes.js';

export interface DemoOptions {
  /** A 32-bit whole number: with the same clock, the same one makes the same programme. */
  readonly seed: number;
  /** Candidates who ask for a voucher; a candidate who is declined may ask again. */
  readonly vouchers: number;
}

export const DEMO_DEFAULTS: DemoOptions = { seed: 1, vouchers: 4_000 };

/** What the demo made. */
export interface DemoReport extends DemoOptions {
  readonly from: Instant;
  readonly until: Instant;
  readonly outcomes: Outcomes;
  readonly overview: Overview;
  readonly seconds: number;
}

/** Whether there is nothing of a programme; a new EventStoreDB has events of its own. */
export async function isEmpty({ eventStore }: Pick<Ports, 'eventStore'>): Promise<boolean> {
  const filter = { streamPrefixes: PROGRAMME_STREAM_PREFIXES };
  for (let after = 0n; ;) {
    const { events, position, end } = await eventStore.readAll({ after, filter, limit: 1 });
    if (events.length > 0) return false;
    if (end) return true;
    after = position;
  }
}

/**
 * Fills an empty store through the command bus with a programme of the months up to now, as the clock of the ports
 * has it, and builds the read models.
 *
 * @param store by which an error names the store
 * @throws StoreNotEmpty
 */
export async function fillStore(
  ports: Ports,
  store: string,
  options: DemoOptions,
  onPlayed: (played: Played) => void,
): Promise<DemoReport> {
  if (!(await isEmpty(ports))) throw new StoreNotEmpty(store);
  const started = performance.now();
  const until = ports.clock.now();
  const { actions } = planProgramme({ ...options, until });
  const from = actions[0]?.at ?? until;
  const clock = new SimulatedClock(from, standingStill);
  const readModels = new ReadModels(ports.documentStore);
  const observer = new OutcomeCounter();
  const parts = { ...ports, clock, readModels, observer, codeGuesses: UNCOUNTED };
  const application = await openApplication(parts);
  try {
    await play(actions, application.commands, clock, onPlayed);
    await buildReadModels(ports.eventStore, ports.documentStore, readModels);
    const { body: overview } = await application.queries.execute(new GetOverview());
    const seconds = (performance.now() - started) / 1_000;
    return { ...options, from, until, outcomes: observer.outcomes, overview, seconds };
  } finally {
    await application.close();
  }
}

/** The clock moves from round to round only: what is recorded bears the same instants every time. */
function standingStill(): number {
  return 0;
}
