import { setTimeout as delay } from 'node:timers/promises';
import { Operator } from '../operators/operator.js';
import type { OperatorRequest } from '../operators/requests.js';
import type { DocumentStore } from '../port/index.js';
import type { ReplayOutcome } from '../runner/parking/replayer.js';

/** Asks for a rebuild, as an operator does, and waits until the new generation serves. */
export async function rebuild(store: DocumentStore, projection: string): Promise<void> {
  const operator = new Operator(store);
  await settled(operator, await operator.rebuild(projection));
}

/** Asks for a replay, as an operator does, and waits for what comes of it. */
export async function replay(
  store: DocumentStore,
  projection: string,
  documentId?: string,
): Promise<ReplayOutcome> {
  const operator = new Operator(store);
  const request = await settled(operator, await operator.replay(projection, documentId));
  return { replayed: request.replayed ?? 0, stillParked: request.stillParked ?? 0 };
}

async function settled(operator: Operator, id: string): Promise<OperatorRequest> {
  for (;;) {
    const request = await operator.request(id);
    if (request?.status === 'done' || request?.status === 'failed') return request;
    await delay(20);
  }
}
