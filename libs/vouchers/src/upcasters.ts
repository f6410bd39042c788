import { newestVersion, type Upcasters, upcastWith } from './shared/upcasting.js';

/**
 * All types are at version 1 today. A type whose form changes gets its first upcaster, and is at version 2 from then on:
 * `ExamPaid: [(data) => ({ ...data, method: 'unknown' })]`. A stored sample of every version ever written is in
 * `test/samples`, and has to stay readable.
 */
const UPCASTERS: Upcasters = {};

/** The version under which events of this type are written today. */
export function schemaVersionOf(type: string): number {
  return newestVersion(UPCASTERS, type);
}

/**
 * The data in today's form, whatever version it was stored under.
 *
 * @throws UnknownSchemaVersion where a newer program wrote it
 */
export function upcast<Data>(type: string, schemaVersion: number, data: Data): Data {
  return upcastWith(UPCASTERS, type, schemaVersion, data);
}
