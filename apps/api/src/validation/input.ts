import type { Violation } from '../problems/errors.js';

const DEEPEST = 8;

/** A JSON object, as opposed to an array or anything else. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Finds what must not even be looked at by the validation: fields named like members of every object
 * (`constructor`, `toString`, `__proto__`, …), and nesting deeper than any of our bodies.
 */
export function hazardsIn(value: unknown, path = ''): readonly Violation[] {
  if (typeof value !== 'object' || value === null) return [];
  if (path.split('.').length > DEEPEST) return [{ field: path, message: 'is nested too deeply' }];
  return Object.entries(value).flatMap(([key, member]) => {
    const field = path === '' ? key : `${path}.${key}`;
    if (key in Object.prototype) return [{ field, message: 'is not a known field' }];
    return hazardsIn(member, field);
  });
}

/** The object as plain data: without the prototypes of its class, and without absent fields. */
export function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (!isJsonObject(value)) return value;
  const data: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    if (value[key] !== undefined) data[key] = plain(value[key]);
  }
  return data;
}
