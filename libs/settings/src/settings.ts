import 'reflect-metadata';
import { IsIn, IsInt, IsOptional, Length, Matches, Max, Min } from 'class-validator';
import type { Instant } from '#clock';
import {
  Digits,
  InstantText,
  IsInstant,
  IsKeyOf32Bytes,
  IsMongoUrl,
  IsProxyList,
  ProxyList,
  type TrustedProxies,
} from './values.js';
import { Variable } from './variable.js';

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Everything that can be set from outside. A property's initial value is the default of its variable. */
export class Settings {
  @Variable('PORT', {
    meaning: 'where the API listens; 0 takes any free port',
    allowed: 'a whole number from 0 to 65535',
  })
  @Digits()
  @IsInt()
  @Min(0)
  @Max(65_535)
  readonly port: number = 3000;

  @Variable('WORKER_PORT', {
    meaning: 'where a worker in a process of its own answers /health and /metrics; 0 takes any free port',
    allowed: 'a whole number from 0 to 65535',
  })
  @Digits()
  @IsInt()
  @Min(0)
  @Max(65_535)
  readonly workerPort: number = 3001;

  @Variable('HOST', {
    meaning: 'address to listen on; 0.0.0.0 for all',
    allowed: 'a host name or an IP address',
  })
  @Matches(/^[\w.:-]{1,253}$/)
  readonly host: string = '127.0.0.1';

  @Variable('DATA_DIR', {
    meaning: 'directory of the embedded store and of the keys',
    allowed: 'a path of at most 4096 characters',
  })
  @Length(1, 4096)
  readonly dataDir: string = './data';

  @Variable('LOG_LEVEL', {
    meaning: 'least severe log lines that are written',
    allowed: `one of ${LOG_LEVELS.join(', ')}`,
  })
  @IsIn(LOG_LEVELS)
  readonly logLevel: LogLevel = 'info';

  @Variable('NODE_ENV', {
    meaning: '`production` refuses the settings that are for tests',
    allowed: 'one of production, development, test',
  })
  @IsIn(['production', 'development', 'test'])
  readonly environment: 'production' | 'development' | 'test' = 'development';

  @Variable('ADMIN_API_KEY', {
    meaning: 'the first admin key; a later change replaces it. Without it one is made at the first start',
    allowed: '16 to 1000 printable ASCII characters, none of them a blank',
    secret: true,
  })
  @IsOptional()
  @Matches(/^[\x21-\x7e]{16,1000}$/)
  readonly adminApiKey: string | undefined = undefined;

  @Variable('PERSONAL_DATA_KEY', {
    meaning:
      'master key of all personal data, base64 of 32 bytes. Without it one is made in `DATA_DIR/master.key`',
    allowed: '32 bytes in base64, as `openssl rand -base64 32` makes them',
    secret: true,
  })
  @IsOptional()
  @IsKeyOf32Bytes()
  readonly personalDataKey: string | undefined = undefined;

  @Variable('KEY_GUESSES_PER_MINUTE', {
    meaning:
      'wrong API keys that one process accepts from one address (of IPv6: from one network of 64 bits) in a minute; ten times as many from all together',
    allowed: 'a whole number from 1 to 1000000',
  })
  @Digits()
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  readonly keyGuessesPerMinute: number = 60;

  @Variable('CODE_GUESSES_PER_MINUTE', {
    meaning:
      'wrong voucher codes that one process accepts from the holder of one API key in a minute; ten times as many from all together',
    allowed: 'a whole number from 1 to 1000000',
  })
  @Digits()
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  readonly codeGuessesPerMinute: number = 60;

  @Variable('TRUST_PROXY', {
    meaning: "proxies in front that are trusted to name the client's address: how many, or their addresses",
    allowed: 'false, a number from 1 to 9, or a comma-separated list of IP addresses and networks',
  })
  @ProxyList()
  @IsProxyList()
  readonly trustProxy: TrustedProxies = false;

  @Variable('CLOCK_STARTS_AT', {
    meaning: 'for tests: a simulated clock that starts at this instant and ticks',
    allowed: 'an RFC 3339 instant with offset such as 2014-05-01T12:00:00Z',
  })
  @InstantText()
  @IsOptional()
  @IsInstant()
  readonly clockStartsAt: Instant | undefined = undefined;

  @Variable('EVENTSTOREDB_URL', {
    meaning: 'EventStoreDB 23.10 or later instead of the embedded event store: its connection string',
    allowed: 'a connection string such as esdb://user:password@host:2113, or esdb+discover:// for a cluster',
    secret: true,
  })
  @IsOptional()
  @Matches(/^esdb(\+discover)?:\/\/\S{1,4000}$/)
  readonly eventStoreDbUrl: string | undefined = undefined;

  @Variable('MONGODB_URL', {
    meaning:
      'MongoDB 5 or later instead of the embedded read models and access keys: its connection string. A database that it does not name is `second-shot`',
    allowed: 'a connection string such as mongodb://user:password@host:27017/second-shot, or mongodb+srv://',
    secret: true,
  })
  @IsOptional()
  @IsMongoUrl()
  readonly mongoDbUrl: string | undefined = undefined;

  @Variable('PERSONAL_DATA_MONGODB_URL', {
    meaning:
      'MongoDB instead of `DATA_DIR/keys.sqlite` for the keys of personal data: its connection string. Required in production where `MONGODB_URL` is set. A database that it does not name is `second-shot-keys`',
    allowed:
      'a connection string such as mongodb://user:password@host:27017/second-shot-keys, or mongodb+srv://',
    secret: true,
  })
  @IsOptional()
  @IsMongoUrl()
  readonly personalDataMongoDbUrl: string | undefined = undefined;

  @Variable('EVENTSTOREDB_PROTOCOL_PORT', {
    meaning:
      "serve the embedded store over EventStoreDB's protocol on this port of `HOST`; 0 takes any free one",
    allowed: 'a whole number from 0 to 65535',
  })
  @Digits()
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(65_535)
  readonly eventStoreDbProtocolPort: number | undefined = undefined;

  @Variable('EVENTSTOREDB_PROTOCOL_CERTIFICATE_FILE', {
    meaning: 'certificate chain in PEM: encrypts the connections to that port',
    allowed: 'a path of at most 4096 characters',
  })
  @IsOptional()
  @Length(1, 4096)
  readonly eventStoreDbProtocolCertificateFile: string | undefined = undefined;

  @Variable('EVENTSTOREDB_PROTOCOL_KEY_FILE', {
    meaning: 'private key of that certificate in PEM',
    allowed: 'a path of at most 4096 characters',
  })
  @IsOptional()
  @Length(1, 4096)
  readonly eventStoreDbProtocolKeyFile: string | undefined = undefined;

  @Variable('EVENTSTOREDB_PROTOCOL_ACCESS', {
    meaning:
      'who may use that port: `keys`, whoever gives an API key as the password; `open`, for tests, everybody on this machine',
    allowed: 'one of keys, open',
  })
  @IsIn(['keys', 'open'])
  readonly eventStoreDbProtocolAccess: 'keys' | 'open' = 'keys';
}
