import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { OpenOptions } from './open-database.js';
import { fromData, StorageError, type StorageErrorCode } from './storage-error.js';
import type { FromWriter, Outcome, ToWriter, WriterThreadData } from './writer-messages.js';

export interface GroupCommitOptions {
  readonly file: string;
  readonly open: OpenOptions;
  /** The module that exports the `program`: `new URL('./my-program.js', import.meta.url)`. */
  readonly program: URL;
  /** Turns the reason of a refusal into the error that `submit` rejects with. */
  readonly refused: (reason: unknown) => Error;
  /** Most requests in one transaction. Default 1,000. */
  readonly maxPerTransaction?: number;
  /** Most requests that wait for their outcome; the next is refused with `WRITER_OVERLOADED`. Default 10,000. */
  readonly maxPending?: number;
  /** Most bytes that those requests hold together, by what `submit` is told. Default 64 MiB. */
  readonly maxPendingBytes?: number;
}

/** Most requests in one message to the thread. */
const MESSAGE_SIZE = 16;
/** So many requests are answered as soon as their outcomes arrive; further ones when the event loop has had its turn. */
const AT_ONCE = 100;

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
  readonly #arrived: FromWriter[] = [];
  /** Requests answered in this turn of the event loop, and its end. */
  #answeredInTurn = 0;
  #turn: NodeJS.Immediate | undefined;
  #pending = 0;
  #pendingBytes = 0;
  #thread: Worker | undefined;
  #closed: Promise<void> | undefined;
  #idle: (() => void) | undefined;

  private constructor(options: GroupCommitOptions) {
    this.#options = options;
    this.#file = resolve(options.file);
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
    return this.#pending;
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
    if (this.#isFull(bytes)) {
      const why = 'has more to write than its disk takes: try again a little later.';
      return Promise.reject(this.#error('WRITER_OVERLOADED', why));
    }
    return new Promise((accept, reject) => {
      this.#pending += 1;
      this.#pendingBytes += bytes;
      if (this.#pending === 1) this.#thread?.ref();
      this.#gather({ request, bytes, resolve: accept, reject });
    });
  }

  /** Finishes what was accepted, then closes the file. Again changes nothing. */
  close(): Promise<void> {
    this.#closed ??= this.#finish();
    return this.#closed;
  }

  async #finish(): Promise<void> {
    if (this.#pending > 0) {
      await new Promise<void>((idle) => {
        this.#idle = idle;
      });
    }
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

  #isFull(bytes: number): boolean {
    const { maxPending = 10_000, maxPendingBytes = 64 * 1_024 * 1_024 } = this.#options;
    return this.#pending > 0 && (this.#pending >= maxPending || this.#pendingBytes + bytes > maxPendingBytes);
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
      this.#settled(submission);
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
      this.#arrive(message);
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

  /**
   * Node hands over up to a thousand messages in one turn of the event loop, those too that come meanwhile, so that
   * callers who write on with every answer would hold up everything else for as long.
   */
  #arrive(message: FromWriter): void {
    this.#arrived.push(message);
    if (this.#answeredInTurn < AT_ONCE) this.#receiveAll();
    this.#turn ??= setImmediate(() => {
      this.#turn = undefined;
      this.#receiveAll();
      this.#answeredInTurn = 0;
    });
  }

  #receiveAll(): void {
    for (const message of this.#arrived.splice(0)) this.#receive(message);
    // Whoever closes it waits for the thread's end.
    if (this.#pending === 0 && !this.#closed) this.#thread?.unref();
  }

  #receive(message: FromWriter): void {
    if ('outcomes' in message) {
      this.#answeredInTurn += message.outcomes.length;
      this.#sent.splice(0, message.outcomes.length).forEach((submission, index) => {
        this.#settle(submission, message.outcomes[index]);
      });
    } else if ('failed' in message) {
      this.#fail(message.count, fromData(message.failed));
    } else if ('notOpened' in message) {
      this.#fail(this.#sent.length, fromData(message.notOpened));
    }
  }

  #ended(thread: Worker, crash: unknown): void {
    if (this.#thread !== thread) return;
    this.#receiveAll();
    this.#thread = undefined;
    const why =
      'lost its writing thread: what was being written may or may not be there, repeat it to be sure.';
    this.#fail(this.#sent.length, this.#error('OUTCOME_UNKNOWN', why, crash));
  }

  #fail(count: number, error: StorageError): void {
    for (const submission of this.#sent.splice(0, count)) {
      this.#settled(submission);
      submission.reject(error);
    }
  }

  #settle(submission: Submission<Request, Result>, outcome: Outcome | undefined): void {
    this.#settled(submission);
    if (outcome === undefined) submission.reject(this.#error('OUTCOME_UNKNOWN', 'gave no answer.'));
    else if ('result' in outcome) submission.resolve(outcome.result as Result);
    else if ('refusal' in outcome) submission.reject(this.#options.refused(outcome.refusal));
    else submission.reject(fromData(outcome.error));
  }

  #settled(submission: Submission<Request, Result>): void {
    this.#pending -= 1;
    this.#pendingBytes -= submission.bytes;
    if (this.#pending === 0) this.#idle?.();
  }

  #error(code: StorageErrorCode, what: string, cause?: unknown): StorageError {
    return new StorageError(code, this.#file, `${this.#file} ${what}`, { cause });
  }
}
