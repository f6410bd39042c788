import { CONTROL, LEASES_ID } from '../../names.js';
import type { DocumentStore } from '../../port/index.js';
import { orNone } from '../../queries/generations.js';
import { NO_LEASES, type Leases } from './leases.js';

export interface StoredLeases {
  readonly leases: Leases;
  /** 0 where none are stored yet. */
  readonly revision: bigint;
}

export async function readStoredLeases(store: DocumentStore): Promise<StoredLeases> {
  const found = (await orNone(store.load<Leases>(CONTROL, [LEASES_ID])))?.get(LEASES_ID);
  return { leases: found?.body ?? NO_LEASES, revision: found?.position ?? 0n };
}

export async function readLeases(store: DocumentStore): Promise<Leases> {
  return (await readStoredLeases(store)).leases;
}
