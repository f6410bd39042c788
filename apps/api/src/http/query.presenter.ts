import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { map, type Observable } from 'rxjs';
import type { Answer } from '#application';

/** Answers the body of a query, and in `Read-Position` how far its read model was. */
@Injectable()
export class QueryPresenter implements NestInterceptor<Answer<object>, object> {
  intercept(context: ExecutionContext, next: CallHandler<Answer<object>>): Observable<object> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(
      map(({ body, position }) => {
        reply.header('read-position', position.toString());
        return body;
      }),
    );
  }
}
