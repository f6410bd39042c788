import type { FastifyInstance, FastifyReply } from 'fastify';
import { RouteConfig } from '@nestjs/platform-fastify';

/** Turns what a handler answers into the body; it may set status and headers. */
export type Presenter<Result> = (result: Result, reply: FastifyReply) => object;

declare module 'fastify' {
  interface FastifyContextConfig {
    present?: Presenter<never>;
  }
}

/** Answers of this route are put into words by the presenter. */
export function PresentedBy<Result>(present: Presenter<Result>): MethodDecorator {
  return RouteConfig({ present });
}

/**
 * Presenters run in Fastify's own hook: a Nest interceptor for each route costs more time than the whole rest of
 * an answer.
 */
export function presentAnswers(fastify: FastifyInstance): void {
  fastify.addHook('preSerialization', (_request, reply, payload, done) => {
    const { present } = reply.routeOptions.config;
    // A route's presenter takes what its handler answers: `PresentedBy` stands on that very handler.
    done(null, present ? present(payload as never, reply) : payload);
  });
}
