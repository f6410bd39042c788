import type { Position } from '#event-store';
import { lowest } from '../../positions.js';

/** The token of checkpoints that nobody moves any more. */
export const SEALED = 2n ** 63n - 1n;

/** Whether what is filled shows all that serves shows. Where they are split otherwise, no partition may be behind any. */
export function hasPassed(filled: readonly Position[], serving: readonly Position[]): boolean {
  if (filled.length !== serving.length) {
    return serving.every((position) => lowest(filled) >= position);
  }
  return filled.every((position, partition) => position >= (serving[partition] ?? 0n));
}
