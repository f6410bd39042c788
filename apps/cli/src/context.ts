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

/** The context of this process. Where nobody reads the results any more (`| head`) it ends, quietly. */
export function processContext(): Context {
  process.stdout.on('error', () => process.exit());
  process.stderr.on('error', () => undefined);
  return {
    settings: async () => (await import('#settings/environment')).readSettings(process.env),
    stdout: process.stdout,
    stderr: process.stderr,
  };
}
