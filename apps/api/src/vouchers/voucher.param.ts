import { createParamDecorator, type ExecutionContext, Injectable, type PipeTransform } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { VoucherLocator, type VoucherReference } from '#application';
import { principalOf } from '../access/principal.js';
import { EXAMPLE_VOUCHER_ID } from '../openapi/command-examples.js';

interface NamedVoucher {
  readonly named: string;
  /** Whose wrong guesses are counted together. */
  readonly client: string;
}

const NamedVoucherParam = createParamDecorator((_: unknown, context: ExecutionContext): NamedVoucher => {
  const request = context.switchToHttp().getRequest<FastifyRequest<{ Params: { voucher: string } }>>();
  return { named: request.params.voucher, client: principalOf(request).id };
});

@Injectable()
class LocateVoucher implements PipeTransform<NamedVoucher, Promise<VoucherReference>> {
  constructor(private readonly locator: VoucherLocator) {}

  transform({ named, client }: NamedVoucher): Promise<VoucherReference> {
    return this.locator.locate(named, client);
  }
}

/** The voucher that the path names by its id or by its code. */
export const LocatedVoucher = (): ParameterDecorator => NamedVoucherParam(LocateVoucher);

/** Documents it. */
export const VoucherPath = (): MethodDecorator =>
  ApiParam({
    name: 'voucher',
    description: 'Voucher id, or voucher code (case, spaces and dashes do not matter).',
    schema: { type: 'string', example: EXAMPLE_VOUCHER_ID },
  });
