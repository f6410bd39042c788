import { readConnectionString } from './connection-string.js';
import { InvalidConnectionString } from './invalid-connection-string.js';

const ACCEPTED: readonly [text: string, expected: object][] = [
  [
    'esdb://localhost',
    { hosts: [{ address: 'localhost', port: 2113 }], discover: false, options: { tls: true } },
  ],
  ['esdb://localhost:2114/?tls=false', { hosts: [{ port: 2114 }], options: { tls: false } }],
  [
    'esdb://a:1,b,c.example.org:65535',
    { hosts: [{ port: 1 }, { address: 'b', port: 2113 }, { port: 65_535 }] },
  ],
  ['esdb+discover://cluster.example.org', { discover: true, credentials: undefined }],
  [
    'esdb://admin:a%3Ab%40c%2Fd%3Fe%25@host?defaultDeadline=900',
    { credentials: { username: 'admin', password: 'a:b@c/d?e%' }, options: { defaultDeadline: 900 } },
  ],
  [
    'esdb://host?TLS-CA-File=%2Fca.pem&keep_alive_interval=-1',
    { options: { tlsCAFile: '/ca.pem', keepAliveInterval: -1 } },
  ],
  ['esdb://host?nodePreference=Leader&throwOnAppendFailure=true', { hosts: [{ address: 'host' }] }],
];

const REFUSED: readonly [text: string, sentence: RegExp][] = [
  ['http://admin:hunter2@host', /begin with esdb:\/\/ or esdb\+discover:\/\//],
  ['ESDB://admin:hunter2@host', /begin with/],
  ['esdb+x://admin:hunter2@host', /begin with/],
  ['esdb://', /not of the form/],
  ['esdb://admin:hunter2@', /not of the form/],
  ['esdb://admin:hunter2@host:0', /not of the form/],
  ['esdb://admin:hunter2@host:99999', /not of the form/],
  ['esdb://admin:hunter2@host:port', /not of the form/],
  ['esdb://admin:hun:ter2@host', /unencoded colon in the password.*%3A/],
  ['esdb://admin:hunt@er2@host', /more than one at sign.*%40/],
  ['esdb://admin:hun/ter2@host', /not of the form.*%2F/],
  ['esdb://admin:hun?ter2@host', /not of the form.*%3F/],
  ['esdb://admin:hunter2%@host', /percent sign/],
  ['esdb://hunter2@host', /user without a password/],
  ['esdb://:hunter2@host', /password without a user/],
  ['esdb://host?hunter2=1', /not one of tls,/],
  ['esdb://host?__proto__=hunter2', /not one of tls,/],
  ['esdb://host?constructor=hunter2', /not one of tls,/],
  ['esdb://host?tls=hunter2', /option tls that is not true or false/],
  ['esdb://host?tls', /option tls that is not true or false/],
  ['esdb://host?defaultDeadline=hunter2', /option defaultDeadline that is not milliseconds/],
  ['esdb://host?tlsCAFile=', /option tlsCAFile that is not a path/],
  ['esdb://host?tlsCAFile=%hunter2', /percent sign in tlsCAFile/],
  ['esdb://host?userCertFile=hunter2', /only one of userCertFile and userKeyFile/],
  ['esdb://host?nodePreference=follower', /nodePreference that is not leader/],
  ['esdb://host?throwOnAppendFailure=false', /throwOnAppendFailure that is not true/],
  ['esdb://host?tlsVerifyCert=false', /tlsVerifyCert that is not true.*tlsCAFile/],
];

function refusal(text: string): InvalidConnectionString {
  try {
    readConnectionString(text);
  } catch (error) {
    if (error instanceof InvalidConnectionString) return error;
  }
  throw new RangeError(`${text} was to be refused.`);
}

describe('the connection string of EventStoreDB', () => {
  it.each(ACCEPTED)('%s is understood', (text, expected) => {
    expect(readConnectionString(text)).toMatchObject(expected);
  });

  it.each(REFUSED)('%s is refused with a sentence that says what to do', (text, sentence) => {
    const { message, code } = refusal(text);
    expect(code).toBe('INVALID_CONNECTION_STRING');
    expect(message).toMatch(sentence);
    expect(message).toMatch(/^The connection string of EventStoreDB [^\n]+\.$/);
  });

  it.each(REFUSED)('%s is refused without showing any of it', (text) => {
    const { message, stack } = refusal(text);
    expect(`${message} ${stack ?? ''}`).not.toMatch(/hun|ter2/);
  });
});
