import shared from '@eventstore/db-client/generated/shared_pb.js';
import { invalidArgument } from '../rpc/errors.js';

/** @throws RpcError INVALID_ARGUMENT when it is missing */
export function readStreamName(identifier: shared.StreamIdentifier | undefined): string {
  const name = Buffer.from(identifier?.getStreamName_asU8() ?? []).toString('utf8');
  if (name === '') throw invalidArgument('The stream identifier is missing.');
  return name;
}

export function streamIdentifier(name: string): shared.StreamIdentifier {
  return new shared.StreamIdentifier().setStreamName(Buffer.from(name, 'utf8'));
}
