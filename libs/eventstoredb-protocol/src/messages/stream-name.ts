import shared from '@eventstore/db-client/generated/shared_pb.js';
import { invalidArgument } from '../rpc/errors.js';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** @throws RpcError INVALID_ARGUMENT when it is missing or no text */
export function readStreamName(identifier: shared.StreamIdentifier | undefined): string {
  const bytes = identifier?.getStreamName_asU8() ?? new Uint8Array();
  if (bytes.length === 0) throw invalidArgument('The stream identifier is missing.');
  try {
    return utf8.decode(bytes);
  } catch {
    throw invalidArgument('The stream identifier is not UTF-8.');
  }
}

export function streamIdentifier(name: string): shared.StreamIdentifier {
  return new shared.StreamIdentifier().setStreamName(Buffer.from(name, 'utf8'));
}
