import { randomUUID } from 'node:crypto';
import { jsonEvent, type EventData } from '@eventstore/db-client';

export function newStream(category = 'foreign'): string {
  return `${category}-${randomUUID()}`;
}

export function events(count: number, type = 'Noted'): EventData[] {
  return Array.from({ length: count }, (_, index) => jsonEvent({ type, data: { index } }));
}

export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const collected: Item[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}

/** Names for the two ways in which the client appends: credentials make it leave the shared call. */
export const WAYS = [
  ['over a shared call', {}],
  ['by a call of its own', { credentials: { username: 'admin', password: 'any' } }],
] as const;
