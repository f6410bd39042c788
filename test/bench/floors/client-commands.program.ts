import { randomUUID } from 'node:crypto';
import { EventStoreDBClient, jsonEvent, NO_STREAM, StreamNotFoundError } from '@eventstore/db-client';
import { Meter, type Window } from '../harness/measure.js';
import type { Program, Serving, Throughput } from '../harness/program.js';
import { COMMANDS, decide, evolve, type FloorState, initial } from './lifecycle.js';

export interface ClientCommandsParams extends Serving {
  readonly window: Window;
  /** Vouchers side by side. */
  readonly side: number;
  /** Whether each command reads its stream; else what was appended is remembered. */
  readonly reads: boolean;
}

/** A stream as a command finds it. */
interface Known {
  readonly state: FloorState;
  readonly revision: bigint | undefined;
}

/** The official client of EventStoreDB alone: read or remember, decide, append, each append a call of its own. */
export const program: Program<ClientCommandsParams, Throughput> = {
  async run({ window, side, reads, origin }) {
    const client = EventStoreDBClient.connectionString(origin);
    const meter = new Meter(window);
    const live = async () => {
      while (!meter.isOver) await liveThrough(client, `voucher-${randomUUID()}`, meter, reads);
    };
    await Promise.all(Array.from({ length: side }, live));
    await client.dispose();
    return meter.throughput;
  },
};

async function liveThrough(
  client: EventStoreDBClient,
  voucher: string,
  meter: Meter,
  reads: boolean,
): Promise<void> {
  let known: Known = { state: initial, revision: undefined };
  for (let command = 0; command < COMMANDS && !meter.isOver; command += 1) {
    const started = performance.now();
    const { state, revision } = reads ? await load(client, voucher) : known;
    const { type, data, metadata } = decide(state, command, voucher);
    const event = jsonEvent({ id: randomUUID(), type, data: { ...data }, metadata: { ...metadata } });
    const expectedRevision = revision ?? NO_STREAM;
    await client.appendToStream(voucher, event, { expectedRevision, credentials: CREDENTIALS });
    known = { state: evolve(state, type), revision: (revision ?? -1n) + 1n };
    meter.answered(started);
  }
}

/** With credentials in a call, which are not sent where nothing is encrypted, the client shares no stream. */
const CREDENTIALS = { username: 'nobody', password: 'none' };

async function load(client: EventStoreDBClient, voucher: string): Promise<Known> {
  let state = initial;
  let revision: bigint | undefined;
  try {
    for await (const { event } of client.readStream(voucher, { maxCount: 1_000 })) {
      if (!event) continue;
      state = evolve(state, event.type);
      revision = event.revision;
    }
  } catch (error) {
    if (!(error instanceof StreamNotFoundError)) throw error;
  }
  return { state, revision };
}
