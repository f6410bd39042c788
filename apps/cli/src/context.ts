import type { Settings } from '#settings';

/** Where a command writes: results to one, all else to the other. */
export interface Output extends NodeJS.WritableStream {
  readonly isTTY?: boolean;
}

/** What a command gets from the process that it runs in. */
export interface Context {
  /** Read when they are needed, so that help comes at once, and also where they are wrong. @throws InvalidSetting */
  readonly settings: () => Promise<Settings>;
  readonly stdout: Output;
  /** Progress, notes and failures: they do not get into a pipe with the results. */
  readonly stderr: Output;
}

/**
 * The context of this process. It ends where the results cannot be written: quietly where nobody reads them any more
 * (`| head`), else with the reason.
 */
export function processContext(): Context {
  process.stderr.on('error', () => undefined);
  process.stdout.on('error', ({ code, message }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE') process.exit();
    process.stderr.write(
      `The results could not be written (${code ?? message}): make room where they go, and run this again.\n`,
    );
    process.exit(1);
  });
  return {
    settings: async () => {
      const { mistypedNames, readSettings } = await import('#settings/environment');
      for (const sentence of mistypedNames(process.env)) process.stderr.write(`${sentence}\n`);
      return readSettings(process.env);
    },
    stdout: process.stdout,
    stderr: process.stderr,
  };
}
