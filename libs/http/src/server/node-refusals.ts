import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { MalformedRequest, UnreadableRequest } from '../problems/errors.js';

/** What Node would refuse with an empty answer (RFC 9112 §3.2, RFC 9110 §10.1.1) is refused with a problem. */
export function refuseInPlaceOfNode(fastify: FastifyInstance): void {
  const unmet = new WeakSet<IncomingMessage>();
  fastify.server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
    unmet.add(request);
    fastify.server.emit('request', request, response);
  });
  fastify.addHook('onRequest', ({ raw }, _reply, done) => {
    if (unmet.has(raw)) {
      done(new UnreadableRequest('EXPECTATION_FAILED', 'The only expectation that is met is 100-continue.'));
    } else if (raw.headers.host === undefined && raw.httpVersion === '1.1') {
      done(new MalformedRequest([{ field: 'Host', message: 'is required' }]));
    } else done();
  });
}
