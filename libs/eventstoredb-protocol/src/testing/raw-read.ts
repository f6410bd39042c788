import { credentials, Metadata } from '@grpc/grpc-js';
import grpcStreams from '@eventstore/db-client/generated/streams_grpc_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { collect } from './events.js';

/** Reads as clients of other languages may: the official client of Node does not ask for all that is served. */
export async function readRaw(
  port: number,
  options: streams.ReadReq.Options,
  metadata = new Metadata(),
): Promise<readonly streams.ReadResp[]> {
  const client = new grpcStreams.StreamsClient(`127.0.0.1:${port}`, credentials.createInsecure());
  try {
    return await collect<streams.ReadResp>(client.read(new streams.ReadReq().setOptions(options), metadata));
  } finally {
    client.close();
  }
}
