import { ALL } from '../../access/caller.js';
import type { StartFrom } from '../group-config.js';

const PLACE = /^(?:C:(-?\d{1,20})\/P:-?\d{1,20}|(-?\d{1,20}))$/;

/** A place as EventStoreDB writes it: `5` in a stream, `C:5/P:5` in `$all`. */
export function placeText(stream: string, place: bigint): string {
  return stream === ALL ? `C:${place}/P:${place}` : String(place);
}

export function readPlace(text: string): bigint | undefined {
  const [, position, revision] = PLACE.exec(text) ?? [];
  const place = position ?? revision;
  return place === undefined ? undefined : BigInt(place);
}

/** Likewise: the start is 0 and the end -1. */
export function startText(stream: string, start: StartFrom): string {
  return placeText(stream, start === 'start' ? 0n : start === 'end' ? -1n : start);
}

export function readStart(text: string): StartFrom {
  const place = readPlace(text) ?? 0n;
  return place === 0n ? 'start' : place === -1n ? 'end' : place;
}
