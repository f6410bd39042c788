import type { FastifyInstance } from 'fastify';
import type { IncomingHttpHeaders } from 'node:http';
import { MalformedRequest, UnreadableRequest } from '#http';

const UTF_8 = new TextDecoder('utf-8', { fatal: true });

/**
 * JSON in UTF-8 is the only kind of body. Fastify's own parser refuses `__proto__` in it; but it is given text in
 * which broken UTF-8 was replaced in silence, so the bytes are read here, and nothing is read that is announced as
 * compressed or in another character set.
 */
export function takeJsonOnly(fastify: FastifyInstance): void {
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const text = isPlain(request.headers) ? decoded(body as Buffer) : notPlain();
    if (text instanceof Error) done(text);
    else void parse(request, text, done);
  });
}

function isPlain(headers: IncomingHttpHeaders): boolean {
  const coding = headers['content-encoding'] ?? 'identity';
  const charset = /;\s*charset="?([^";\s]*)/i.exec(headers['content-type'] ?? '')?.[1] ?? 'utf-8';
  return coding.toLowerCase() === 'identity' && /^(utf-8|us-ascii)$/i.test(charset);
}

function notPlain(): UnreadableRequest {
  return new UnreadableRequest(
    'UNSUPPORTED_MEDIA_TYPE',
    'Send the body as JSON in UTF-8, and not compressed.',
  );
}

function decoded(bytes: Buffer): string | MalformedRequest {
  try {
    return UTF_8.decode(bytes);
  } catch {
    return new MalformedRequest([{ field: 'body', message: 'must be UTF-8' }]);
  }
}
