import { type Command, CommanderError } from 'commander';
import type { Context } from './context.js';

/** The exit codes of the process. */
const EXIT = { done: 0, failed: 1, wrongUsage: 2, interrupted: 130 } as const;

/** Codes of errors that only show when the command runs, and are mistakes in the command line. */
const WRONG_USAGE: ReadonlySet<unknown> = new Set([
  'INVALID_SETTING',
  'INVALID_ACCESS_KEY',
  'MALFORMED_REQUEST',
  'INVALID_REQUEST',
]);

/** Runs the program and answers its exit code; a failure is told in one sentence. */
export async function run(program: Command, args: readonly string[], context: Context): Promise<number> {
  prepare(program, context);
  try {
    await program.parseAsync(args, { from: 'user' });
    return EXIT.done;
  } catch (error) {
    // Commander has reported it already.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.wrongUsage;
    context.stderr.write(`${sentenceOf(error)}\n`);
    return exitCodeOf(error);
  }
}

/** Commander does not hand these settings down to commands that were made apart. */
function prepare(command: Command, context: Context): void {
  command
    .exitOverride()
    .showHelpAfterError('Run it with --help to see how it is used.')
    .configureOutput({
      writeOut: (text) => context.stdout.write(text),
      writeErr: (text) => context.stderr.write(text),
    });
  for (const one of command.commands) prepare(one, context);
}

/** Errors with a stable code are ours, and are sentences already. */
function sentenceOf(error: unknown): string {
  if (error instanceof Error && codeOf(error) !== undefined) return error.message;
  const what = error instanceof Error ? error.message : String(error);
  return `This should not have happened (${what}): report it with the command that you ran.`;
}

function exitCodeOf(error: unknown): number {
  const code = codeOf(error);
  if (code === 'INTERRUPTED') return EXIT.interrupted;
  return WRONG_USAGE.has(code) ? EXIT.wrongUsage : EXIT.failed;
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
