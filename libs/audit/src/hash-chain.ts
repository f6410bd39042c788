import { hash } from 'node:crypto';
import { canonicalJson } from './canonical-json.js';

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
  return hash('sha256', canonicalLink(link));
}

/** The canonical JSON of a link: of what is covered, whatever else it has. */
export function canonicalLink(link: ChainLink): string {
  const { actor, data, id, occurredAt, previousHash, revision, schemaVersion, stream, type } = link;
  return canonicalJson({ actor, data, id, occurredAt, previousHash, revision, schemaVersion, stream, type });
}
