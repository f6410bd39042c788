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
  /** The event store cannot say where it ends; the sentence says why. */
  | { readonly unavailable: string };
