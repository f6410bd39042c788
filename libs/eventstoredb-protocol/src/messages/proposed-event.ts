import type shared from '@eventstore/db-client/generated/shared_pb.js';
import type { LogContent, NewLogEvent } from '#event-store/embedded';
import { missingMetadataProperty } from '../rpc/errors.js';
import { readUuid } from './uuid.js';

/** Appends of both kinds have these in common. */
export interface ProposedMessage {
  getId(): shared.UUID | undefined;
  getMetadataMap(): { get(name: string): string | undefined };
  getCustomMetadata_asU8(): Uint8Array;
  getData_asU8(): Uint8Array;
}

/** @throws RpcError `missing-required-metadata-property` */
export function readProposedEvent(message: ProposedMessage): NewLogEvent {
  const metadata = message.getMetadataMap();
  const required = (name: string) => {
    const value = metadata.get(name);
    if (value === undefined) throw missingMetadataProperty(name);
    return value;
  };
  return {
    id: readUuid(message.getId()),
    type: required('type'),
    isJson: required('content-type') === 'application/json',
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  };
}

/** Bytes of data and metadata. */
export function sizeOf({ data, metadata }: LogContent): number {
  return data.length + metadata.length;
}
