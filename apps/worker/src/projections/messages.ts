import type { AdvanceListener, ProjectionStatus } from '#read-models';

/** What an `AdvanceListener` is told. */
export type Advance = Parameters<AdvanceListener['advanced']>;

/** What the thread is asked. */
export type ToThread = 'status' | 'stop';

/** What the thread tells. Each question for the status gets one answer, in their order. */
export type FromThread =
  | { readonly following: true }
  | { readonly advanced: readonly Advance[] }
  | { readonly status: readonly ProjectionStatus[] }
  | { readonly statusFailed: ThreadFailure }
  | { readonly failed: string; readonly why: ThreadFailure };

/** Errors lose their class on the way between threads; the code is of those that have one. */
export interface ThreadFailure {
  readonly code?: string;
  readonly message: string;
  readonly stack: string | undefined;
}
