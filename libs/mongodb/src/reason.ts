import { MongoServerSelectionError } from 'mongodb';

/**
 * Why a call failed. Of servers that are of another replica set, or of none, the driver says no more than that it
 * found none in time.
 */
export function reasonOf(error: Error): string {
  if (!(error instanceof MongoServerSelectionError)) return error.message;
  const { setName, servers } = error.reason ?? {};
  const isForeign = typeof setName === 'string' && servers?.size === 0;
  return isForeign ? `no server that it names is a member of the replica set ${setName}` : error.message;
}
