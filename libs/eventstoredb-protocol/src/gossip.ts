import { randomUUID } from 'node:crypto';
import type grpcGossip from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import gossip from '@eventstore/db-client/generated/gossip_pb.js';
import { uuidText } from './messages/uuid.js';
import { Handlers, type OnFailure } from './rpc/handlers.js';

const TICKS_PER_MILLISECOND = 10_000n;

/** A cluster of one node, which leads it and is to be found where the client has found it. */
export function gossipService(onFailure: OnFailure): grpcGossip.IGossipServer {
  const instanceId = uuidText(randomUUID());
  return {
    read: new Handlers(onFailure).unary(async (call) => {
      const { hostname, port } = new URL(`http://${call.getHost()}`);
      const endPoint = new gossip.EndPoint().setAddress(hostname).setPort(Number(port));
      const member = new gossip.MemberInfo()
        .setInstanceId(instanceId)
        .setTimeStamp(String(BigInt(Date.now()) * TICKS_PER_MILLISECOND))
        .setState(gossip.MemberInfo.VNodeState.LEADER)
        .setIsAlive(true)
        .setHttpEndPoint(endPoint);
      return new gossip.ClusterInfo().setMembersList([member]);
    }),
  };
}
