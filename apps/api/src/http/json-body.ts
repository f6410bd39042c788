import type { FastifyInstance } from 'fastify';
import { MalformedRequest } from '#http';

const UTF_8 = new TextDecoder('utf-8', { fatal: true });

/**
 * JSON in UTF-8 is the only kind of body. Fastify's own parser refuses `__proto__` in it; but it is given text in
 * which broken UTF-8 was replaced in silence, so the bytes are read here.
 */
export function takeJsonOnly(fastify: FastifyInstance): void {
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const text = decoded(body as Buffer);
    if (text instanceof MalformedRequest) done(text);
    else void parse(request, text, done);
  });
}

function decoded(bytes: Buffer): string | MalformedRequest {
  try {
    return UTF_8.decode(bytes);
  } catch {
    return new MalformedRequest([{ field: 'body', message: 'must be UTF-8' }]);
  }
}
