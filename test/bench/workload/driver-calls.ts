import { readFile, writeFile } from 'node:fs/promises';
import { inspect } from 'node:util';
import { deserialize, serialize } from 'node:v8';
import { PROJECTION_NAMES } from '#read-models';

/** A call of MongoDB's driver: of a collection's method. */
export interface DriverCall {
  readonly collection: string;
  readonly method: string;
  readonly args: readonly unknown[];
}

const LENGTH = 4;

/** The server carried a call out in part, or twice: who makes the same calls again does another work. */
class CallFailed extends Error {
  constructor(cause: unknown) {
    super(
      'The server did not answer every call of the rebuild: measure while the machine has nothing else to do.',
      {
        cause,
      },
    );
  }
}

/** Calls in the order in which they were begun, to be made again in another process. */
export class DriverCalls {
  readonly #frames: Buffer[] = [];
  #failure: CallFailed | undefined;

  add(call: DriverCall): void {
    const frame = serialize(call);
    const length = Buffer.alloc(LENGTH);
    length.writeUInt32LE(frame.length);
    this.#frames.push(length, frame);
  }

  failed(cause: unknown): void {
    this.#failure ??= new CallFailed(cause);
  }

  /** @throws CallFailed when one of them failed */
  async save(file: string): Promise<void> {
    if (this.#failure) throw this.#failure;
    await writeFile(file, this.#frames);
  }
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

const OF_PROJECTION = new RegExp(`(${PROJECTION_NAMES.join('|')})-v\\d`);

/** Documents lie in collections of their projection; of checkpoints and the catalogue it is in their ids. */
function laneOf({ collection, args }: DriverCall): string {
  const place = collection.startsWith('documents.') ? collection : inspect(args, { depth: 5 });
  return OF_PROJECTION.exec(place)?.[1] ?? 'runner';
}
