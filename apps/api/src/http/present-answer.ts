import type { FastifyReply } from 'fastify';
import type { Answer } from '#application';

/** Answers the body of a query, and in `Read-Position` how far its read model was. */
export function presentAnswer({ body, position }: Answer<object>, reply: FastifyReply): object {
  reply.header('Read-Position', position.toString());
  return body;
}
