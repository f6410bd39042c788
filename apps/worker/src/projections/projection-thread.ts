import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { CodedError } from '#errors';
import type { FailureListener, ProjectionStatus, ReadModels } from '#read-models';
import type { Settings } from '#settings';
import { keepRunning } from '../keep-running.js';
import type { FromThread, ThreadFailure, ToThread } from './messages.js';
import type { Projecting } from './projecting.js';

const PROGRAM = new URL('./projection-thread.program.js', import.meta.url);

/** The thread is not there: it has ended without being asked to, and is started again. */
class ProjectionThreadEnded extends CodedError {
  readonly code = 'PROJECTION_THREAD_ENDED';
  constructor() {
    super('The thread of the projections has ended, and is started again.');
  }
}

/** What the thread failed at; it may be a store that is away, or damaged. */
class FailedOnThread extends CodedError {
  readonly code: string;
  constructor({ code = 'PROJECTIONS_FAILED', message, stack }: ThreadFailure) {
    super(message);
    this.code = code;
    if (stack !== undefined) this.stack = stack;
  }
}

interface Question {
  readonly answer: (status: readonly ProjectionStatus[]) => void;
  readonly fail: (error: Error) => void;
}

/**
 * Runs the projections on a thread of their own, so that the one that answers requests has nothing to fold. A thread
 * that ends is started again, and goes on from its checkpoints.
 */
export class ProjectionThread implements Projecting {
  readonly #stopping = new AbortController();
  #questions: Question[] = [];
  #thread: Worker | undefined;
  #ended: Promise<void> | undefined;

  constructor(
    private readonly settings: Settings,
    /** Told of every commit. */
    private readonly readModels: ReadModels,
    private readonly onFailure: FailureListener,
  ) {}

  /** Resolves when the projections are being followed, or a first attempt has failed. */
  async start(): Promise<void> {
    await new Promise<void>((ready) => {
      const failed = (error: unknown) => {
        ready();
        this.onFailure('Running the projections', error);
      };
      this.#ended ??= keepRunning(() => this.#run(ready), this.#stopping.signal, failed);
    });
  }

  /**
   * @throws FailedOnThread with the code of what failed on the thread
   * @throws ProjectionThreadEnded
   */
  status(): Promise<readonly ProjectionStatus[]> {
    return new Promise((answer, fail) => {
      if (!this.#thread) throw new ProjectionThreadEnded();
      this.#questions.push({ answer, fail });
      this.#thread.postMessage('status' satisfies ToThread);
    });
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#thread?.postMessage('stop' satisfies ToThread);
    await this.#ended;
  }

  /** Resolves when the thread has ended as it was asked to. */
  async #run(following: () => void): Promise<void> {
    const thread = new Worker(PROGRAM, { workerData: this.settings });
    thread.on('message', (message: FromThread) => {
      if ('following' in message) following();
      else this.#told(message);
    });
    this.#thread = thread;
    try {
      await once(thread, 'exit');
      if (!this.#stopping.signal.aborted) throw new ProjectionThreadEnded();
    } finally {
      this.#thread = undefined;
      for (const { fail } of this.#questions.splice(0)) fail(new ProjectionThreadEnded());
    }
  }

  #told(message: Exclude<FromThread, { following: true }>): void {
    if ('advanced' in message) {
      for (const advance of message.advanced) this.readModels.advanced(...advance);
    } else if ('failed' in message) {
      this.onFailure(message.failed, new FailedOnThread(message.why));
    } else {
      const question = this.#questions.shift();
      if ('status' in message) question?.answer(message.status);
      else question?.fail(new FailedOnThread(message.statusFailed));
    }
  }
}
