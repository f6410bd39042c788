import type { Settings } from '#settings';

/** Where a command writes: results to one, all else to the other. */
export interface Output extends NodeJS.WritableStream {
  readonly isTTY?: boolean;
}

/** What a command gets from the process that it runs in. */
export interface Context {
  /** Reads them when they are needed, so that help is to be had with wrong ones, and soon. @throws InvalidSetting */
  readonly settings: () => Promise<Settings>;
  readonly stdout: Output;
  /** Progress, notes and failures: whoever pipes the results on does not get them. */
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
    settings: async () => (await import('#settings/environment')).readSettings(process.env),
    stdout: process.stdout,
    stderr: process.stderr,
  };
}
