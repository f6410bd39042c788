import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { TrustedProxies } from '#settings';
import { answerTo } from '../problems/problem.js';
import { PROBLEM_JSON, sendProblem } from '../problems/problem.filter.js';
import { UnreadableRequest, MalformedRequest } from '../problems/errors.js';
import { CORRELATION_HEADER, correlationIdOf } from './correlation.js';

/** Bytes of the largest body. */
const BODY_LIMIT = 64 * 1024;

/**
 * How Fastify is run. Times in milliseconds.
 *
 * @param requestTimeout a request has to arrive whole within this time, and within four times as much be answered
 */
export function serverOptions(trustProxy: TrustedProxies, requestTimeout = 30_000) {
  return {
    logger: false,
    bodyLimit: BODY_LIMIT,
    trustProxy: trusted(trustProxy),
    genReqId: correlationIdOf,
    http: {
      // It is checked where a problem can be answered.
      requireHostHeader: false,
      // Node takes the smaller of the two times for the headers, and the larger one for all of the request.
      headersTimeout: requestTimeout,
      connectionsCheckingInterval: requestTimeout / 10,
    },
    requestTimeout,
    // A connection that has been silent this long is closed: its client does not read the answer. What takes
    // longest to be answered is a move of the test clock, up to a minute on either side of what falls due.
    connectionTimeout: 4 * requestTimeout,
    // A connection without a request is closed after that.
    keepAliveTimeout: 65_000,
    // While the server closes, what still comes on an open connection is served and the connection closed.
    return503OnClosing: false,
    // Voucher codes may come with any number of spaces and dashes; ids are bounded where they are read.
    routerOptions: { maxParamLength: 1_000 },
    frameworkErrors: answerUnroutable,
    clientErrorHandler: answerUnparsable,
    // No part of the edge is an Express-style middleware.
    skipMiddie: true,
  };
}

/** Fastify takes no count of proxies, only a test of each hop; the first, at 0, is the one that is connected. */
function trusted(proxies: TrustedProxies): boolean | string | ((address: string, hop: number) => boolean) {
  return typeof proxies === 'number' ? (_address, hop) => hop < proxies : proxies;
}

/** Paths that cannot be decoded, and parameters beyond all bounds. */
function answerUnroutable(error: Error, request: FastifyRequest, reply: FastifyReply): void {
  reply.header(CORRELATION_HEADER, request.id);
  sendProblem(reply, answerTo(error, request.id));
}

const RAW: Readonly<Record<string, 'REQUEST_TIMEOUT' | 'HEADERS_TOO_LARGE'>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'REQUEST_TIMEOUT',
  HPE_HEADER_OVERFLOW: 'HEADERS_TOO_LARGE',
};

/** What is not HTTP, comes too slowly or has too many headers: Node has read no request to answer. */
function answerUnparsable(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const code = RAW[error.code ?? ''];
  const refusal = code
    ? new UnreadableRequest(code, 'The request was not read.')
    : new MalformedRequest([{ field: 'request', message: 'is not HTTP/1.1' }]);
  const { problem } = answerTo(refusal, correlationIdOf({ headers: {} }));
  const body = JSON.stringify(problem);
  socket.end(
    `HTTP/1.1 ${problem.status} ${problem.title}\r\nContent-Type: ${PROBLEM_JSON}\r\n` +
      `${CORRELATION_HEADER}: ${problem.correlationId}\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
