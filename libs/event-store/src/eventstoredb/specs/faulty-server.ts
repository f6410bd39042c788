import { Server, ServerCredentials, status, type handleClientStreamingCall } from '@grpc/grpc-js';
import type { ServerDuplexStream, ServerWritableStream } from '@grpc/grpc-js';
import grpcFeatures from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import grpcStreams from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type streams from '@eventstore/db-client/generated/streams_pb.js';
import { statusError } from './answers.js';

export type ReadCall = ServerWritableStream<streams.ReadReq, streams.ReadResp>;

/** How the server behaves; what is left out is not implemented. */
export interface Behaviour {
  readonly append?: handleClientStreamingCall<streams.AppendReq, streams.AppendResp>;
  readonly batchAppend?: (call: ServerDuplexStream<streams.BatchAppendReq, streams.BatchAppendResp>) => void;
  /** Reads and subscriptions. */
  readonly read?: (call: ReadCall) => void;
}

const notImplemented = statusError(status.UNIMPLEMENTED, 'not implemented');

/** A server of EventStoreDB's protocol on a real socket that does as it is told. */
export class FaultyServer {
  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  static async start(behaviour: Behaviour): Promise<FaultyServer> {
    const server = new Server();
    const streamsService: grpcStreams.IStreamsServer = {
      append:
        behaviour.append ??
        ((_, answer) => {
          answer(notImplemented);
        }),
      batchAppend: behaviour.batchAppend ?? ((call) => call.emit('error', notImplemented)),
      read: behaviour.read ?? ((call) => call.emit('error', notImplemented)),
      delete: (_, answer) => {
        answer(notImplemented);
      },
      tombstone: (_, answer) => {
        answer(notImplemented);
      },
    };
    const featuresService: grpcFeatures.IServerFeaturesServer = {
      getSupportedMethods: (_, answer) => {
        answer(null, batchAppendIsSupported());
      },
    };
    server.addService(grpcStreams.StreamsService, streamsService);
    server.addService(grpcFeatures.ServerFeaturesService, featuresService);
    const credentials = ServerCredentials.createInsecure();
    const port = await new Promise<number>((resolve, reject) => {
      server.bindAsync('127.0.0.1:0', credentials, (error, bound) => {
        if (error) reject(error);
        else resolve(bound);
      });
    });
    return new FaultyServer(server, port);
  }

  get connectionString(): string {
    return `esdb://127.0.0.1:${this.port}?tls=false`;
  }

  /** Cuts every connection, and accepts none any more. */
  stop(): void {
    this.server.forceShutdown();
  }
}

function batchAppendIsSupported(): features.SupportedMethods {
  const methods = new features.SupportedMethods().setEventStoreServerVersion('23.10.0');
  methods.addMethods(
    new features.SupportedMethod()
      .setServiceName('event_store.client.streams.streams')
      .setMethodName('batchappend'),
  );
  return methods;
}
