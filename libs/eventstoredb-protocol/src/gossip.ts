import { randomUUID } from 'node:crypto';
import type grpcGossip from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import gossip from '@eventstore/db-client/generated/gossip_pb.js';
import { uuidText } from './messages/uuid.js';
import { invalidArgument } from './rpc/errors.js';
import { Handlers, type OnFailure } from './rpc/handlers.js';
import { ticksOf } from './messages/ticks.js';

/** A cluster of one node, which leads it and is to be found where the client has found it. */
export function gossipService(onFailure: OnFailure): grpcGossip.IGossipServer {
  const instanceId = uuidText(randomUUID());
  return {
    read: new Handlers(onFailure).unary(async (call) => {
      const [, address, port] = /^(.+):(\d{1,5})$/.exec(call.getHost()) ?? [];
      if (address === undefined)
        throw invalidArgument('The call does not say which host and port it came to.');
      const endPoint = new gossip.EndPoint().setAddress(address).setPort(Number(port));
      const member = new gossip.MemberInfo()
        .setInstanceId(instanceId)
        .setTimeStamp(ticksOf(Date.now()))
        .setState(gossip.MemberInfo.VNodeState.LEADER)
        .setIsAlive(true)
        .setHttpEndPoint(endPoint);
      return new gossip.ClusterInfo().setMembersList([member]);
    }),
  };
}
