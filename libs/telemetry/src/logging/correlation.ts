import { AsyncLocalStorage } from 'node:async_hooks';

/** What every log line of one piece of work bears. */
export interface LogContext {
  readonly correlationId: string;
  readonly [field: string]: string;
}

const contexts = new AsyncLocalStorage<LogContext>();

/** Runs the work, and whatever it starts, in this context. */
export function withLogContext<Result>(context: LogContext, work: () => Result): Result {
  return contexts.run(context, work);
}

/** The context of the work that is asking; `undefined` outside of any. */
export function logContext(): LogContext | undefined {
  return contexts.getStore();
}
