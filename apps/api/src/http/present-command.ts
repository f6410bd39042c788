import type { FastifyReply } from 'fastify';
import type { CommandAccepted, CommandResult, Subject } from '#application';

/** Puts the result of a command into the words of the contract. */
export function presentCommand(result: CommandResult, reply: FastifyReply): object {
  if (result.kind === 'dryRun') {
    const { subject, events, refusals } = result;
    return { dryRun: true, ...subject, events, refusals };
  }
  if (result.replayed) reply.header('Idempotency-Replayed', 'true');
  if (result.events[0]?.revision === 0) reply.status(201).header('Location', locationOf(result.subject));
  return bodyOf(result);
}

function bodyOf({ subject, revision, position, events, code, expiresAt }: CommandAccepted): object {
  return {
    ...subject,
    revision,
    position: position.toString(),
    events,
    ...(code !== undefined && { code }),
    ...(expiresAt !== undefined && { expiresAt }),
  };
}

function locationOf(subject: Subject): string {
  if ('voucherId' in subject) return `/v1/vouchers/${subject.voucherId}`;
  if ('offerId' in subject) return `/v1/offers/${subject.offerId}`;
  return `/v1/candidates/${subject.candidateId}/vouchers`;
}
