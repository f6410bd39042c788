import type { ServiceDefinition } from '@grpc/grpc-js';
import type grpcFeatures from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import { Handlers, type OnFailure } from './rpc/handlers.js';

/** The version of EventStoreDB whose behaviour this is. */
const VERSION = '23.10.0';

/** What a method can do beyond what older servers could, by the names that clients ask for. */
export type Features = Readonly<Record<string, readonly string[]>>;

/** Tells clients what is served. */
export function serverFeaturesService(
  services: readonly (readonly [service: ServiceDefinition, features: Features])[],
  onFailure: OnFailure,
): grpcFeatures.IServerFeaturesServer {
  const supported = new features.SupportedMethods().setEventStoreServerVersion(VERSION);
  for (const [service, methodFeatures] of services) {
    for (const [name, { path }] of Object.entries(service)) {
      const [, serviceName = '', methodName = ''] = path.toLowerCase().split('/');
      supported.addMethods(
        new features.SupportedMethod()
          .setServiceName(serviceName)
          .setMethodName(methodName)
          .setFeaturesList([...(methodFeatures[name] ?? [])]),
      );
    }
  }
  return { getSupportedMethods: new Handlers(onFailure).unary(async () => supported) };
}
