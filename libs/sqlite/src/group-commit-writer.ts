import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Arrivals } from './arrivals.js';
import { Backlog, type BacklogLimits } from './backlog.js';
import type { OpenOptions } from './open-database.js';
import { fromData, StorageError, type StorageErrorCode } from './storage-error.js';
import type { FromWriter, Outcome, ToWriter, WriterThreadData } from './writer-messages.js';

/** A request beyond the limits of the backlog is refused with `WRITER_OVERLOADED`. */
export interface GroupCommitOptions extends BacklogLimits {
  readonly file: string;
  readonly open: OpenOptions;
  /** The module that exports the `program`: `new URL('./my-program.js', import.meta.url)`. */
  readonly program: URL;
  /** Turns the reason of a refusal into the error that `submit` rejects with. */
  readonly refused: (reason: unknown) => Error;
  /** Most requests in one transaction. Default 1,000. */
  readonly maxPerTransaction?: number;
}

/** Most requests in one message to the thread. */
const MESSAGE_SIZE = 16;

interface Submission<Request, Result> {
  readonly request: Request;
  readonly bytes: number;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: Error) => void;
}

/**
 * The one writer of a database file, on a thread of its own, so that a flush to disk never holds up the caller's
 * event loop. Requests that arrive while a transaction is being flushed share the next one. An answer means that
 * the transaction was committed.
 *
 * After a crash of the thread the next request starts it again. An idle writer does not keep the process alive.
 */
export class GroupCommitWriter<Request, Result> {
  readonly #options: GroupCommitOptions;
  readonly #file: string;
  #unsent: Submission<Request, Result>[] = [];
  readonly #sent: Submission<Request, Result>[] = [];
  readonly #backlog: Backlog;
  readonly #arrivals = new Arrivals((messages) => {
    this.#receive(messages);
  });
  #thread: Worker | undefined;
  #closed: Promise<void> | undefined;

  private constructor(options: GroupCommitOptions) {
    this.#options = options;
    this.#file = resolve(options.file);
    this.#backlog = new Backlog(options);
  }

  /** @throws StorageError when the file cannot be opened */
  static async open<Request, Result>(
    options: GroupCommitOptions,
  ): Promise<GroupCommitWriter<Request, Result>> {
    const writer = new GroupCommitWriter<Request, Result>(options);
    await new Promise<void>((opened, failed) => writer.#start({ opened, failed }));
    return writer;
  }

  /** Requests that wait for their outcome. */
  get pending(): number {
    return this.#backlog.requests;
  }

  /**
   * Hands a request to the program. Requests are applied in the order of their submission.
   *
   * @param bytes about how much memory the request holds while it waits
   * @throws StorageError; `OUTCOME_UNKNOWN` alone leaves open whether the request was carried out
   * @throws whatever `refused` makes of the program's refusal
   */
  submit(request: Request, bytes = 0): Promise<Result> {
    if (this.#closed)
      return Promise.reject(this.#error('WRITER_CLOSED', 'was closed: start again to write.'));
    if (this.#backlog.isFullFor(bytes)) {
      const why = 'has more to write than its disk takes: try again a little later.';
      return Promise.reject(this.#error('WRITER_OVERLOADED', why));
    }
    return new Promise((accept, reject) => {
      this.#backlog.add(bytes);
      if (this.#backlog.requests === 1) this.#thread?.ref();
      this.#gather({ request, bytes, resolve: accept, reject });
    });
  }

  /** Finishes what was accepted, then closes the file. Again changes nothing. */
  close(): Promise<void> {
    this.#closed ??= this.#finish();
    return this.#closed;
  }

  async #finish(): Promise<void> {
    await this.#backlog.empty();
    const thread = this.#thread;
    if (!thread) return;
    await new Promise<void>((ended) => {
      thread.ref();
      thread.once('exit', () => {
        ended();
      });
      thread.postMessage('close' satisfies ToWriter);
    });
  }

  /**
   * A writer that has nothing to do gets the request at once. What comes while it is at work shares a message, since
   * each costs both threads some 20 µs, but not so many that it would have to wait for them.
   */
  #gather(submission: Submission<Request, Result>): void {
    const gathered = this.#unsent.push(submission);
    if (this.#sent.length === 0 || gathered === MESSAGE_SIZE) this.#sendAll();
    else if (gathered === 1) {
      setImmediate(() => {
        this.#sendAll();
      });
    }
  }

  #sendAll(): void {
    const submissions = this.#unsent;
    this.#unsent = [];
    if (submissions.length === 0 || this.#send(submissions)) return;
    for (const submission of submissions) {
      if (this.#send([submission])) continue;
      this.#backlog.remove(submission.bytes);
      submission.reject(
        this.#error('REQUEST_FAILED', 'was given a request that cannot be sent to a thread.'),
      );
    }
  }

  #send(submissions: readonly Submission<Request, Result>[]): boolean {
    const thread = this.#thread ?? this.#start();
    try {
      thread.postMessage(submissions.map(({ request }) => request) satisfies ToWriter);
    } catch {
      return false;
    }
    this.#sent.push(...submissions);
    return true;
  }

  #start(waiting?: { opened: () => void; failed: (error: Error) => void }): Worker {
    const { open, program, maxPerTransaction = 1_000 } = this.#options;
    const data: WriterThreadData = { file: this.#file, open, program: program.href, maxPerTransaction };
    const thread = new Worker(new URL('./writer-thread.js', import.meta.url), { workerData: data });
    this.#thread = thread;
    thread.on('message', (message: FromWriter) => {
      if ('opened' in message) waiting?.opened();
      if ('notOpened' in message) waiting?.failed(fromData(message.notOpened));
      this.#arrivals.add(message);
    });
    let crash: unknown;
    thread.on('error', (error) => {
      crash = error;
    });
    thread.on('exit', () => {
      this.#ended(thread, crash);
      waiting?.failed(this.#error('STORAGE_FAILED', 'could not be opened: its thread ended.', crash));
    });
    return thread;
  }

  #receive(messages: readonly FromWriter[]): void {
    for (const message of messages) {
      if ('outcomes' in message) {
        this.#sent.splice(0, message.outcomes.length).forEach((submission, index) => {
          this.#settle(submission, message.outcomes[index]);
        });
      } else if ('failed' in message) {
        this.#fail(message.count, fromData(message.failed));
      } else if ('notOpened' in message) {
        this.#fail(this.#sent.length, fromData(message.notOpened));
      }
    }
    // Whoever closes it waits for the thread's end.
    if (this.#backlog.requests === 0 && !this.#closed) this.#thread?.unref();
  }

  #ended(thread: Worker, crash: unknown): void {
    if (this.#thread !== thread) return;
    this.#arrivals.receiveAll();
    this.#thread = undefined;
    const why =
      'lost its writing thread: what was being written may or may not be there, repeat it to be sure.';
    this.#fail(this.#sent.length, this.#error('OUTCOME_UNKNOWN', why, crash));
  }

  #fail(count: number, error: StorageError): void {
    for (const submission of this.#sent.splice(0, count)) {
      this.#backlog.remove(submission.bytes);
      submission.reject(error);
    }
  }

  #settle(submission: Submission<Request, Result>, outcome: Outcome | undefined): void {
    this.#backlog.remove(submission.bytes);
    if (outcome === undefined) submission.reject(this.#error('OUTCOME_UNKNOWN', 'gave no answer.'));
    else if ('result' in outcome) submission.resolve(outcome.result as Result);
    else if ('refusal' in outcome) submission.reject(this.#options.refused(outcome.refusal));
    else submission.reject(fromData(outcome.error));
  }

  #error(code: StorageErrorCode, what: string, cause?: unknown): StorageError {
    return new StorageError(code, this.#file, `${this.#file} ${what}`, { cause });
  }
}
