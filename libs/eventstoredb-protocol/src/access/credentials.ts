import type { Metadata } from '@grpc/grpc-js';

/** What a call says of who makes it. */
export interface Credentials {
  /** The user name of Basic credentials. */
  readonly name?: string;
  /** The password of Basic credentials, or a bearer token. */
  readonly secret: string;
}

/** The credentials in the `authorization` of a call, if there are any that can be read. */
export function readCredentials(metadata: Metadata): Credentials | undefined {
  const [, scheme = '', value = ''] = /^(\w+) +(\S+) *$/.exec(String(metadata.get('authorization')[0])) ?? [];
  if (scheme.toLowerCase() === 'bearer') return { secret: value };
  if (scheme.toLowerCase() !== 'basic') return undefined;
  const [, name, secret] = /^([^:]*):(.*)$/s.exec(Buffer.from(value, 'base64').toString('utf8')) ?? [];
  return name === undefined || secret === undefined ? undefined : { name, secret };
}
