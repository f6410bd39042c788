import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { problemsOf, type Terms } from '#vouchers';
import { ApiUnderTest } from '../testing/api-under-test.js';

interface Operation {
  readonly requestBody?: {
    readonly content: { readonly 'application/json': { readonly schema: object; readonly example: Body } };
  };
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: object }[];
}

type Body = Readonly<Record<string, unknown>>;

interface Described {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

/** Texts at the borders of what a field may take. */
const TEXTS = ['', ' ', '\u00a0', 'line\nbreak', 'bell\u0007', 'next\u0085line', 'x'.repeat(600)];

const HEADERS: readonly (readonly [string, string])[] = [
  ['Idempotency-Key', 'k'.repeat(200)],
  ['Idempotency-Key', 'k'.repeat(201)],
  ['If-Match', '"4"'],
  ['If-Match', '4'],
  ['If-Match', 'W/"4"'],
  ['If-Match', '"123456789012345"'],
  ['If-Match', '"1234567890123456"'],
  ['X-Correlation-Id', 'of-the-client'],
  ['X-Correlation-Id', 'none that can be used'],
];

const AS_OF = [
  'r5',
  'p123',
  '2014-05-01T12:00:00Z',
  '2014-05-01T12:00:00+02:00',
  'x5',
  'r',
  '2014-05-01',
  '2014-84-01T12:00:00Z',
  '2014-05-01T12',
];

const TERMS: Terms = {
  name: 'Second Shot',
  audience: 'professional',
  provider: 'Prometric',
  eligiblePrefixes: ['070'],
  opensOn: '2014-01-06',
  closesOn: '2014-05-31',
  timeZone: 'America/New_York',
  validForDays: 30,
  examsPerVoucher: 1,
  vouchersPerCandidate: 1,
  approval: 'automatic',
  retakeWaitHours: 0,
  changeNoticeHours: 24,
};

describe('the input that the OpenAPI description tells of', () => {
  let api: ApiUnderTest;
  let operations: readonly Described[];
  const ajv = new Ajv2020({ strict: false });
  addFormats.default(ajv);

  beforeAll(async () => {
    api = await ApiUnderTest.start({}, { testClock: { moveTo: async (instant) => instant } });
    const { body: document } = await api.call('/openapi.json');
    ajv.addSchema(document, 'api');
    const paths = document['paths'] as Readonly<Record<string, Readonly<Record<string, Operation>>>>;
    operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        name: `${method.toUpperCase()} ${path}`,
        method: method.toUpperCase(),
        path: path.replace(/\{\w+\}/, 'a1'),
        operation,
      })),
    );
  });
  afterAll(() => api.close());

  it('has no body with a field that is too much, which the server refuses', async () => {
    for (const { name, body, isTaken, isDescribed } of bodies()) {
      const nested = Object.entries(body).filter((entry): entry is [string, Body] => isObject(entry[1]));
      const tooMuch: readonly Body[] = [
        { ...body, surprise: 1 },
        ...nested.map(([field, value]) => ({ ...body, [field]: { ...value, surprise: 1 } })),
      ];
      for (const sent of tooMuch) {
        const found = { name, sent, isTaken: await isTaken(sent), isDescribed: isDescribed(sent) };
        expect(found).toEqual({ name, sent, isTaken: false, isDescribed: false });
      }
    }
  });

  it('has no text that the server refuses', async () => {
    for (const { name, body, isTaken, isDescribed } of bodies()) {
      for (const [field, value] of Object.entries(body)) {
        if (typeof value !== 'string') continue;
        for (const text of TEXTS) {
          const sent = { ...body, [field]: text };
          const isPromised = isDescribed(sent) && !(await isTaken(sent));
          expect({ name, sent, isPromised }).toEqual({ name, sent, isPromised: false });
        }
      }
    }
  });

  it.each([
    [200, true],
    [201, false],
  ])('counts %d characters as JSON Schema does, not halves of surrogate pairs', async (count, fits) => {
    const { body, isTaken, isDescribed } = bodyOf('POST /v1/offers');
    const sent = { ...body, name: '😀'.repeat(count) };
    expect([await isTaken(sent), isDescribed(sent)]).toEqual([fits, fits]);
  });

  it.each(['07', '0700', 'abc-def', '070480', '０70-480'])(
    'takes %j neither for an exam code nor for a prefix',
    (text) => {
      expect(bodyOf('POST /v1/vouchers/{voucher}/record-no-show').isDescribed({ examCode: text })).toBe(
        false,
      );
      const { body, isDescribed } = bodyOf('POST /v1/vouchers');
      expect(isDescribed({ ...body, exams: [text] })).toBe(false);
      const offer = bodyOf('POST /v1/offers');
      expect(offer.isDescribed({ ...offer.body, eligiblePrefixes: [text] })).toBe(false);
    },
  );

  it.each([
    'validForDays',
    'examsPerVoucher',
    'vouchersPerCandidate',
    'retakeWaitHours',
    'changeNoticeHours',
  ])('gives %s the range that the domain gives it', (field) => {
    const { isDescribed } = bodyOf('POST /v1/offers');
    for (const value of [-1, 0, 1, 50, 51, 100, 101, 3650, 3651, 8760, 8761]) {
      const terms = { ...TERMS, [field]: value };
      const holds = problemsOf(terms).length === 0;
      expect([value, isDescribed({ ...terms, offerId: 'o1' })]).toEqual([value, holds]);
    }
  });

  it.each(['0999-12-31', '1000-01-01', '9989-12-31', '9990-01-01', '2014-02-30'])(
    'takes the day %s where the server does',
    async (closesOn) => {
      const { body, isTaken, isDescribed } = bodyOf('POST /v1/offers');
      const sent = { ...body, closesOn };
      expect(isDescribed(sent)).toBe(await isTaken(sent));
    },
  );

  it.each(HEADERS)('takes the header %s: %s where the server does', async (header, value) => {
    const { operation } = described('POST /v1/vouchers/{voucher}/record-no-show');
    const { status } = await api.post(
      '/v1/vouchers/a1/record-no-show',
      { examCode: '070-480' },
      {
        headers: { [header]: value },
      },
    );
    expect(parameter(operation, header)(value)).toBe(status === 200);
  });

  it.each(AS_OF)('takes asOf=%s where the server does', async (asOf) => {
    const { status } = await api.call(`/v1/vouchers/a1?asOf=${encodeURIComponent(asOf)}`);
    expect(parameter(described('GET /v1/vouchers/{voucher}').operation, 'asOf')(asOf)).toBe(status === 200);
  });

  function described(name: string): Described {
    const found = operations.find((one) => one.name === name);
    if (found === undefined) throw new TypeError(`${name} is not described`);
    return found;
  }

  function bodies() {
    return operations
      .filter(({ operation }) => operation.requestBody !== undefined)
      .map(({ name }) => bodyOf(name));
  }

  /** The example of a body, whether the server takes another, and whether that is as described. */
  function bodyOf(name: string) {
    const { method, path, operation } = described(name);
    const media = operation.requestBody?.content['application/json'];
    if (media === undefined) throw new TypeError(`${name} has no body`);
    const validate = compiled(media.schema);
    return {
      name,
      body: media.example,
      isTaken: async (body: Body) => (await api.call(path, { method, body })).status !== 400,
      isDescribed: (body: Body) => validate(body),
    };
  }

  function parameter({ parameters = [] }: Operation, name: string): ValidateFunction {
    const found = parameters.find((one) => one.name === name);
    if (found === undefined) throw new TypeError(`${name} is not described`);
    return compiled(found.schema);
  }

  function compiled(schema: object): ValidateFunction {
    return ajv.compile(
      JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"api#/components')) as object,
    );
  }
});

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
