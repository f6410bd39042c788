import { readFile, writeFile } from 'node:fs/promises';
import { inspect } from 'node:util';
import { deserialize, serialize } from 'node:v8';
import { PROJECTIONS } from '#read-models';

/** A call of MongoDB's driver: of a collection's method. */
export interface DriverCall {
  readonly collection: string;
  readonly method: string;
  readonly args: readonly unknown[];
}

const LENGTH = 4;

/** Calls in the order in which they were begun, to be made again in another process. */
export class DriverCalls {
  readonly #frames = new Set<Buffer>();

  /** @returns takes the call back: one that failed was made again by the runner, and that one counts */
  add(call: DriverCall): () => void {
    const frame = serialize(call);
    this.#frames.add(frame);
    return () => void this.#frames.delete(frame);
  }

  async save(file: string): Promise<void> {
    await writeFile(
      file,
      [...this.#frames].flatMap((frame) => [lengthOf(frame), frame]),
    );
  }
}

function lengthOf(frame: Buffer): Buffer {
  const length = Buffer.alloc(LENGTH);
  length.writeUInt32LE(frame.length);
  return length;
}

/** The calls in that file, split into those that followed each other: of each projection, and of the runner itself. */
export async function readLanes(file: string): Promise<readonly (readonly DriverCall[])[]> {
  const bytes = await readFile(file);
  const lanes = new Map<string, DriverCall[]>();
  for (let at = 0; at < bytes.length;) {
    const end = at + LENGTH + bytes.readUInt32LE(at);
    const call = deserialize(bytes.subarray(at + LENGTH, end)) as DriverCall;
    const name = laneOf(call);
    const lane = lanes.get(name) ?? [];
    lanes.set(name, lane);
    lane.push(call);
    at = end;
  }
  return [...lanes.values()];
}

const OF_PROJECTION = new RegExp(`(${Object.keys(PROJECTIONS).join('|')})-v\\d`);

/** Documents lie in collections of their projection; of checkpoints and the catalogue it is in their ids. */
function laneOf({ collection, args }: DriverCall): string {
  const place = collection.startsWith('documents.') ? collection : inspect(args, { depth: 5 });
  return OF_PROJECTION.exec(place)?.[1] ?? 'runner';
}
