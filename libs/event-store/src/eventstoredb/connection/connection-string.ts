import { InvalidConnectionString } from './invalid-connection-string.js';
import { readOptions, type ConnectionOptions } from './connection-options.js';

interface Host {
  readonly address: string;
  readonly port: number;
}

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

export interface ConnectionTarget {
  /** At least one; where to ask for the cluster's members when `discover` is set. */
  readonly hosts: readonly [Host, ...Host[]];
  readonly discover: boolean;
  readonly credentials: Credentials | undefined;
  readonly options: ConnectionOptions;
}

const FORM = /^esdb(\+discover)?:\/\/([^/?#]*)\/?(?:\?(.*))?$/s;
const DEFAULT_PORT = 2113;
const ENCODE = 'write %3A for a colon, %40 for an at sign, %2F for a slash and %3F for a question mark in it';

/**
 * Reads a connection string. The client has a reader of its own, but that one cuts a password at an unencoded colon,
 * prints the whole string when it meets an unknown option, and into its debug output.
 *
 * @throws InvalidConnectionString
 */
export function readConnectionString(text: string): ConnectionTarget {
  if (!/^esdb(\+discover)?:\/\//.test(text)) {
    throw new InvalidConnectionString('does not begin with esdb:// or esdb+discover://');
  }
  const [, discover, authority = '', query = ''] = FORM.exec(text) ?? [];
  if (authority === '' || query.includes('@')) throw new InvalidConnectionString(unreadable());
  const at = authority.indexOf('@');
  return {
    discover: discover !== undefined,
    credentials: at < 0 ? undefined : readCredentials(authority.slice(0, at)),
    hosts: readHosts(authority.slice(at + 1)),
    options: readOptions(query),
  };
}

function readCredentials(text: string): Credentials {
  const [username = '', password = '', ...more] = text.split(':');
  if (more.length > 0) throw new InvalidConnectionString(`has an unencoded colon in the password: ${ENCODE}`);
  if (username === '' || password === '') {
    throw new InvalidConnectionString('has a user without a password, or a password without a user');
  }
  try {
    return { username: decodeURIComponent(username), password: decodeURIComponent(password) };
  } catch {
    throw new InvalidConnectionString(
      'has a percent sign in user or password that encodes nothing: write %25',
    );
  }
}

function readHosts(text: string): readonly [Host, ...Host[]] {
  if (text.includes('@')) throw new InvalidConnectionString(`has more than one at sign: ${ENCODE}`);
  const [first = '', ...others] = text.split(',');
  return [readHost(first), ...others.map(readHost)];
}

function readHost(text: string): Host {
  const [, address = '', port = String(DEFAULT_PORT)] = /^([\w.-]+)(?::(\d{1,5}))?$/.exec(text) ?? [];
  if (address === '' || Number(port) < 1 || Number(port) > 65_535)
    throw new InvalidConnectionString(unreadable());
  return { address, port: Number(port) };
}

function unreadable(): string {
  return `is not of the form esdb://user:password@host:2113?tls=true; ${ENCODE}`;
}
