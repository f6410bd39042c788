import { runProgram } from '../harness/child.js';
import type { Throughput } from '../harness/program.js';
import type { Benchmark } from './benchmark.js';
import { PROGRAMS } from './programs.js';
import { interleaved } from './rounds.js';

export const commands = throughTheBus('commands', 64, 'SQLite, 64 commands a transaction', 0.4);
export const commandsSerial = throughTheBus('commandsSerial', 1, 'SQLite, one command a transaction', 0.5);

function throughTheBus(name: string, side: number, against: string, atLeast: number): Benchmark {
  return {
    name,
    unit: 'commands/s',
    against,
    target: { atLeast },
    measure: ({ children, sizes }) => {
      const params = { window: sizes.window, side };
      return interleaved(
        sizes.rounds,
        () => runProgram<Throughput>(children, PROGRAMS.commands, params),
        () => runProgram<Throughput>(children, PROGRAMS.floorCommands, params),
      );
    },
  };
}
