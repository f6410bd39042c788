import shared from '@eventstore/db-client/generated/shared_pb.js';

/** A UUID of either form as text; whatever else the text form carries is left for the store to refuse. */
export function readUuid(uuid: shared.UUID | undefined): string {
  const structured = uuid?.getStructured();
  if (structured === undefined) return uuid?.getString() ?? '';
  const bytes = Buffer.alloc(16);
  bytes.writeBigInt64BE(BigInt(structured.getMostSignificantBits()), 0);
  bytes.writeBigInt64BE(BigInt(structured.getLeastSignificantBits()), 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

export function uuidText(id: string): shared.UUID {
  return new shared.UUID().setString(id);
}

export function uuidStructured(id: string): shared.UUID {
  const bytes = Buffer.from(id.replaceAll('-', ''), 'hex');
  const structured = new shared.UUID.Structured()
    .setMostSignificantBits(String(bytes.readBigInt64BE(0)))
    .setLeastSignificantBits(String(bytes.readBigInt64BE(8)));
  return new shared.UUID().setStructured(structured);
}

/** How an id is written for a client. */
export type UuidForm = (id: string) => shared.UUID;

/** The form that a client asks for; structured where it does not say. */
export function uuidFormOf(option: { hasString(): boolean } | undefined): UuidForm {
  return option?.hasString() === true ? uuidText : uuidStructured;
}
