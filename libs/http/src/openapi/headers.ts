import type { ApiResponseOptions } from '@nestjs/swagger';

type HeadersObject = NonNullable<ApiResponseOptions['headers']>;

/** On every answer. */
export const CORRELATION: HeadersObject = {
  'X-Correlation-Id': {
    description: 'Id of the request: the one it came with, or a new one. The log has it too.',
    schema: { type: 'string' },
    example: '6f1d2c3a-0b5e-4f7a-9c8d-1e2f3a4b5c6d',
  },
};

export const RETRY_AFTER: HeadersObject = {
  'Retry-After': {
    description: 'Seconds after which the same request may succeed.',
    schema: { type: 'integer' },
    example: 1,
  },
};

export const WWW_AUTHENTICATE: HeadersObject = {
  'WWW-Authenticate': {
    description: 'Says that a key is needed or, where one was sent, which scope it lacks (RFC 6750).',
    schema: { type: 'string' },
    example: 'Bearer error="insufficient_scope", scope="exams:write"',
  },
};

export const IDEMPOTENCY_REPLAYED: HeadersObject = {
  'Idempotency-Replayed': {
    description: '`true` when this answers a command that was recorded before under the same key.',
    schema: { type: 'string', enum: ['true'] },
    example: 'true',
  },
};

export const LOCATION: HeadersObject = {
  Location: {
    description: 'Where to read what was created.',
    schema: { type: 'string' },
    example: '/v1/vouchers/1c9b1a52-7d39-5f5e-8a55-0f2f6e3d9b11',
  },
};

export const READ_POSITION: HeadersObject = {
  'Read-Position': {
    description: 'Position up to which the read model has seen events.',
    schema: { type: 'string', pattern: '^\\d+$' },
    example: '1042',
  },
};

export const ETAG: HeadersObject = {
  ETag: {
    description: 'Revision of the voucher, to be sent as `If-Match` with a command.',
    schema: { type: 'string' },
    example: '"4"',
  },
};
