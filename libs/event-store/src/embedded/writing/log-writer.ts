import { StorageError, type GroupCommitWriter } from '#sqlite';
import {
  OutcomeUnknown,
  StoreUnavailable,
  WrongExpectedRevision,
  type AppendResult,
} from '../../port/index.js';
import type { LocalCommits } from '../subscribing/commit-signal.js';
import { StreamDeleted } from '../log/stream-deleted.js';
import type { Appended, Deleted, WriteRequest, WrongRevision } from './write-request.js';

/** Hands requests to the writer's thread, tells the subscriptions, and answers with the errors of the port. */
export class LogWriter {
  constructor(
    private readonly writer: GroupCommitWriter<WriteRequest, Appended>,
    private readonly commits: LocalCommits,
  ) {}

  async write(request: WriteRequest, bytes: number): Promise<AppendResult> {
    try {
      const { revision, position } = await this.writer.submit(request, bytes);
      this.commits.committed();
      return { revision, position: BigInt(position) };
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
      this.commits.committed();
      throw ofThePort(error);
    }
  }

  close(): Promise<void> {
    return this.writer.close();
  }
}

/** The error for a refusal by the writer's program. */
export function refused(reason: unknown): WrongExpectedRevision | StreamDeleted {
  const why = reason as WrongRevision | Deleted;
  return 'deleted' in why
    ? new StreamDeleted(why.deleted)
    : new WrongExpectedRevision(why.stream, why.expected, why.actual);
}

function ofThePort(error: StorageError): StoreUnavailable | OutcomeUnknown {
  const Kind = error.code === 'OUTCOME_UNKNOWN' ? OutcomeUnknown : StoreUnavailable;
  return new Kind(error.message, { cause: error });
}
