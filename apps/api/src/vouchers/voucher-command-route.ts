import { applyDecorators } from '@nestjs/common';
import { CommandRoute, type CommandRouteOptions } from '../http/command-route.js';
import type { Recorded } from '../openapi/command-docs.js';
import { VoucherPath } from './voucher.param.js';

export interface VoucherCommandRouteOptions extends Omit<CommandRouteOptions, 'records'> {
  readonly records: Omit<Recorded, 'subject'>;
}

/** A route that takes a command about the voucher of its path; that can be none, or active no longer. */
export function VoucherCommandRoute(path: string, options: VoucherCommandRouteOptions): MethodDecorator {
  return applyDecorators(
    VoucherPath(),
    CommandRoute(path, {
      ...options,
      records: { subject: 'voucher', ...options.records },
      refusals: ['VOUCHER_NOT_FOUND', 'VOUCHER_NOT_ACTIVE', ...options.refusals],
    }),
  );
}
