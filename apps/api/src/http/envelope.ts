import { randomUUID } from 'node:crypto';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Envelope } from '#application';
import { MalformedRequest, type Violation } from '#http';
import { principalOf } from '../access/principal.js';

const LONGEST_KEY = 200;
const REVISION = /^"(\d{1,15})"$/;

/** What came with a command besides its body: `Idempotency-Key`, `If-Match`, `dryRun`, correlation id, and who. */
export const CommandEnvelope = createParamDecorator((_: unknown, context: ExecutionContext) =>
  envelopeOf(context.switchToHttp().getRequest<FastifyRequest>()),
);

/** @throws MalformedRequest */
function envelopeOf(request: FastifyRequest): Envelope {
  const violations: Violation[] = [];
  const key = request.headers['idempotency-key'];
  const commandId = commandIdOf(key, violations);
  const expectedRevision = revisionOf(request.headers['if-match'], violations);
  const dryRun = dryRunOf(request.query as Readonly<Record<string, unknown>>, violations);
  if (violations.length > 0) throw new MalformedRequest(violations);
  return {
    commandId,
    isRepeatable: key !== undefined,
    correlationId: request.id,
    causationId: commandId,
    actor: `key:${principalOf(request).id}`,
    ...(expectedRevision !== undefined && { expectedRevision }),
    ...(dryRun && { dryRun }),
  };
}

function commandIdOf(header: string | string[] | undefined, violations: Violation[]): string {
  if (header === undefined) return randomUUID();
  if (typeof header === 'string' && header.length > 0 && header.length <= LONGEST_KEY) return header;
  violations.push({ field: 'Idempotency-Key', message: `must have 1 to ${LONGEST_KEY} characters` });
  return '';
}

function revisionOf(header: string | undefined, violations: Violation[]): number | undefined {
  if (header === undefined) return undefined;
  const [, digits] = REVISION.exec(header) ?? [];
  if (digits !== undefined) return Number(digits);
  violations.push({ field: 'If-Match', message: 'must be one revision in double quotes, such as "5"' });
  return undefined;
}

/** Parameters that are not known are refused: `?dryrun=true` must not record anything. */
function dryRunOf(query: Readonly<Record<string, unknown>>, violations: Violation[]): boolean {
  for (const field of Object.keys(query)) {
    if (field !== 'dryRun') violations.push({ field, message: 'is not a known parameter of a command' });
  }
  const { dryRun } = query;
  if (dryRun !== undefined && dryRun !== 'true' && dryRun !== 'false') {
    violations.push({ field: 'dryRun', message: 'must be true or false' });
  }
  return dryRun === 'true';
}
