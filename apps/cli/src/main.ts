#!/usr/bin/env node
import { Command } from 'commander';
import { demoCommand } from './commands/demo.command.js';
import { walkthroughCommand } from './commands/walkthrough.command.js';
import { processContext } from './context.js';
import { run } from './run.js';

const context = processContext();
const program = new Command('second-shot')
  .description('Operations of Second Shot, beside a running server or without one.')
  .addHelpText(
    'after',
    '\nSettings are those of the server: DATA_DIR (./data by default) says which store is meant.',
  )
  .addCommand(demoCommand(context))
  .addCommand(walkthroughCommand(context));

process.exitCode = await run(program, process.argv.slice(2), context);
