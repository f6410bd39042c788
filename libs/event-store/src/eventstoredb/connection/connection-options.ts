import { InvalidConnectionString } from './invalid-connection-string.js';

/** The options of the client's connection strings that make sense here, by their names there. */
export interface ConnectionOptions {
  readonly tls: boolean;
  /** Paths of PEM files. */
  readonly tlsCAFile?: string;
  readonly userCertFile?: string;
  readonly userKeyFile?: string;
  readonly connectionName?: string;
  /** Milliseconds that a call may take. */
  readonly defaultDeadline?: number;
  readonly maxDiscoverAttempts?: number;
  /** Milliseconds. */
  readonly discoveryInterval?: number;
  /** Seconds. */
  readonly gossipTimeout?: number;
  /** Milliseconds, -1 for never. */
  readonly keepAliveInterval?: number;
  readonly keepAliveTimeout?: number;
}

type Check = (value: string) => string | number | boolean | undefined;

const text: Check = (value) => value;
const count: Check = (value) => (/^[1-9]\d{0,8}$/.test(value) ? Number(value) : undefined);
const keepAlive: Check = (value) => (value === '-1' ? -1 : count(value));
const flag: Check = (value) => ({ true: true, false: false })[value];
const only =
  (wanted: string): Check =>
  (value) =>
    value.toLowerCase() === wanted ? value : undefined;

/** What an option must be; the last three are options of the client with which this adapter would be wrong. */
const CHECKS: Readonly<Record<string, readonly [check: Check, allowed: string]>> = {
  tls: [flag, 'true or false'],
  tlsCAFile: [text, 'a path'],
  userCertFile: [text, 'a path'],
  userKeyFile: [text, 'a path'],
  connectionName: [text, 'a text'],
  defaultDeadline: [count, 'milliseconds from 1'],
  maxDiscoverAttempts: [count, 'a whole number from 1'],
  discoveryInterval: [count, 'milliseconds from 1'],
  gossipTimeout: [count, 'seconds from 1'],
  keepAliveInterval: [keepAlive, 'milliseconds from 1, or -1'],
  keepAliveTimeout: [keepAlive, 'milliseconds from 1, or -1'],
  nodePreference: [only('leader'), 'leader: what was written must be readable at once'],
  throwOnAppendFailure: [only('true'), 'true'],
  tlsVerifyCert: [only('true'), 'true: name the authority of a private certificate with tlsCAFile'],
};

/**
 * Reads what stands behind the question mark. As the client does, it looks neither at the case of an option's name
 * nor at dashes and underscores in it.
 *
 * @throws InvalidConnectionString that names the option, and never shows a name that is not known or a value
 */
export function readOptions(query: string): ConnectionOptions {
  const options: Record<string, unknown> = { tls: true };
  for (const pair of query.split('&').filter((part) => part !== '')) {
    const [key = '', value = ''] = pair.split('=', 2);
    const name = nameOf(key);
    const [check, allowed] = CHECKS[name] ?? unknown();
    const read = check(decode(name, value));
    if (read === undefined || read === '') {
      throw new InvalidConnectionString(`has an option ${name} that is not ${allowed}`);
    }
    options[name] = read;
  }
  if ((options['userCertFile'] === undefined) !== (options['userKeyFile'] === undefined)) {
    throw new InvalidConnectionString('has only one of userCertFile and userKeyFile');
  }
  return options as unknown as ConnectionOptions;
}

function nameOf(key: string): string {
  const flat = key.trim().toLowerCase().replaceAll(/[_-]/g, '');
  return Object.keys(CHECKS).find((name) => name.toLowerCase() === flat) ?? unknown();
}

function unknown(): never {
  throw new InvalidConnectionString(`has an option that is not one of ${Object.keys(CHECKS).join(', ')}`);
}

function decode(name: string, value: string): string {
  try {
    return decodeURIComponent(value.trim());
  } catch {
    throw new InvalidConnectionString(`has a percent sign in ${name} that encodes nothing: write %25`);
  }
}
