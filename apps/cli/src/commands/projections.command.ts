import { Command } from 'commander';
import type { Context } from '../context.js';
import { listProjectionsCommand } from '../projections/list-projections.js';
import { parkedCommand } from '../projections/parked.js';
import { rebuildCommand } from '../projections/rebuild.js';
import { replayCommand } from '../projections/replay.js';

export function projectionsCommand(context: Context): Command {
  return new Command('projections')
    .addCommand(listProjectionsCommand(context))
    .addCommand(rebuildCommand(context))
    .addCommand(parkedCommand(context))
    .addCommand(replayCommand(context));
}
