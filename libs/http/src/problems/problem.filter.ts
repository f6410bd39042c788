import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from '#telemetry';
import { answerTo, type ProblemAnswer } from './problem.js';

export const PROBLEM_JSON = 'application/problem+json; charset=utf-8';

/** Answers every error as problem+json, and logs those that are ours. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const answer = answerTo(error, request.id);
    const { status, code } = answer.problem;
    if (status >= 500 && code !== 'NOT_YET_VISIBLE') {
      this.logger.error({ err: error, code, correlationId: request.id }, 'a request failed');
    }
    sendProblem(http.getResponse<FastifyReply>(), answer);
  }
}

export function sendProblem(reply: FastifyReply, { problem, headers }: ProblemAnswer): void {
  void reply
    .status(problem.status)
    .headers(headers)
    .header('content-type', PROBLEM_JSON)
    .send(JSON.stringify(problem));
}
