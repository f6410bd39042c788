import type { OpenAPIObject } from '@nestjs/swagger';

type Schema = Readonly<Record<string, unknown>>;

/** Gives each body in the document that has no example one that is made of the examples of its fields. */
export function withExamples(document: OpenAPIObject): OpenAPIObject {
  const complete = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return value.map((member) => complete(member, ''));
    if (!isSchema(value)) return value;
    const entries = Object.entries(value).map(([name, member]) => [name, complete(member, name)]);
    const completed: Schema = Object.fromEntries(entries);
    const isBody = key.includes('/') && isSchema(value.schema);
    if (!isBody || 'example' in value || 'examples' in value) return completed;
    return { ...completed, example: exampleFor(value.schema as Schema, document) };
  };
  return { ...document, paths: complete(document.paths, '') as OpenAPIObject['paths'] };
}

/** An example of what the schema describes; `undefined` where it names none. */
export function exampleFor(schema: Schema, document: OpenAPIObject): unknown {
  if ('example' in schema) return schema.example;
  if (typeof schema.$ref === 'string') return exampleFor(resolve(schema.$ref, document), document);
  if (Array.isArray(schema.allOf)) return exampleFor(schema.allOf[0] as Schema, document);
  const alternatives = schema.oneOf ?? schema.anyOf;
  if (Array.isArray(alternatives)) return exampleFor(alternatives[0] as Schema, document);
  if (schema.type === 'array') {
    const item = exampleFor(schema.items as Schema, document);
    return item === undefined ? [] : [item];
  }
  if (!isSchema(schema.properties)) return schema.type === 'object' ? {} : undefined;
  const members = Object.entries(schema.properties)
    .map(([name, property]) => [name, exampleFor(property as Schema, document)] as const)
    .filter(([, example]) => example !== undefined);
  return Object.fromEntries(members);
}

function resolve(ref: string, document: OpenAPIObject): Schema {
  const name = ref.slice('#/components/schemas/'.length);
  return (document.components?.schemas?.[name] ?? {}) as Schema;
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
