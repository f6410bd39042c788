import type { OpenOptions } from './open-database.js';
import type { StorageErrorData } from './storage-error.js';

/** What the writer's thread is started with. */
export interface WriterThreadData {
  readonly file: string;
  readonly open: OpenOptions;
  readonly program: string;
  readonly maxPerTransaction: number;
}

/** To the thread: requests in the order of their submission, or the wish that it ends. */
export type ToWriter = readonly unknown[] | 'close';

export type Outcome =
  { readonly result: unknown } | { readonly refusal: unknown } | { readonly error: StorageErrorData };

/** From the thread: one message a transaction, its outcomes in the order of the requests. */
export type FromWriter =
  | { readonly opened: true }
  | { readonly notOpened: StorageErrorData }
  | { readonly outcomes: readonly Outcome[] }
  | { readonly failed: StorageErrorData; readonly count: number };
