import persistent from '@eventstore/db-client/generated/persistent_pb.js';
import { ALL } from '../../access/caller.js';
import { readStreamName } from '../../messages/stream-name.js';
import { groupDoesNotExist, groupFailed } from '../errors.js';
import type { PersistentSubscriptions } from '../persistent-subscriptions.js';
import { requiredOptions } from '../../messages/required-options.js';
import { groupInfo } from './group-info.js';
import { readGroupName } from './group-name.js';
import { readGroupUpdate, readNewGroup } from './wanted-group.js';

/** What can be done to groups, once it is clear that the caller may. */
export class Management {
  constructor(private readonly subscriptions: PersistentSubscriptions) {}

  async create(request: persistent.CreateReq): Promise<persistent.CreateResp> {
    await this.subscriptions.create(readNewGroup(requiredOptions(request.getOptions())));
    return new persistent.CreateResp();
  }

  async update(request: persistent.UpdateReq): Promise<persistent.UpdateResp> {
    await this.subscriptions.update(readGroupUpdate(requiredOptions(request.getOptions())));
    return new persistent.UpdateResp();
  }

  async delete(request: persistent.DeleteReq): Promise<persistent.DeleteResp> {
    await this.subscriptions.delete(readGroupName(requiredOptions(request.getOptions())));
    return new persistent.DeleteResp();
  }

  async getInfo(request: persistent.GetInfoReq): Promise<persistent.GetInfoResp> {
    const running = this.subscriptions.find(readGroupName(requiredOptions(request.getOptions())));
    return new persistent.GetInfoResp().setSubscriptionInfo(await groupInfo(running));
  }

  async list(request: persistent.ListReq): Promise<persistent.ListResp> {
    const options = requiredOptions(request.getOptions()).getListForStream();
    const stream = options && (options.hasAll() ? ALL : readStreamName(options.getStream()));
    const groups = this.subscriptions.list(stream);
    if (stream !== undefined && groups.length === 0) throw groupDoesNotExist({ stream, group: '' });
    const infos: persistent.SubscriptionInfo[] = [];
    for (const running of groups) infos.push(await groupInfo(running));
    return new persistent.ListResp().setSubscriptionsList(infos);
  }

  async replayParked(request: persistent.ReplayParkedReq): Promise<persistent.ReplayParkedResp> {
    const options = requiredOptions(request.getOptions());
    const name = readGroupName(options);
    const running = this.subscriptions.find(name);
    const limit = options.hasStopAt() ? BigInt(options.getStopAt()) : undefined;
    if (limit !== undefined && limit < 0n) throw groupFailed(name, 'Stop the replay at a positive number.');
    await running.replayParked(limit);
    return new persistent.ReplayParkedResp();
  }
}
