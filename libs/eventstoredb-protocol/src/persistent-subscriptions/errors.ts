import { status } from '@grpc/grpc-js';
import { RpcError } from '../rpc/rpc-error.js';
import type { GroupName } from './names.js';

function trailers(exception: string, { stream, group }: GroupName) {
  return { exception, 'stream-name': stream, 'group-name': group };
}

export function groupExists(name: GroupName): RpcError {
  const details = `Subscription group ${name.group} on stream ${name.stream} exists.`;
  return new RpcError(status.ALREADY_EXISTS, details, trailers('persistent-subscription-exists', name));
}

export function groupDoesNotExist(name: GroupName): RpcError {
  const details = `Subscription group ${name.group} on stream ${name.stream} does not exist.`;
  return new RpcError(status.NOT_FOUND, details, trailers('persistent-subscription-does-not-exist', name));
}

/** @param reason a sentence that says what to do */
export function groupFailed(name: GroupName, reason: string): RpcError {
  const details = `Subscription group ${name.group} on stream ${name.stream} failed: '${reason}'`;
  return new RpcError(status.INTERNAL, details, {
    ...trailers('persistent-subscription-failed', name),
    reason,
  });
}

export function maximumSubscribersReached(name: GroupName): RpcError {
  const details = `Maximum subscriptions reached for subscription group ${name.group} on stream ${name.stream}.`;
  return new RpcError(status.FAILED_PRECONDITION, details, trailers('maximum-subscribers-reached', name));
}

export function consumerDropped(name: GroupName): RpcError {
  const details = `Subscription group ${name.group} on stream ${name.stream} was dropped.`;
  return new RpcError(status.CANCELLED, details, trailers('persistent-subscription-dropped', name));
}
