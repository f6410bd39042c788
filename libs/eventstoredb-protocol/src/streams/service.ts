import type grpcStreams from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { bidiStreaming, clientStreaming, serverStreaming, unary } from '../rpc/handlers.js';
import type { ServerParts } from '../server-parts.js';
import { append } from './append.js';
import { batchAppend } from './batch-append.js';
import { read } from './read.js';
import { deleteStream, tombstoneStream } from './removal.js';

export function streamsService(parts: ServerParts): grpcStreams.IStreamsServer {
  return {
    read: serverStreaming((call) => read(parts, call)),
    append: clientStreaming((call) => append(parts, call)),
    delete: unary((call) => deleteStream(parts, call)),
    tombstone: unary((call) => tombstoneStream(parts, call)),
    batchAppend: bidiStreaming((call) => batchAppend(parts, call)),
  };
}
