import type { OpenAPIObject } from '@nestjs/swagger';

type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;

/** Says of each object that comes in a request that it takes no fields but those described, for the server refuses others. */
export function withClosedBodies(document: OpenAPIObject): OpenAPIObject {
  const schemas: Schemas = document.components?.schemas ?? {};
  const taken = new Set<string>();
  const take = (schema: unknown): void => {
    for (const name of namesIn(schema)) {
      if (taken.has(name)) continue;
      taken.add(name);
      take(schemas[name]);
    }
  };
  for (const operations of Object.values(document.paths)) {
    for (const operation of Object.values(operations as object)) {
      take((operation as { readonly requestBody?: unknown }).requestBody);
    }
  }
  const closed = Object.entries(schemas).map(([name, schema]) => [
    name,
    taken.has(name) ? { ...schema, additionalProperties: false } : schema,
  ]);
  return {
    ...document,
    components: { ...document.components, schemas: Object.fromEntries(closed) as Schemas },
  };
}

function namesIn(schema: unknown): readonly string[] {
  const refs = JSON.stringify(schema ?? {}).matchAll(/"#\/components\/schemas\/(\w+)"/g);
  return [...refs].flatMap(([, name]) => name ?? []);
}
