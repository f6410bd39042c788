import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: unknown;
}

interface MediaType {
  readonly examples?: Readonly<Record<string, unknown>>;
}

interface Operation {
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, MediaType>> } | undefined>
  >;
}

type Paths = Readonly<Record<string, Readonly<Record<string, Operation | undefined>>>>;

type Schemas = Readonly<Record<string, { readonly properties?: object }>>;

export interface OpenApi {
  readonly paths: Paths;
  readonly components: { readonly schemas: Schemas };
}

/** What `/openapi.json` says, to be held against what is answered. */
export class Description {
  readonly #ajv = new Ajv2020({ strict: false, allErrors: true });
  readonly #routes: readonly { readonly template: string; readonly pattern: RegExp }[];
  readonly #validators = new Map<string, ValidateFunction>();

  constructor(private readonly document: OpenApi) {
    addFormats.default(this.#ajv);
    this.#ajv.addSchema(strict(document), 'api');
    this.#routes = Object.keys(document.paths)
      // What is written out goes before what a parameter could be too.
      .sort((one, other) => one.split('{').length - other.split('{').length)
      .map((template) => ({
        template,
        pattern: new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
      }));
  }

  /** What is wrong with the answer by the description; `undefined` when nothing is, or no route has the path. */
  problemWith(method: string, path: string, { status, contentType, body }: Answer): string | undefined {
    const [plain = ''] = path.split('?');
    const template = this.#routes.find(({ pattern }) => pattern.test(plain))?.template;
    const operation =
      template === undefined ? undefined : this.document.paths[template]?.[method.toLowerCase()];
    if (template === undefined || !operation) return undefined;
    const where = `${method} ${template} ${status}`;
    const content = operation.responses[status]?.content;
    if (!content) return `${where} is not described`;
    const [type = ''] = contentType.split(';');
    const described = content[type];
    if (!described) return `${where} is not described as ${type}`;
    const code = codeOf(body);
    if (code !== undefined && !(code in (described.examples ?? {})))
      return `${where} is not described with ${code}`;
    const validate = this.#validatorOf(template, method, status, type);
    return validate(body)
      ? undefined
      : `${where}: ${this.#ajv.errorsText(validate.errors)} in ${JSON.stringify(body)}`;
  }

  #validatorOf(template: string, method: string, status: number, type: string): ValidateFunction {
    const place = [
      'paths',
      template,
      method.toLowerCase(),
      'responses',
      String(status),
      'content',
      type,
      'schema',
    ];
    const $ref = `api#/${place.map(asPointer).join('/')}`;
    const known = this.#validators.get($ref);
    if (known) return known;
    const validate = this.#ajv.compile({ $ref });
    this.#validators.set($ref, validate);
    return validate;
  }
}

/** RFC 6901, in the fragment of a URI. */
function asPointer(part: string): string {
  return encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));
}

/** With fields that are not described refused, wherever fields are described. */
function strict(document: OpenApi): OpenApi {
  const schemas = Object.entries(document.components.schemas).map(([name, schema]) => [
    name,
    schema.properties ? { additionalProperties: false, ...schema } : schema,
  ]);
  return {
    ...document,
    components: { ...document.components, schemas: Object.fromEntries(schemas) as Schemas },
  };
}

function codeOf(body: unknown): string | undefined {
  const isProblem = typeof body === 'object' && body !== null && 'code' in body && 'status' in body;
  return isProblem && 'title' in body ? String(body.code) : undefined;
}
