import { applyDecorators, HttpCode, Post } from '@nestjs/common';
import type { Scope } from '#access';
import { RequireScope } from '#http';
import type { RefusalCode } from '#vouchers';
import { CommandDocs, type Recorded } from '../openapi/command-docs.js';
import { PresentedBy } from './present.js';
import { presentCommand } from './present-command.js';

export interface CommandRouteOptions {
  /** `Post` unless told otherwise. */
  readonly method?: (path: string) => MethodDecorator;
  readonly scope: Scope;
  /** One line. */
  readonly summary: string;
  readonly description?: string;
  /** What it records, for the example of an answer. */
  readonly records: Recorded;
  /** Rules that can refuse it. */
  readonly refusals: readonly RefusalCode[];
}

/** A route that takes a command: its path, who may call it, how its result is answered, how it is documented. */
export function CommandRoute(path: string, options: CommandRouteOptions): MethodDecorator {
  const { method = Post, scope } = options;
  return applyDecorators(
    method(path),
    HttpCode(200),
    RequireScope(scope),
    PresentedBy(presentCommand),
    CommandDocs(options),
  );
}
