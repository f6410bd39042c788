import type grpcStreams from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { Handlers } from '../rpc/handlers.js';
import type { ServerParts } from '../server-parts.js';
import { append } from './append.js';
import { batchAppend } from './batch-append.js';
import { read } from './read.js';
import { deleteStream, tombstoneStream } from './removal.js';

export function streamsService(parts: ServerParts): grpcStreams.IStreamsServer {
  const handlers = new Handlers(parts.onFailure);
  return {
    read: handlers.serverStreaming((call) => read(parts, call)),
    append: handlers.clientStreaming((call) => append(parts, call)),
    delete: handlers.unary((call) => deleteStream(parts, call)),
    tombstone: handlers.unary((call) => tombstoneStream(parts, call)),
    batchAppend: handlers.bidiStreaming((call) => batchAppend(parts, call)),
  };
}
