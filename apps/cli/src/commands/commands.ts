import { Command } from 'commander';
import type { Context } from '../context.js';

interface Entry {
  readonly description: string;
  readonly load: () => Promise<(context: Context) => Command>;
}

const COMMANDS: Readonly<Record<string, Entry>> = {
  keys: {
    description: 'The keys to the API; a running server applies every change from its next request on.',
    load: async () => (await import('./keys.command.js')).keysCommand,
  },
  projections: {
    description: 'The read models: how they stand, and what an operator can ask of them.',
    load: async () => (await import('./projections.command.js')).projectionsCommand,
  },
  history: {
    description: 'Every event of a voucher, oldest first, and whether its hash chain holds.',
    load: async () => (await import('./history.command.js')).historyCommand,
  },
  verify: {
    description: 'Verifies the hash chain of every stream of the programme; exits with 1 if one is broken.',
    load: async () => (await import('./verify.command.js')).verifyCommand,
  },
  'copy-events': {
    description: 'Copies all events of the embedded store to EventStoreDB, and verifies them there.',
    load: async () => (await import('./copy-events.command.js')).copyEventsCommand,
  },
  'copy-keys': {
    description: 'Copies the keys of personal data from the embedded store to MongoDB.',
    load: async () => (await import('./copy-keys.command.js')).copyKeysCommand,
  },
  demo: {
    description: 'Fills an empty store with a believable programme of the last eight months.',
    load: async () => (await import('./demo.command.js')).demoCommand,
  },
  walkthrough: {
    description:
      'Performs the four steps of the original offer over HTTP, and shows each request and answer.',
    load: async () => (await import('./walkthrough.command.js')).walkthroughCommand,
  },
};

/**
 * All commands for a line: those that it names as they are, and of the others no more than the help shows. What is
 * behind all of them takes many times as long to load as Node.js takes to start.
 */
export function commandsFor(line: readonly string[], context: Context): Promise<readonly Command[]> {
  return Promise.all(
    Object.entries(COMMANDS).map(async ([name, { description, load }]) => {
      const command = line.includes(name) ? (await load())(context) : new Command(name);
      return command.description(description);
    }),
  );
}
