import { Command } from 'commander';
import type { Context } from '../context.js';
import { createKeyCommand } from '../keys/create-key.js';
import { listKeysCommand } from '../keys/list-keys.js';
import { revokeKeyCommand } from '../keys/revoke-key.js';

export function keysCommand(context: Context): Command {
  return new Command('keys')
    .description('The keys to the API; a running server heeds every change from its next request on.')
    .addCommand(createKeyCommand(context))
    .addCommand(listKeysCommand(context))
    .addCommand(revokeKeyCommand(context));
}
