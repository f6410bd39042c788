import { Command } from 'commander';
import type { Context } from '../context.js';
import { createKeyCommand } from '../keys/create-key.js';
import { listKeysCommand } from '../keys/list-keys.js';
import { revokeKeyCommand } from '../keys/revoke-key.js';

export function keysCommand(context: Context): Command {
  return new Command('keys')
    .addCommand(createKeyCommand(context))
    .addCommand(listKeysCommand(context))
    .addCommand(revokeKeyCommand(context));
}
