import { Transform } from 'class-transformer';
import { Matches, ValidateBy } from 'class-validator';
import { isIP } from 'node:net';
import { parseInstant } from '#clock';

/** Reads decimal digits as a number; leaves anything else for the validation to refuse. */
export function Digits(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value,
  );
}

/** Reads an RFC 3339 instant; leaves anything else for the validation to refuse. */
export function InstantText(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' ? (parseInstant(value) ?? value) : value,
  );
}

/** Accepts what `check` accepts. */
function Accepts(name: string, check: (value: unknown) => boolean): PropertyDecorator {
  return ValidateBy({ name, validator: { validate: check } });
}

export function IsInstant(): PropertyDecorator {
  return Accepts('isInstant', (value) => typeof value === 'string' && parseInstant(value) === value);
}

/** Base64 (or base64url) of exactly 32 bytes. */
export function IsKeyOf32Bytes(): PropertyDecorator {
  return Accepts(
    'isKeyOf32Bytes',
    (value) =>
      typeof value === 'string' &&
      /^[A-Za-z0-9+/_-]{43}=?$/.test(value) &&
      Buffer.from(value, 'base64').length === 32,
  );
}

export function IsMongoUrl(): PropertyDecorator {
  return Matches(/^mongodb(\+srv)?:\/\/\S{1,4000}$/);
}

/** How many proxies stand in front, or which: addresses, networks, or the names that Fastify knows. */
export type TrustedProxies = false | number | string;

export function ProxyList(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }): unknown => {
    if (value === 'false' || value === '0') return false;
    if (typeof value !== 'string') return value;
    return /^\d$/.test(value) ? Number(value) : value.replaceAll(/\s*,\s*/g, ',');
  });
}

export function IsProxyList(): PropertyDecorator {
  return Accepts('isProxyList', (value) => {
    if (value === false || typeof value === 'number') return true;
    return typeof value === 'string' && value.split(',').every(isProxy);
  });
}

function isProxy(text: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true;
  const [address = '', prefix, ...rest] = text.split('/');
  const bits = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return bits > 0 && rest.length === 0 && (prefix === undefined || isPrefix(prefix, bits));
}

function isPrefix(text: string, bits: number): boolean {
  return /^\d{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= bits;
}
