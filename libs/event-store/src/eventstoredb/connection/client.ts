import { readFileSync } from 'node:fs';
import {
  EventStoreDBClient,
  type ChannelCredentialOptions,
  type DNSClusterOptions,
  type GossipClusterOptions,
  type SingleNodeOptions,
} from '@eventstore/db-client';
import type { ConnectionOptions } from './connection-options.js';
import type { ConnectionTarget, Credentials } from './connection-string.js';
import { InvalidConnectionString } from './invalid-connection-string.js';

type Settings = DNSClusterOptions & GossipClusterOptions & SingleNodeOptions;
type OpenChannel = EventStoreDBClient['getChannel'];

/**
 * The official client, with two things changed.
 *
 * Each append is a call of its own. By default the client puts all appends on one shared stream, where a server that
 * ends it leaves them hanging, an error of one client rejects the appends of every other in the process, an answer
 * that comes after that ends the process with an uncaught error, and so does a connection that is lost while appends
 * queue for it.
 *
 * And it can be closed: `dispose()` leaves the channel open, and with it the connection.
 */
export class Client extends EventStoreDBClient {
  /** What the client asks the server for before it shares a stream. */
  protected override supports = (): Promise<boolean> => Promise.resolve(false);
  #channel: ReturnType<OpenChannel> | undefined;

  constructor(settings: Settings, security: ChannelCredentialOptions, credentials: Credentials | undefined) {
    super(settings, security, credentials);
    const open = this.getChannel;
    this.getChannel = () => (this.#channel = open());
  }

  /** Ends the calls under way and the connection. */
  async close(): Promise<void> {
    // It cancels every call at once. Then it waits for their ends, for ever where a read was left before its answer
    // came: nobody reads on to that end.
    void this.dispose();
    const channel = await this.#channel?.catch(() => undefined);
    channel?.close();
  }
}

/**
 * Makes a client; nothing is connected before the first call.
 *
 * @throws InvalidConnectionString when a file that is named cannot be read
 */
export function createClient({ hosts, discover, credentials, options }: ConnectionTarget): Client {
  const [host, ...others] = hosts;
  const where = discover
    ? { discover: host }
    : others.length > 0
      ? { endpoints: [...hosts] }
      : { endpoint: host };
  return new Client({ ...where, ...clientOptions(options) } as Settings, security(options), credentials);
}

function clientOptions(options: ConnectionOptions): Partial<Settings> {
  const { connectionName, maxDiscoverAttempts, discoveryInterval, gossipTimeout } = options;
  const { keepAliveInterval, keepAliveTimeout } = options;
  return {
    connectionName: connectionName ?? 'second-shot',
    ...(maxDiscoverAttempts !== undefined && { maxDiscoverAttempts }),
    ...(discoveryInterval !== undefined && { discoveryInterval }),
    ...(gossipTimeout !== undefined && { gossipTimeout }),
    ...(keepAliveInterval !== undefined && { keepAliveInterval }),
    ...(keepAliveTimeout !== undefined && { keepAliveTimeout }),
  };
}

function security({
  tls,
  tlsCAFile,
  userCertFile,
  userKeyFile,
}: ConnectionOptions): ChannelCredentialOptions {
  if (!tls) return { insecure: true };
  return {
    ...(tlsCAFile !== undefined && { rootCertificate: fileOf('tlsCAFile', tlsCAFile) }),
    ...(userCertFile !== undefined && { userCertFile: fileOf('userCertFile', userCertFile) }),
    ...(userKeyFile !== undefined && { userKeyFile: fileOf('userKeyFile', userKeyFile) }),
  };
}

function fileOf(option: string, path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    throw new InvalidConnectionString(`names a file as ${option} that cannot be read`);
  }
}
