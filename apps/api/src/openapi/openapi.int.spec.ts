import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { SCOPES } from '#access';
import { PROBLEM_CODES, type ProblemCode } from '#http';
import { play, setting, steps } from '#vouchers/testing';
import { ApiUnderTest } from '../testing/api-under-test.js';
import { routesIn } from '../testing/registered-routes.js';

interface MediaType {
  readonly schema: Schema;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
}

interface Schema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly example?: string | number | boolean;
  readonly schema: Schema & { readonly example?: string | number | boolean };
}

interface Operation {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly operationId: string;
  readonly summary?: string;
  readonly description?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, MediaType>> };
  readonly responses: Readonly<
    Record<
      string,
      {
        readonly content?: Readonly<Record<string, MediaType>>;
        readonly headers?: Readonly<Record<string, object>>;
      }
    >
  >;
}

/** Answers of what has no route, or was not even read. */
const OF_NO_ROUTE: readonly ProblemCode[] = [
  'METHOD_NOT_ALLOWED',
  'REQUEST_TIMEOUT',
  'EXPECTATION_FAILED',
  'HEADERS_TOO_LARGE',
];

describe('the OpenAPI description', () => {
  let api: ApiUnderTest;
  let document: Readonly<Record<string, unknown>>;
  let operations: readonly Operation[];
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);

  beforeAll(async () => {
    api = await ApiUnderTest.start({}, { testClock: { moveTo: async (instant) => instant } });
    api.recorder.visible = 1_000_000n;
    api.keys.give('3f0d4f2b7712', ['read']);
    for (const scope of SCOPES) api.keys.give(scope, [scope]);
    document = (await api.call('/openapi.json', { as: null })).body;
    ajv.addSchema(document, 'api');
    const paths = document['paths'] as Readonly<Record<string, Readonly<Record<string, object>>>>;
    operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => {
        const upper = method.toUpperCase();
        return {
          name: `${upper} ${path}`,
          method: upper,
          path,
          ...(operation as Pick<Operation, 'operationId' | 'responses'>),
        };
      }),
    );
  });
  afterAll(() => api.close());

  it('is valid OpenAPI 3.1', async () => {
    expect(document['openapi']).toBe('3.1.0');
    expect(await new Validator().validate({ ...document })).toMatchObject({ valid: true });
  });

  it('tells of every route that the server has, and of no other', () => {
    const isDescribed = (route: string) => !/^HEAD |^\w+ \/(docs(?!\/problems)|openapi\.json)/.test(route);
    const registered = routesIn(api.routeTree()).filter(isDescribed);
    expect(operations.map(({ name }) => name).sort()).toEqual([...registered].sort());
  });

  it('has a summary, and an example of every parameter and every body, that is as its schema says', () => {
    for (const { name, summary, parameters = [], requestBody, responses } of operations) {
      expect({ name, hasSummary: Boolean(summary) }).toEqual({ name, hasSummary: true });
      for (const parameter of parameters) {
        const where = `${name} ${parameter.name}`;
        const example = exampleOf(parameter);
        expect({ where, hasExample: example !== undefined }).toEqual({ where, hasExample: true });
        expectValid(where, parameter.schema, example);
      }
      for (const { content = {} } of [...Object.values(responses), ...(requestBody ? [requestBody] : [])]) {
        for (const [type, media] of Object.entries(content)) {
          const examples = examplesOf(media);
          expect({ name, type, examples: examples.length > 0 }).toEqual({ name, type, examples: true });
          for (const example of examples) expectValid(`${name} ${type}`, media.schema, example);
        }
      }
    }
  });

  it('has an example of every error code, with its own status', () => {
    const codes = new Set<unknown>();
    for (const { responses } of operations) {
      for (const [status, { content = {} }] of Object.entries(responses)) {
        for (const example of examplesOf(content['application/problem+json'])) {
          expect(example).toMatchObject({ status: Number(status) });
          codes.add((example as { code: unknown }).code);
        }
      }
    }
    expect([...codes, ...OF_NO_ROUTE].sort()).toEqual([...PROBLEM_CODES].sort());
  });

  it('has an example of a malformed request that the server answers with', async () => {
    const operation = operations.find(({ path }) => path.endsWith('/schedule-exam'));
    const { content } = operation?.responses['400'] ?? {};
    const malformed = content?.['application/problem+json']?.examples?.['MALFORMED_REQUEST']?.value;
    const body = { ...(operation && bodyExample(operation)), examCode: 'x'.repeat(21) };
    const answer = await api.call('/v1/vouchers/abc/schedule-exam', { method: 'POST', body });
    expect({ ...answer.body, correlationId: 'any' }).toEqual({ ...Object(malformed), correlationId: 'any' });
  });

  it('has examples that the server accepts', async () => {
    for (const operation of operations) {
      const { status } = await callWith(operation, bodyExample(operation));
      expect(`${operation.name} ${status}`).toMatch(/ 20[01]$/);
    }
  });

  it('has no route but health and documentation that answers without a key', async () => {
    for (const operation of operations) {
      const isOpen = /^\/(health|docs)\//.test(operation.path);
      const { status } = await callWith(operation, bodyExample(operation), null);
      expect(`${operation.name} ${status}`).toMatch(isOpen ? / 200$/ : / 401$/);
    }
  });

  it('names the header by which a route asks for another key', async () => {
    for (const operation of operations) {
      for (const as of [null, 'offers:write', 'exams:write']) {
        const { status, headers } = await callWith(operation, bodyExample(operation), as);
        const isAsked = headers.has('www-authenticate');
        const isNamed = operation.responses[status]?.headers?.['WWW-Authenticate'] !== undefined;
        expect({ name: operation.name, status, isNamed }).toEqual({
          name: operation.name,
          status,
          isNamed: isAsked,
        });
      }
    }
  });

  it('names the one scope whose keys a route lets in, and those of no other but admin', async () => {
    for (const operation of operations) {
      const [, named] = /Scope: `(.+)`/.exec(operation.description ?? '') ?? [];
      // A search by e-mail wants more than the scope of its route.
      const bare = {
        ...operation,
        parameters: operation.parameters?.filter((one) => one.name !== 'email') ?? [],
      };
      for (const scope of SCOPES) {
        const isLetIn = named === undefined || scope === named || scope === 'admin';
        const { status } = await callWith(bare, bodyExample(operation), scope);
        expect(`${operation.name} with ${scope}: ${status}`).toMatch(isLetIn ? / 20[01]$/ : / 403$/);
      }
    }
  });

  it('has bodies of which the server refuses what is more, what is less and what is of another kind', async () => {
    for (const operation of operations) {
      const body = bodyExample(operation);
      const { properties = {}, required = [] } = resolved(
        operation.requestBody?.content['application/json']?.schema,
      );
      if (body === undefined) continue;
      const wrong = [
        { ...body, surprise: 1 },
        ...required.map((name) => without(body, name)),
        ...Object.keys(properties).flatMap((name) => [
          { ...body, [name]: null },
          { ...body, [name]: { x: 1 } },
        ]),
      ];
      for (const each of wrong) {
        const answer = await callWith(operation, each);
        expect({ ...answer.body, sent: each, to: operation.name }).toMatchObject({
          code: 'MALFORMED_REQUEST',
        });
      }
    }
  });

  it('has a name for every operation, which is that of its command', () => {
    const names = operations.map(({ operationId }) => operationId);
    expect(names).toEqual([...new Set(names)]);
    expect(names.join(' ')).toMatch(/^[a-z][A-Za-z]+( [a-z][A-Za-z]+)*$/);
    for (const { method, path, operationId } of operations) {
      if (method !== 'POST' || !path.startsWith('/v1/vouchers')) continue;
      expect(pathOf(operationId.charAt(0).toUpperCase() + operationId.slice(1))).toBe(path);
    }
  });

  it('names every rule that refuses a command in any story of a voucher', () => {
    const posts = operations.filter(({ method }) => method === 'POST');
    const described = new Map(posts.map(({ path, responses }) => [path, codesIn(responses)]));
    fc.assert(
      fc.property(setting, steps, (terms, story) => {
        for (const { command, decision } of play(terms, story)) {
          if (command.type === 'ExpireVoucher') continue;
          for (const { code } of decision.refusals) {
            const codes = described.get(pathOf(command.type));
            expect({ command: command.type, code, named: codes?.includes(code) }).toMatchObject({
              named: true,
            });
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  /** Calls the route with the examples of all its parameters; but a cursor is good only where it was given. */
  function callWith(
    { method, path, parameters = [] }: Operation,
    body: object | undefined,
    as: string | null = 'admin',
  ) {
    let url = path;
    const query = new URLSearchParams();
    for (const parameter of parameters) {
      const example = exampleOf(parameter);
      if (parameter.name === 'cursor') continue;
      if (parameter.in === 'path') url = url.replace(`{${parameter.name}}`, String(example));
      if (parameter.in === 'query') query.set(parameter.name, String(example));
    }
    return api.call(`${url}?${query.toString()}`, { method, as, ...(body && { body }) });
  }

  function expectValid(where: string, schema: Schema, example: unknown): void {
    const own = JSON.stringify(schema).replaceAll('"#/components', '"api#/components');
    const validate = ajv.compile(JSON.parse(own) as Schema);
    const valid = validate(example);
    expect({ where, valid, errors: validate.errors }).toEqual({ where, valid: true, errors: null });
  }

  function resolved(schema: Schema | undefined): Schema {
    const name = schema?.$ref?.split('/').at(-1);
    const { schemas } = document['components'] as { schemas: Readonly<Record<string, Schema>> };
    return (name === undefined ? schema : schemas[name]) ?? {};
  }
});

function bodyExample({ requestBody }: Operation): object | undefined {
  return requestBody?.content['application/json']?.example as object | undefined;
}

function exampleOf({ example, schema }: Parameter): string | number | boolean | undefined {
  return example ?? schema.example;
}

function examplesOf(media: MediaType | undefined): readonly unknown[] {
  if (!media) return [];
  const named = Object.values(media.examples ?? {}).map(({ value }) => value);
  return media.example === undefined ? named : [media.example, ...named];
}

function codesIn(responses: Operation['responses']): readonly unknown[] {
  return Object.values(responses)
    .flatMap(({ content = {} }) => examplesOf(content['application/problem+json']))
    .map((problem) => (problem as { code: unknown }).code);
}

function without(body: object, name: string): object {
  return Object.fromEntries(Object.entries(body).filter(([field]) => field !== name));
}

/** `ScheduleExam` → `/v1/vouchers/{voucher}/schedule-exam`. */
function pathOf(command: string): string {
  if (command === 'RequestVoucher') return '/v1/vouchers';
  const short: Readonly<Record<string, string>> = {
    ApproveVoucherRequest: 'approve',
    DeclineVoucherRequest: 'decline',
    ExtendVoucher: 'extend',
    RevokeVoucher: 'revoke',
    ReissueVoucherCode: 'reissue-code',
  };
  const words = command.replaceAll(/\B[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
  return `/v1/vouchers/{voucher}/${short[command] ?? words}`;
}
