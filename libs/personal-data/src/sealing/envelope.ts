import { SealBroken } from '../errors.js';

/** ── Stored format: sealed values stand in events for ever. Never change a version, add one. ── */
const PREFIX = 'sealed.1.';
const ENVELOPE = /^sealed\.1\.([\w-]{1,64})\.([\w-]+)$/;

/** A sealed value in one piece: `sealed.<version>.<key id>.<nonce, cipher text and tag in base64url>`. */
export interface Envelope {
  readonly keyId: string;
  readonly content: Uint8Array;
}

export function writeEnvelope({ keyId, content }: Envelope): string {
  return `${PREFIX}${keyId}.${Buffer.from(content).toString('base64url')}`;
}

/** Which key a value is sealed with; `undefined` for what is not a sealed value. */
export function keyIdOf(sealed: string): string | undefined {
  return ENVELOPE.exec(sealed)?.[1];
}

/** @throws SealBroken when it is not an envelope, or not in the one form that `writeEnvelope` gives it */
export function readEnvelope(sealed: string): Envelope {
  const [, keyId, text] = ENVELOPE.exec(sealed) ?? [];
  if (keyId === undefined || text === undefined) throw new SealBroken();
  const content = Buffer.from(text, 'base64url');
  if (content.toString('base64url') !== text) throw new SealBroken();
  return { keyId, content };
}
