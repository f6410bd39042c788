import { type ChainLink, hashOfLink } from './hash-chain.js';

/** An event as it was stored, with what its metadata claims of the chain. */
export interface StoredEvent {
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly data: object;
  readonly metadata: Readonly<Record<string, unknown>>;
}

export interface ChainVerdict {
  readonly verified: boolean;
  /** Revision of the first event that does not fit. */
  readonly firstBroken?: number;
}

/** Follows the hash chain of one stream, event by event and in order, so that a long one needs no memory. */
export class StreamVerifier {
  #next = 0;
  #previousHash: string | null = null;

  /** Whether the event fits behind those before it. Nothing fits behind one that did not. */
  accepts(event: StoredEvent): boolean {
    const { hash, previousHash } = event.metadata;
    const fits =
      event.revision === this.#next &&
      previousHash === this.#previousHash &&
      typeof hash === 'string' &&
      hash === hashOfLink({ ...claims(event), previousHash: this.#previousHash });
    if (!fits) return false;
    this.#next += 1;
    this.#previousHash = hash;
    return true;
  }
}

/** Verifies all events of one stream, oldest first. */
export function verifyStream(events: readonly StoredEvent[]): ChainVerdict {
  const verifier = new StreamVerifier();
  const broken = events.find((event) => !verifier.accepts(event));
  return broken ? { verified: false, firstBroken: broken.revision } : { verified: true };
}

/** As they are stored: the same in another form, a text for a number, was not written here. */
function claims(event: StoredEvent): Omit<ChainLink, 'previousHash'> {
  const { stream, revision, id, type, data, metadata } = event;
  const { schemaVersion, occurredAt, actor } = metadata as unknown as ChainLink;
  return { stream, revision, id, type, data, schemaVersion, occurredAt, actor };
}
