import type { OpenAPIObject } from '@nestjs/swagger';

type Named<Value> = Readonly<Record<string, Value>>;

interface Operation {
  readonly parameters?: readonly Parameter[];
}

interface Parameter {
  readonly required?: boolean;
  readonly description?: string;
  readonly schema?: Named<unknown>;
}

/**
 * The document for a page that fills its forms in with the examples: of what need not be sent the example stands in
 * the description, for with it a request would ask for something that nobody wanted.
 */
export function withOptionsEmpty(document: OpenAPIObject): OpenAPIObject {
  const paths = mapped(document.paths as Named<Named<Operation>>, (operations) =>
    mapped(operations, ({ parameters = [], ...rest }) => ({ ...rest, parameters: parameters.map(emptied) })),
  );
  return { ...document, paths };
}

function emptied(parameter: Parameter): Parameter {
  if (parameter.required) return parameter;
  const { schema = {}, description = '' } = parameter;
  const { example, ...shape } = schema;
  return { ...parameter, description: `${description} For example \`${String(example)}\`.`, schema: shape };
}

function mapped<From, To>(values: Named<From>, map: (value: From) => To): Named<To> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, map(value)]));
}
