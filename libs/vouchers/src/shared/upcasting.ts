/** Data of an event as it was stored under some schema version, plain JSON. */
type StoredData = Readonly<Record<string, unknown>>;

/** Turns the data of one schema version into that of the next. Pure, and never to be changed once released. */
type Upcaster = (data: StoredData) => StoredData;

/** Upcasters by event type: the first turns version 1 into 2, the second 2 into 3, and so on. */
export type Upcasters = Readonly<Record<string, readonly Upcaster[]>>;

/** An event of a form that came after this program; read as if it were of today's, it would be misread in silence. */
export class UnknownSchemaVersion extends Error {
  override readonly name = 'UnknownSchemaVersion';
  readonly code = 'UNKNOWN_SCHEMA_VERSION';

  constructor(type: string, schemaVersion: number, newest: number) {
    super(
      `${type} is stored under schema version ${schemaVersion}, and this program knows it up to ${newest}: run the newer program that wrote it.`,
    );
  }
}

/** The version under which events of this type are written: one more than it has upcasters. */
export function newestVersion(upcasters: Upcasters, type: string): number {
  return upcastersOf(upcasters, type).length + 1;
}

/**
 * The data in the newest form, whatever version it was stored under.
 *
 * @throws UnknownSchemaVersion for one that is newer than the newest
 */
export function upcastWith<Data>(
  upcasters: Upcasters,
  type: string,
  schemaVersion: number,
  data: Data,
): Data {
  const newest = newestVersion(upcasters, type);
  if (schemaVersion > newest) throw new UnknownSchemaVersion(type, schemaVersion, newest);
  const pending = upcastersOf(upcasters, type).slice(schemaVersion - 1);
  return pending.reduce<StoredData>((older, step) => step(older), data as StoredData) as Data;
}

function upcastersOf(upcasters: Upcasters, type: string): readonly Upcaster[] {
  return Object.hasOwn(upcasters, type) ? (upcasters[type] ?? []) : [];
}
