import { setMaxListeners } from 'node:events';
import { logVerbosity, Server, ServerCredentials, setLogVerbosity } from '@grpc/grpc-js';
import grpcFeatures from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import grpcGossip from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import grpcPersistent from '@eventstore/db-client/generated/persistent_grpc_pb.js';
import grpcStreams from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { pause } from '#clock';
import type { EmbeddedLog } from '#event-store/embedded';
import { Authenticator, type Access } from './access/authenticator.js';
import { ProtectedStreams } from './access/protected-streams.js';
import { gossipService } from './gossip.js';
import {
  CONFIG_STREAM,
  PERSISTENT_FEATURES,
  PersistentSubscriptions,
  persistentSubscriptionsService,
} from './persistent-subscriptions/index.js';
import { ensureSettingsEvent } from './settings-event.js';
import { serverFeaturesService } from './server-features.js';
import type { ServerParts } from './server-parts.js';
import { streamsService } from './streams/service.js';

export interface ProtocolServerOptions {
  readonly log: EmbeddedLog;
  readonly access: Access;
  /** Beginnings of the names of streams that clients of the protocol may read, and nothing else. */
  readonly protectedPrefixes: readonly string[];
  /** Told of failures of calls that nobody foresaw. */
  readonly onFailure: (error: unknown) => void;
  /** An address of this machine. */
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Certificate chain and private key in PEM. Without them connections are not encrypted. */
  readonly tls?: { readonly certificate: Buffer; readonly key: Buffer };
}

export interface ProtocolServer {
  /** Where it listens. */
  readonly port: number;
  /** Lets the calls under way finish, ends those that have no end, and stops listening. */
  close(): Promise<void>;
}

const CONNECTIONS = {
  /** The largest request that is read, in bytes: about EventStoreDB's limit, and sixteen times what an append may have. */
  'grpc.max_receive_message_length': 16 * 1_024 * 1_024,
  /** Milliseconds after which a silent client is asked whether it is there, and those that it has to answer. */
  'grpc.keepalive_time_ms': 30_000,
  'grpc.keepalive_timeout_ms': 10_000,
};
/** After five seconds a call that does not finish is cut off: milliseconds from one look at what is open to the next. */
const PATIENCE = [20, 80, 400, 1_500, 3_000];

/**
 * Serves the embedded store over EventStoreDB's protocol. The first time, a settings event is written to the store.
 *
 * @throws the system's error when it cannot listen
 * @throws UnreadableConfig when the persistent subscriptions in the store are of another version
 */
export async function startProtocolServer(options: ProtocolServerOptions): Promise<ProtocolServer> {
  const { log, access, protectedPrefixes, host, onFailure } = options;
  // It would print a line of its own between those of the log; its failures come as errors too.
  setLogVerbosity(logVerbosity.NONE);
  await ensureSettingsEvent(log);
  const subscriptions = await PersistentSubscriptions.open(log, onFailure);
  const closing = new AbortController();
  // Every call without an end listens to it.
  setMaxListeners(0, closing.signal);
  const protectedStreams = new ProtectedStreams([...protectedPrefixes, CONFIG_STREAM]);
  const authenticator = new Authenticator(access, log, protectedStreams);
  const parts: ServerParts = { log, authenticator, onFailure, closing: closing.signal };
  const server = new Server(CONNECTIONS);
  server.addService(grpcStreams.StreamsService, streamsService(parts));
  server.addService(
    grpcPersistent.PersistentSubscriptionsService,
    persistentSubscriptionsService(parts, subscriptions),
  );
  server.addService(grpcGossip.GossipService, gossipService(onFailure));
  server.addService(
    grpcFeatures.ServerFeaturesService,
    serverFeaturesService(
      [
        [grpcStreams.StreamsService, {}],
        [grpcPersistent.PersistentSubscriptionsService, PERSISTENT_FEATURES],
      ],
      onFailure,
    ),
  );
  const port = await listen(
    server,
    `${host.includes(':') ? `[${host}]` : host}:${options.port}`,
    options.tls,
  );
  return { port, close: () => shutDown(server, closing, subscriptions) };
}

function listen(server: Server, address: string, tls: ProtocolServerOptions['tls']): Promise<number> {
  const credentials = tls
    ? ServerCredentials.createSsl(null, [{ cert_chain: tls.certificate, private_key: tls.key }])
    : ServerCredentials.createInsecure();
  return new Promise((resolve, reject) => {
    server.bindAsync(address, credentials, (error, port) => {
      if (error) reject(error);
      else resolve(port);
    });
  });
}

async function shutDown(
  server: Server,
  closing: AbortController,
  subscriptions: PersistentSubscriptions,
): Promise<void> {
  // First, so that what consumers had does not count as left behind by them.
  const closed = subscriptions.close();
  closing.abort();
  await Promise.all([closed, untilNothingIsOpen(server)]);
  server.forceShutdown();
}

/**
 * Shuts down gracefully; resolves when no connection is left, or when patience has run out. One that has failed and is
 * not gone yet drops the callback that grpc-js gives to its `close()`, and grpc-js waits for it for ever. So it is asked
 * again: once that one is gone, it waits for the others alone.
 */
async function untilNothingIsOpen(server: Server): Promise<void> {
  const shut = new AbortController();
  for (const wait of PATIENCE) {
    server.tryShutdown(() => {
      shut.abort();
    });
    await pause(wait, shut.signal);
    if (shut.signal.aborted) return;
  }
}
