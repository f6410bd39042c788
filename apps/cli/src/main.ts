#!/usr/bin/env node
import { Command } from 'commander';
import { commandsFor } from './commands/commands.js';
import { processContext } from './context.js';
import { run } from './run.js';

const context = processContext();
const line = process.argv.slice(2);
const program = new Command('second-shot')
  .description('Operations of Second Shot, beside a running server or without one.')
  .configureHelp({ subcommandTerm: (command) => command.name() })
  .addHelpText(
    'after',
    '\nSettings are those of the server: DATA_DIR (./data by default) says which store is meant.',
  );
for (const command of await commandsFor(line, context)) program.addCommand(command);

process.exitCode = await run(program, line, context);
