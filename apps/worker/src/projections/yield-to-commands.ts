import { constants, getPriority, setPriority } from 'node:os';

/**
 * Lets the other threads of the process go first where processors are scarce: it is commands that somebody waits for.
 * Projections that fall behind take larger batches, which cost less an event, so that they do not fall behind for long.
 * Threads that the calling one starts from now on are like it.
 */
export function yieldToCommands(): void {
  // Elsewhere than on Linux this would be the priority of the whole process.
  if (process.platform !== 'linux') return;
  try {
    setPriority(Math.max(getPriority(), constants.priority.PRIORITY_BELOW_NORMAL));
  } catch {
    // Where a sandbox forbids it, all threads stay alike.
  }
}
