import type { handleUnaryCall, ServerUnaryCall } from '@grpc/grpc-js';
import type grpcPersistent from '@eventstore/db-client/generated/persistent_grpc_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import { Handlers } from '../../rpc/handlers.js';
import type { Features } from '../../server-features.js';
import type { ServerParts } from '../../server-parts.js';
import type { PersistentSubscriptions } from '../persistent-subscriptions.js';
import { consume } from './consume.js';
import { Management } from './management.js';

const SOURCES = ['stream', 'all'];

/** What clients ask for before they try. */
export const PERSISTENT_FEATURES: Features = {
  create: SOURCES,
  update: SOURCES,
  delete: SOURCES,
  read: SOURCES,
  getInfo: SOURCES,
  replayParked: SOURCES,
  list: SOURCES,
};

export function persistentSubscriptionsService(
  parts: ServerParts,
  subscriptions: PersistentSubscriptions,
): grpcPersistent.IPersistentSubscriptionsServer {
  const handlers = new Handlers(parts.onFailure);
  const management = new Management(subscriptions);
  const managed = <Request, Response>(
    serve: (request: Request) => Promise<Response>,
  ): handleUnaryCall<Request, Response> =>
    handlers.unary(async (call: ServerUnaryCall<Request, Response>) => {
      const caller = await parts.authenticator.authenticate(call);
      await caller.checkManage();
      return serve(call.request);
    });
  return {
    create: managed((request) => management.create(request)),
    update: managed((request) => management.update(request)),
    delete: managed((request) => management.delete(request)),
    read: handlers.bidiStreaming((call) => consume(parts, subscriptions, call)),
    getInfo: managed((request) => management.getInfo(request)),
    replayParked: managed((request) => management.replayParked(request)),
    list: managed((request) => management.list(request)),
    restartSubsystem: managed(async () => {
      await subscriptions.restart();
      return new shared.Empty();
    }),
  };
}
