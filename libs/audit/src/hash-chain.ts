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
  return hash('sha256', canonicalLink(link));
}

/**
 * The canonical JSON (RFC 8785) of a link: its own keys are known and stand here in their order, so that only `data`
 * has to be sorted. That takes two thirds of the time.
 */
export function canonicalLink(link: ChainLink): string {
  const { actor, data, id, occurredAt, previousHash, revision, schemaVersion, stream, type } = link;
  const json = JSON.stringify;
  return (
    `{"actor":${json(actor)},"data":${canonicalize(data)},"id":${json(id)},"occurredAt":${json(occurredAt)},` +
    `"previousHash":${json(previousHash)},"revision":${json(revision)},"schemaVersion":${json(schemaVersion)},` +
    `"stream":${json(stream)},"type":${json(type)}}`
  );
}
