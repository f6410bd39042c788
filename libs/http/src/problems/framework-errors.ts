import { HttpException } from '@nestjs/common';
import type { EdgeCode } from './catalogue.js';
import { MalformedRequest, RouteNotFound, UnreadableRequest } from './errors.js';

const UNREADABLE: Readonly<Record<number, readonly [EdgeCode, string]>> = {
  408: ['REQUEST_TIMEOUT', 'The request took too long to arrive; send it again.'],
  413: ['BODY_TOO_LARGE', 'Bodies are at most 64 KiB (65536 bytes).'],
  415: ['UNSUPPORTED_MEDIA_TYPE', 'Send the body as "Content-Type: application/json".'],
  431: ['HEADERS_TOO_LARGE', 'All headers together are at most 16 KiB.'],
};

/** What Nest and Fastify refuse by themselves, in our terms; `undefined` when it is not the client's fault. */
export function readByFramework(
  error: unknown,
): UnreadableRequest | MalformedRequest | RouteNotFound | undefined {
  const status = statusOf(error);
  if (status === undefined || status < 400 || status >= 500) return undefined;
  if (status === 404) return new RouteNotFound();
  const known = UNREADABLE[status];
  return known ? new UnreadableRequest(...known) : new MalformedRequest([violationIn(error)]);
}

function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  return error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number'
    ? error.statusCode
    : undefined;
}

/** The messages of the JSON parser quote the body, so they are not handed on. */
function violationIn(error: unknown): { field: string; message: string } {
  switch (error instanceof Error && 'code' in error ? error.code : undefined) {
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
      return { field: 'body', message: 'must not be empty when it is announced as JSON' };
    case 'FST_ERR_BAD_URL':
    case 'FST_ERR_MAX_PARAM_LENGTH':
      return { field: 'path', message: 'is not a valid URL path' };
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return { field: 'Content-Length', message: 'must be the size of the body' };
    default:
      return { field: 'body', message: 'must be valid JSON without the keys __proto__ and constructor' };
  }
}
