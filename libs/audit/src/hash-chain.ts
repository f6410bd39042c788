import { hash } from 'node:crypto';
import { canonicalize } from 'json-canonicalize';

/** What the hash of an event covers (`audit.md`, section 1). `data` is in its sealed form. */
export interface ChainLink {
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly occurredAt: string;
  readonly actor: string;
  readonly data: object;
  /** Hash of the event before, `null` for the first of a stream. */
  readonly previousHash: string | null;
}

/** SHA-256 over the canonical JSON of the link, 64 hexadecimal digits. */
export function hashOfLink(link: ChainLink): string {
  const { stream, revision, id, type, schemaVersion, occurredAt, actor, data, previousHash } = link;
  const covered = { stream, revision, id, type, schemaVersion, occurredAt, actor, data, previousHash };
  return hash('sha256', canonicalize(covered));
}
