import type { EmbeddedLog } from '#event-store/embedded';
import { shuttingDown } from '../rpc/errors.js';
import type { OnFailure } from '../rpc/handlers.js';
import { checkGroup } from './check-group.js';
import { groupDoesNotExist, groupExists, groupFailed } from './errors.js';
import type { GroupConfig, GroupUpdate, NewGroup } from './group-config.js';
import { isToAll, subscriptionId, type GroupName } from './names.js';
import { RunningGroup } from './running/running-group.js';
import { Source } from './running/source.js';
import { Configs } from './store/configs.js';

/** All groups of a store. What changes them is done one after the other, and is on the disk when it resolves. */
export class PersistentSubscriptions {
  readonly #groups = new Map<string, RunningGroup>();
  readonly #configs: Configs;
  #turn: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  private constructor(
    private readonly log: EmbeddedLog,
    private readonly onFailure: OnFailure,
  ) {
    this.#configs = new Configs(log);
  }

  /** @throws UnreadableConfig */
  static async open(log: EmbeddedLog, onFailure: OnFailure): Promise<PersistentSubscriptions> {
    const subscriptions = new PersistentSubscriptions(log, onFailure);
    await subscriptions.#start(await subscriptions.#configs.load());
    return subscriptions;
  }

  /** @throws RpcError when there is no such group */
  find(name: GroupName): RunningGroup {
    this.#checkOpen();
    const group = this.#groups.get(subscriptionId(name));
    if (!group) throw groupDoesNotExist(name);
    return group;
  }

  /** All groups, or those of one stream. */
  list(stream?: string): readonly RunningGroup[] {
    this.#checkOpen();
    const groups = [...this.#groups.values()];
    return stream === undefined ? groups : groups.filter(({ config }) => config.stream === stream);
  }

  /** @throws RpcError when there is such a group already, or it cannot be as it is wanted */
  create(wanted: NewGroup): Promise<void> {
    return this.#inTurn(async () => {
      const id = subscriptionId(wanted);
      if (this.#groups.has(id)) throw groupExists(wanted);
      checkGroup(wanted);
      const config = { ...wanted, startAfter: await this.#startAfter(wanted) };
      const group = await RunningGroup.openAnew(this.log, config, this.onFailure);
      await this.#configs.save([...this.#all(), config]);
      this.#groups.set(id, group);
    });
  }

  /** Its consumers are dropped; the group goes on where it was. @throws RpcError as `create` does */
  update(wanted: GroupUpdate): Promise<void> {
    return this.#inTurn(async () => {
      const id = subscriptionId(wanted);
      const group = this.find(wanted);
      const { filter, startFrom, startAfter } = group.config;
      const asked = { ...wanted, filter };
      checkGroup(asked);
      const isSameStart = wanted.startFrom === startFrom;
      const config = {
        ...asked,
        startAfter: isSameStart ? startAfter : await this.#startAfter(asked),
      };
      await this.#configs.save(this.#all().map((each) => (subscriptionId(each) === id ? config : each)));
      await group.close();
      this.#groups.set(id, await RunningGroup.open(this.log, config, this.onFailure));
    });
  }

  /** Its consumers are dropped, and all that the store had of it is deleted. */
  delete(name: GroupName): Promise<void> {
    return this.#inTurn(async () => {
      const id = subscriptionId(name);
      const group = this.find(name);
      await this.#configs.save(this.#all().filter((each) => subscriptionId(each) !== id));
      this.#groups.delete(id);
      await group.close();
      await group.disk.remove();
    });
  }

  /** Drops all consumers and begins with what is on the disk. */
  restart(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#closeAll();
      const configs = await this.#configs.load();
      this.#groups.clear();
      await this.#start(configs);
    });
  }

  /** Drops all consumers, at once; nothing can be done with it after that. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#closeAll();
    // A change under way still needs to know the groups, and may have opened one.
    await this.#turn;
    await this.#closeAll();
  }

  async #start(configs: readonly GroupConfig[]): Promise<void> {
    for (const config of configs) {
      this.#groups.set(subscriptionId(config), await RunningGroup.open(this.log, config, this.onFailure));
    }
  }

  async #closeAll(): Promise<void> {
    await Promise.all([...this.#groups.values()].map((group) => group.close()));
  }

  async #startAfter(wanted: NewGroup): Promise<bigint> {
    const nothing = isToAll(wanted) ? 0n : -1n;
    if (wanted.startFrom === 'start') return nothing;
    const head = (await new Source(this.log, wanted).head()) ?? nothing;
    if (wanted.startFrom === 'end') return head;
    if (isToAll(wanted) && wanted.startFrom > head) {
      throw groupFailed(wanted, `Start from the position of an event: the last one is ${head}.`);
    }
    return wanted.startFrom > nothing ? wanted.startFrom - 1n : nothing;
  }

  #all(): readonly GroupConfig[] {
    return [...this.#groups.values()].map(({ config }) => config);
  }

  #checkOpen(): void {
    if (this.#isClosed) throw shuttingDown();
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(() => {
      this.#checkOpen();
      return work();
    });
    this.#turn = done.catch(() => undefined);
    return done;
  }
}
