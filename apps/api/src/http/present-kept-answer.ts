import type { FastifyReply } from 'fastify';
import type { Answer } from '#application';
import { presentAnswer } from './present-answer.js';

const worded = new WeakMap<object, string>();

/** As `presentAnswer`; a body that is the very object of an earlier answer is not put into JSON again. */
export function presentKeptAnswer(answer: Answer<object>, reply: FastifyReply): object {
  reply.serializer(word);
  return presentAnswer(answer, reply);
}

function word(body: object): string {
  const known = worded.get(body);
  if (known !== undefined) return known;
  const text = JSON.stringify(body);
  worded.set(body, text);
  return text;
}
