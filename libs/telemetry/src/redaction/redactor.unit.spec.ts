import { formatVoucherCode, newVoucherCode } from '#personal-data';
import fc from 'fast-check';
import { randomBytes } from 'node:crypto';
import { createRedactor } from './redactor.js';

const redact = createRedactor();
const RUNS = { numRuns: 500 };

/** A line as the logger writes it, with the text in a value, in a list, in a key and in JSON within JSON. */
function lineWith(text: string): string {
  return JSON.stringify({
    level: 'info',
    correlationId: '550e8400-e29b-41d4-a716-446655440000',
    msg: text,
    list: [text],
    [text]: 1,
    nested: { body: JSON.stringify({ text }) },
  });
}

/** Whatever a reader could undo: escapes, encoding, case, spaces and dashes. */
function readable(line: string): string {
  const decoded = line.replaceAll(/%([\da-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
  return decoded.replaceAll(/\\[nrt]|[^0-9A-Za-z*~$=]/g, '').toUpperCase();
}

const around = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({
    unit: fc.constantFrom(
      'a',
      'Z',
      '0',
      '9',
      '-',
      '_',
      '/',
      '=',
      '"',
      '\\',
      '\n',
      '\t',
      ' ',
      '%',
      '%20',
      // Bytes that are not UTF-8.
      '%a9',
      '%e4%bd',
      '@',
      '.',
    ),
    maxLength: 20,
  }),
);

/** Fresh codes, because their makers are what must be trusted. */
const codes = fc.noShrink(fc.nat().map(() => newVoucherCode()));
const manners = fc.constantFrom<((code: string) => string)[]>(
  (code) => code,
  formatVoucherCode,
  (code) => formatVoucherCode(code).replaceAll('-', ' '),
  (code) => formatVoucherCode(code).replaceAll('-', '+'),
  (code) => formatVoucherCode(code).replaceAll('-', ' – '),
  (code) => code.toLowerCase(),
  (code) => formatVoucherCode(code).toLowerCase(),
  (code) => encodeURIComponent(code),
  (code) => encodeURIComponent(formatVoucherCode(code).replaceAll('-', ' ')),
  (code) => encodeURIComponent(encodeURIComponent(formatVoucherCode(code))),
  (code) => Array.from(code, (character) => `%${character.charCodeAt(0).toString(16)}`).join(''),
);

describe('redaction of voucher codes', () => {
  it('finds them wherever they stand and however they are written', () => {
    fc.assert(
      fc.property(codes, manners, around, around, (code, write, before, after) => {
        const redacted = redact(lineWith(before + write(code) + after));
        expect(readable(redacted)).not.toContain(code);
        JSON.parse(redacted);
      }),
      RUNS,
    );
  });

  it('finds those that were mistyped, when they stand alone', () => {
    const place = fc.nat(16);
    const wrong = fc.constantFrom(...Array.from('0123456789ABCDEFGHJKMNPQRSTVWXYZ'));
    const delimiter = fc.constantFrom(
      '',
      ' ',
      '/',
      '"',
      '=',
      '?',
      '.',
      ':',
      '\n',
      '%20',
      '(',
      '\u00e9',
      'code=',
    );
    const shown = fc.constantFrom((code: string) => code, formatVoucherCode);
    fc.assert(
      fc.property(codes, place, wrong, delimiter, shown, (code, index, character, before, show) => {
        const typed = code.slice(0, index) + character + code.slice(index + 1);
        fc.pre(/\d/.test(typed) && /[A-Z]/.test(typed));
        const redacted = redact(lineWith(`${before}${show(typed)} `));
        expect(readable(redacted)).not.toContain(typed);
        JSON.parse(redacted);
      }),
      RUNS,
    );
  });

  it.each([
    '/v1/vouchers/550e8400-e29b-41d4-a716-446655440000/history?asOf=2014-05-01T12:00:00.000Z',
    'Stream voucher-550e8400-e29b-41d4-a716-446655440000 is at revision 12, but 11 was expected.',
    'candidate-0191d4a2-7b1e-7c3e-9f00-2b1d3c4e5f60',
    'hash 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'commit d257c9a1f04be7d1a3f5b0c4d2e6f8a9b1c3d5e7',
    'at processTicksAndRejections (node:internal/process/task_queues:105:5)',
    'at async RecordExamResultHandler.execute (file:///srv/second-shot/dist/libs/application/src/handlers.js:41:12)',
    'WrongExpectedRevision IdempotencyReplayed ProgrammeOverview exam-statistics programme-overview',
    'that they have some more time than this had been',
    'position 12345678901234567 at 1398945600000',
    'fastify@5.12.8 in node_modules/@nestjs/core/injector/injector.js',
    'https://unpkg.com/@nestjs/core and http://127.0.0.1:3000/docs',
    'listening at http://[::1]:3000, 070-480 booked',
  ])('leaves %j as it is', (text) => {
    expect(redact(lineWith(text))).toBe(lineWith(text));
  });
});

describe('redaction of API keys', () => {
  const keys = fc.noShrink(
    fc.nat().map(() => `ss_${randomBytes(6).toString('hex')}_${randomBytes(32).toString('base64url')}`),
  );

  it('finds them wherever they stand', () => {
    fc.assert(
      fc.property(keys, around, around, fc.boolean(), (key, before, after, upper) => {
        const shown = upper ? key.toUpperCase() : key;
        const redacted = redact(lineWith(before + shown + after));
        expect(redacted).not.toContain(shown.slice(16, 58));
        JSON.parse(redacted);
      }),
      RUNS,
    );
  });

  it('finds a beginning of one', () => {
    expect(redact('{"msg":"got\\nss_0123456789ab_x and ss_01234567"}')).toBe(
      '{"msg":"got\\n[api key] and [api key]"}',
    );
    expect(redact('{"msg":"class_validators"}')).toBe('{"msg":"class_validators"}');
  });
});

describe('redaction of e-mail addresses', () => {
  it('finds them wherever they stand, also percent-encoded', () => {
    fc.assert(
      fc.property(fc.emailAddress(), around, around, fc.boolean(), (email, before, after, encoded) => {
        const text = encoded ? encodeURIComponent(email) : email;
        const redacted = redact(lineWith(before + text + after));
        expect(redacted).not.toContain(email);
        expect(redacted).not.toContain(text);
        JSON.parse(redacted);
      }),
      RUNS,
    );
  });

  it.each([
    ['ada@example.com', '[e-mail]'],
    ["<o'brien+vouchers@mail.example.co.uk>,", '<[e-mail]>,'],
    ['björn@bücher.example', '[e-mail]'],
    ['/v1/vouchers?email=ada@example.com&limit=2', '/v1/vouchers?email=[e-mail]&limit=2'],
    ['mailto:ada@example.com?subject=x', 'mailto:[e-mail]?subject=x'],
    ['to\nada@example.com\n', 'to\n[e-mail]\n'],
    ['/@example.com', '[e-mail]'],
  ])('makes %j into %j', (text, redacted) => {
    expect(redact(JSON.stringify({ msg: text }))).toBe(JSON.stringify({ msg: redacted }));
  });

  it('finds those with a quoted name', () => {
    expect(redact(JSON.stringify({ msg: 'for "Ada Lovelace"@example.com' }))).toBe('{"msg":"for [e-mail]"}');
  });
});

describe('redaction of credentials', () => {
  it.each([
    ['mongodb://user:hunter2@db:27017/x', 'mongodb://[redacted]@db:27017/x'],
    ['mongodb+srv://user:hun/ter@2@db/x', 'mongodb+srv://[redacted]@db/x'],
    [
      'unknown key in esdb://admin:changeit@a:1,b:2?tls=false',
      'unknown key in esdb://[redacted]@a:1,b:2?tls=false',
    ],
    ['https://user:pass@host/@scope/x', 'https://[redacted]@host/@scope/x'],
    ['Authorization: Bearer correct horse battery', 'Authorization: [redacted]'],
    ['authorization=Token abc', 'authorization: [redacted]'],
    ['Bearer abcdefghijkl', 'Bearer [redacted]'],
    ['Basic dXNlcjpwYXNz', 'Basic [redacted]'],
    ['sealed.1.abc-DEF_0.AAAA_-bb.', '[sealed].'],
  ])('makes %j into %j', (text, redacted) => {
    expect(redact(JSON.stringify({ msg: text }))).toBe(JSON.stringify({ msg: redacted }));
  });

  it('empties headers, as members, in lists and in JSON within JSON', () => {
    const headers = { authorization: 'Bearer "quoted \\ secret"', Cookie: 'a=secret', accept: '*/*' };
    expect(redact(JSON.stringify({ headers }))).toBe(
      '{"headers":{"authorization":"[redacted]","Cookie":"[redacted]","accept":"*/*"}}',
    );
    expect(redact(JSON.stringify(['Authorization', 'Bearer my-secret']))).toBe(
      '["Authorization","Bearer [redacted]"]',
    );
    const nested = redact(JSON.stringify({ body: JSON.stringify({ authorization: 'my secret' }) }));
    expect(nested).not.toContain('secret');
    JSON.parse(nested);
  });

  it('finds sealed values and user information wherever they stand', () => {
    const secret = fc.stringMatching(/^[A-Za-z0-9_-]{24,60}$/);
    const shape = fc.constantFrom(
      (text: string) => `sealed.1.aaaaaaaaaaaaaaaa.${text}`,
      (text: string) => `esdb+discover://admin:${text}@host:2113`,
      (text: string) => `mongodb://${text}:x@host`,
      (text: string) => `Bearer ${text}`,
    );
    fc.assert(
      fc.property(secret, shape, around, around, (text, write, before, after) => {
        const redacted = redact(lineWith(before + write(text) + after));
        expect(redacted).not.toContain(text);
        JSON.parse(redacted);
      }),
      RUNS,
    );
  });

  it('removes given secrets of any form', () => {
    const secret = fc.string({ minLength: 16, unit: 'grapheme-ascii' });
    fc.assert(
      fc.property(secret, around, around, (text, before, after) => {
        const line = JSON.stringify({ msg: `${before}${text}${after}` });
        const redacted = createRedactor([text])(line);
        expect(redacted).not.toContain(JSON.stringify(text).slice(1, -1));
        JSON.parse(redacted);
      }),
      RUNS,
    );
  });
});

describe('redaction', () => {
  it('leaves every line JSON, and changes nothing when it is repeated', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const once = redact(JSON.stringify(value));
        JSON.parse(once);
        expect(redact(once)).toBe(once);
      }),
      RUNS,
    );
  });

  it('takes time in proportion to the line, whatever it holds', () => {
    const hostile = [
      'a',
      'a-',
      '@',
      'a@',
      '%',
      '%20',
      '://',
      'a://',
      '\\',
      'ss_',
      'Bearer ',
      'ab12 ',
      '"',
      '.',
    ];
    for (const piece of hostile) {
      const line = JSON.stringify({ msg: piece.repeat(100_000 / piece.length) });
      const start = performance.now();
      redact(line);
      expect({ piece, seconds: Math.floor((performance.now() - start) / 2_000) }).toEqual({
        piece,
        seconds: 0,
      });
    }
  });
});
