import type { FastifyReply } from 'fastify';
import type { Answer } from '#application';
import { presentAnswer } from './present-answer.js';

const serialized = new WeakMap<object, string>();

/** As `presentAnswer`; a body that is the very object of an earlier answer is not serialized again. */
export function presentKeptAnswer(answer: Answer<object>, reply: FastifyReply): object {
  reply.serializer(serialize);
  return presentAnswer(answer, reply);
}

function serialize(body: object): string {
  const known = serialized.get(body);
  if (known !== undefined) return known;
  const text = JSON.stringify(body);
  serialized.set(body, text);
  return text;
}
