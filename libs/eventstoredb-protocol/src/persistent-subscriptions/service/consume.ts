import { on } from 'node:events';
import type persistent from '@eventstore/db-client/generated/persistent_pb.js';
import type { Caller } from '../../access/caller.js';
import { endOf } from '../../rpc/call-end.js';
import { invalidArgument, shuttingDown } from '../../rpc/errors.js';
import type { RpcError } from '../../rpc/rpc-error.js';
import type { ServerParts } from '../../server-parts.js';
import type { PersistentSubscriptions } from '../persistent-subscriptions.js';
import { ConsumerCall, type ReadCall } from './consumer-call.js';
import { readGroupName } from './group-name.js';

type Requests = AsyncIterableIterator<[persistent.ReadReq]>;

/** Milliseconds after which it is looked at again what the client may do. */
const RECHECK_AFTER = 1_000;

/** Lets a client consume from a group until it leaves, or is dropped. */
export async function consume(
  { authenticator, closing }: ServerParts,
  subscriptions: PersistentSubscriptions,
  call: ReadCall,
): Promise<void> {
  const caller = await authenticator.authenticate(call);
  await new Consumption(subscriptions, caller, call).run(closing);
}

class Consumption {
  readonly #over = new AbortController();
  #dropped: RpcError | undefined;
  #checkedAt = performance.now();

  constructor(
    private readonly subscriptions: PersistentSubscriptions,
    private readonly caller: Caller,
    private readonly call: ReadCall,
  ) {}

  /** Resolves when the client has left. @throws RpcError when it is dropped, or the server is being closed */
  async run(closing: AbortSignal): Promise<void> {
    const { signal } = this.#over;
    const end = endOf(this.call, closing);
    if (end.aborted) this.#over.abort();
    end.addEventListener('abort', () => {
      this.#over.abort();
    });
    try {
      await this.#serve(on(this.call, 'data', { close: ['end'], signal }) as Requests);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
    if (closing.aborted) throw shuttingDown();
    if (this.#dropped) throw this.#dropped;
  }

  async #serve(requests: Requests): Promise<void> {
    const first = await requests.next();
    if (first.done === true) return;
    const options = first.value[0].getOptions();
    if (!options) throw invalidArgument('A consumer sends its options first.');
    const name = readGroupName(options);
    await this.caller.checkRead(name.stream);
    const running = this.subscriptions.find(name);
    const consumer = new ConsumerCall(this.call, running, this.caller, options, (error) => {
      this.#dropped = error;
      this.#over.abort();
    });
    running.join(consumer);
    try {
      for await (const [request] of requests) {
        await this.#recheck(name.stream);
        consumer.take(request);
      }
    } finally {
      running.leave(consumer);
    }
  }

  async #recheck(stream: string): Promise<void> {
    if (performance.now() - this.#checkedAt < RECHECK_AFTER) return;
    this.#checkedAt = performance.now();
    await this.caller.checkRead(stream);
  }
}
