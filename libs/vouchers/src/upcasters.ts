/** Data of an event as it was stored under some schema version, plain JSON. */
type StoredData = Readonly<Record<string, unknown>>;

/** Turns the data of one schema version into that of the next. Pure, and never to be changed once released. */
type Upcaster = (data: StoredData) => StoredData;

/**
 * Upcasters by event type: the first turns version 1 into 2, the second 2 into 3, and so on. All types are at
 * version 1 today. A stored sample of every version ever written is in `test/samples` and has to stay readable.
 */
const UPCASTERS: Readonly<Record<string, readonly Upcaster[]>> = {};

/** The version under which events of this type are written today. */
export function schemaVersionOf(type: string): number {
  return upcastersOf(type).length + 1;
}

/** The data in today's form, whatever version it was stored under. */
export function upcast<Data>(type: string, schemaVersion: number, data: Data): Data {
  const pending = upcastersOf(type).slice(schemaVersion - 1);
  return pending.reduce<StoredData>((older, step) => step(older), data as StoredData) as Data;
}

function upcastersOf(type: string): readonly Upcaster[] {
  return Object.hasOwn(UPCASTERS, type) ? (UPCASTERS[type] ?? []) : [];
}
