#!/usr/bin/env node
import { Command } from 'commander';
import { copyEventsCommand } from './commands/copy-events.command.js';
import { copyKeysCommand } from './commands/copy-keys.command.js';
import { demoCommand } from './commands/demo.command.js';
import { historyCommand } from './commands/history.command.js';
import { keysCommand } from './commands/keys.command.js';
import { projectionsCommand } from './commands/projections.command.js';
import { verifyCommand } from './commands/verify.command.js';
import { processContext } from './context.js';
import { walkthroughCommand } from './commands/walkthrough.command.js';
import { run } from './run.js';

const context = processContext();
const program = new Command('second-shot')
  .description('Operations of Second Shot, beside a running server or without one.')
  .addHelpText(
    'after',
    '\nSettings are those of the server: DATA_DIR (./data by default) says which store is meant.',
  )
  .addCommand(keysCommand(context))
  .addCommand(projectionsCommand(context))
  .addCommand(historyCommand(context))
  .addCommand(verifyCommand(context))
  .addCommand(copyEventsCommand(context))
  .addCommand(copyKeysCommand(context))
  .addCommand(demoCommand(context))
  .addCommand(walkthroughCommand(context));

process.exitCode = await run(program, process.argv.slice(2), context);
