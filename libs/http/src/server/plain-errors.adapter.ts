import { FastifyAdapter } from '@nestjs/platform-fastify';

/** Hands Fastify's errors on as they are. Nest would keep their message alone, and the code says what was wrong. */
export class PlainErrorsAdapter extends FastifyAdapter {
  override mapException(error: unknown): unknown {
    return error;
  }
}
