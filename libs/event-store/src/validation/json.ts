/** Deeper than any sensible event; a cycle exceeds it too. */
const MAX_DEPTH = 64;

/**
 * The JSON text of a value that reads back as the same value.
 *
 * @throws TypeError that names the place of what JSON would drop, change or refuse: `undefined`, functions, symbols,
 * bigints, NaN, infinities, holes, cycles, and objects of a class, dates among them
 */
export function toJson(value: unknown, name: string): string {
  check(value, name, 0);
  return JSON.stringify(value);
}

function check(value: unknown, path: string, depth: number): void {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return;
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`${path} is ${value}`);
    return;
  }
  if (typeof value !== 'object') throw new TypeError(`${path} is of type ${typeof value}`);
  if (depth === MAX_DEPTH)
    throw new TypeError(`${path.slice(0, 100)}… is nested too deeply or contains itself`);
  if (Array.isArray(value)) {
    // Not forEach: that would skip holes.
    for (let index = 0; index < value.length; index += 1) check(value[index], `${path}[${index}]`, depth + 1);
    return;
  }
  if (!isPlain(value)) throw new TypeError(`${path} is not a plain object`);
  for (const [key, item] of Object.entries(value)) check(item, `${path}.${key}`, depth + 1);
}

/** Its prototype is a root, of whatever realm: an `Object.prototype`, or none. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
