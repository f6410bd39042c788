import fc from 'fast-check';
import { BSON } from 'mongodb';
import { InvalidDocument } from '../port/index.js';
import { decodeName, encodeName } from './field-names.js';
import { fromStored, toStored, type Stored } from './stored-document.js';

const change = (body: object, id = 'a') => ({ collection: 'c', id, position: 2n ** 62n + 1n, body });

/** To MongoDB and back. */
function travelled(body: object) {
  const bytes = BSON.serialize(toStored(change(body)));
  return fromStored(BSON.deserialize(bytes, { useBigInt64: true }) as Stored);
}

const asJson = (body: object): object => JSON.parse(JSON.stringify(body)) as object;

describe('a document as MongoDB has it', () => {
  it('comes back as the JSON that it was, with its position', () => {
    const key = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('', '%', '$set', 'a.b', '__proto__', '%24', 'status:active', '\ud800'),
    );
    const value = fc.oneof(
      fc.jsonValue({ maxDepth: 3 }),
      fc.double(),
      fc.maxSafeInteger(),
      fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.double(), fc.boolean())),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(key, value), { maxLength: 8 }), (entries) => {
        const body = Object.fromEntries(entries);
        expect(travelled(body)).toEqual({ id: 'a', position: 2n ** 62n + 1n, body: asJson(body) });
      }),
      { numRuns: 50 },
    );
  });

  it('keeps values and lists of values as fields, and the rest as JSON', () => {
    const { fields, rest } = toStored(
      change({
        status: 'active',
        exams: ['070-480'],
        none: [],
        seats: 3,
        voucher: { id: 'v' },
        nothing: null,
      }),
    );
    expect(fields).toEqual({ status: 'active', exams: [null, '070-480'], none: [null], seats: 3 });
    expect(JSON.parse(rest ?? '')).toEqual({ voucher: { id: 'v' }, nothing: null });
  });

  it('is found by the values of a list that holds other things too', () => {
    expect(toStored(change({ list: ['x', { y: 1 }] })).fields).toEqual({ list: [null, 'x'] });
    expect(travelled({ list: ['x', { y: 1 }] }).body).toEqual({ list: ['x', { y: 1 }] });
  });

  it.each<[string, object, string]>([
    ['a body that is not JSON', { n: 1n }, 'a'],
    ['a body that holds itself', circular(), 'a'],
    ['an id that is not Unicode', {}, '\ud800'],
    ['more than 16 MiB', { text: 'x'.repeat(16 * 1024 * 1024) }, 'a'],
    ['more than 16 MiB in its depth', { deep: { text: 'ü'.repeat(8 * 1024 * 1024) } }, 'a'],
  ])('cannot be %s', (_, body, id) => {
    expect(() => toStored(change(body, id))).toThrow(InvalidDocument);
  });

  it('may have almost 16 MiB', () => {
    expect(toStored(change({ text: 'x'.repeat(16 * 1024 * 1024 - 20_000) })).fields).toBeDefined();
  });
});

describe('the name of a field', () => {
  it('holds nothing that MongoDB reads as its own, and comes back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(encodeName(name)).toMatch(/^[^.$\u0000"'`]+$/);
        expect(decodeName(encodeName(name))).toBe(name);
      }),
    );
  });
});

function circular(): object {
  const body: Record<string, unknown> = {};
  body['self'] = body;
  return body;
}
