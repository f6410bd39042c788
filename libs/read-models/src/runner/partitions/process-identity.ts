import { readFileSync, readlinkSync } from 'node:fs';

/** Which process it is. */
export interface ProcessIdentity {
  readonly pid: number;
  /** What makes the pid mean one process; read from /proc, so it is missing where there is none. */
  readonly origin?: ProcessOrigin;
}

interface ProcessOrigin {
  /** Of the running kernel, new with each boot. */
  readonly bootId: string;
  /** Pids are counted anew in each, such as in every container. */
  readonly pidNamespace: string;
  /** In ticks of the kernel's clock since it was booted. */
  readonly startedAt: string;
}

/** `unknown`: nothing tells, neither that it runs nor that it has ended. */
export type Fate = 'running' | 'ended' | 'unknown';

/** The identity of this process. */
export function ownIdentity(proc = '/proc'): ProcessIdentity {
  const { pid } = process;
  try {
    // A /proc of another pid namespace shows other processes under these pids.
    if (readlinkSync(`${proc}/self`) !== String(pid)) return { pid };
    const bootId = readFileSync(`${proc}/sys/kernel/random/boot_id`, 'utf8').trim();
    const pidNamespace = readlinkSync(`${proc}/self/ns/pid`);
    const startedAt = startOf(pid, proc);
    return startedAt === undefined ? { pid } : { pid, origin: { bootId, pidNamespace, startedAt } };
  } catch {
    return { pid };
  }
}

/**
 * What this process can tell of another one.
 *
 * @param isLocal whether both are known to be of one machine
 */
export function fateOf(
  { pid, origin }: ProcessIdentity,
  isLocal: boolean,
  { origin: own }: ProcessIdentity = ownIdentity(),
): Fate {
  // Without /proc the system has no pid namespaces either.
  if (!own && !origin && isLocal) return exists(pid) ? 'unknown' : 'ended';
  if (!own || !origin) return 'unknown';
  if (origin.bootId !== own.bootId) return isLocal ? 'ended' : 'unknown';
  if (origin.pidNamespace !== own.pidNamespace) return 'unknown';
  const startedAt = startOf(pid);
  if (startedAt === undefined) return exists(pid) ? 'unknown' : 'ended';
  return startedAt === origin.startedAt ? 'running' : 'ended';
}

/** The start time of a process (proc_pid_stat(5), field 22); `undefined` where it cannot be seen. */
function startOf(pid: number, proc = '/proc'): string | undefined {
  try {
    const stat = readFileSync(`${proc}/${pid}/stat`, 'utf8');
    // The second field, the name in brackets, may hold blanks and brackets.
    const afterName = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return afterName[19];
  } catch {
    return undefined;
  }
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
