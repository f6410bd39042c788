import { applyDecorators, HttpCode, Post } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyContextConfig } from 'fastify';
import { type CommandDescription, CommandDocs } from '../openapi/command-docs.js';
import { presentCommand } from './present-command.js';

export interface CommandRouteOptions extends CommandDescription {
  /** `Post` unless told otherwise. */
  readonly method?: (path: string) => MethodDecorator;
}

/** A route that takes a command: its path, who may call it, how its result is answered, how it is documented. */
export function CommandRoute(path: string, options: CommandRouteOptions): MethodDecorator {
  const { method = Post, scope } = options;
  return applyDecorators(
    method(path),
    HttpCode(200),
    RouteConfig({ access: scope, present: presentCommand } satisfies FastifyContextConfig),
    CommandDocs(options),
  );
}
