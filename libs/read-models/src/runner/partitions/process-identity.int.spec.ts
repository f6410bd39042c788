import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fateOf, ownIdentity, type ProcessIdentity } from './process-identity.js';

const NO_PROC = '/nowhere';

/** A process that runs until it is killed. */
async function startProcess(): Promise<ChildProcess & { readonly pid: number }> {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1_000); console.log("runs")']);
  await once(child.stdout, 'data');
  if (child.pid === undefined) throw new TypeError('it has been started');
  return child as ChildProcess & { readonly pid: number };
}

async function end(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

const onLinux = existsSync('/proc/self/ns/pid') ? describe : describe.skip;

onLinux('where pids can be compared', () => {
  const own = ownIdentity();
  const origin = { bootId: '', pidNamespace: '', startedAt: '', ...own.origin };

  it('a process is seen to run', () => {
    expect(own.origin).toBeDefined();
    for (const isLocal of [true, false]) expect(fateOf(own, isLocal)).toBe('running');
  });

  it('a process is seen to have ended', async () => {
    const child = await startProcess();
    const identity = { pid: child.pid, origin };
    await end(child);
    for (const isLocal of [true, false]) expect(fateOf(identity, isLocal)).toBe('ended');
  });

  it('a process whose pid is that of another one now has ended', async () => {
    const child = await startProcess();
    const former = { pid: child.pid, origin: { ...origin, startedAt: '1' } };
    expect(fateOf(former, false)).toBe('ended');
    await end(child);
  });

  it('nothing is told of one in another pid namespace, whether its pid is in use here or not', async () => {
    const child = await startProcess();
    const elsewhere = { ...origin, pidNamespace: 'pid:[1]' };
    const both = [
      { pid: process.pid, origin: elsewhere },
      { pid: child.pid, origin: elsewhere },
    ];
    await end(child);
    expect(both.map((identity) => fateOf(identity, false))).toEqual(['unknown', 'unknown']);
    expect(both.map((identity) => fateOf(identity, true))).toEqual(['unknown', 'unknown']);
  });

  it('one of another boot has ended, or is of another machine where there may be several', () => {
    const before = { pid: process.pid, origin: { ...origin, bootId: 'before' } };
    expect(fateOf(before, true)).toBe('ended');
    expect(fateOf(before, false)).toBe('unknown');
  });

  it('nothing is told of one that says its pid alone', () => {
    for (const isLocal of [true, false]) expect(fateOf({ pid: process.pid }, isLocal)).toBe('unknown');
  });
});

describe('where there is no /proc', () => {
  const own = ownIdentity(NO_PROC);
  const fate = (identity: ProcessIdentity, isLocal: boolean) => fateOf(identity, isLocal, own);

  it('a process says its pid alone', () => {
    expect(own).toEqual({ pid: process.pid });
  });

  it('one of this machine is seen to have ended; a pid in use may be that of another one', async () => {
    const child = await startProcess();
    expect(fate({ pid: child.pid }, true)).toBe('unknown');
    await end(child);
    expect(fate({ pid: child.pid }, true)).toBe('ended');
  });

  it('nothing is told where there may be several machines', async () => {
    const child = await startProcess();
    await end(child);
    expect(fate({ pid: child.pid }, false)).toBe('unknown');
  });
});
