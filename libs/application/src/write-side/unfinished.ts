import { CodedError } from '#errors';

/** The command is recorded, and what follows from it could not be done: a repetition does it. */
class Unfinished extends CodedError {
  readonly code = 'OUTCOME_UNKNOWN';
  constructor(cause: CodedError) {
    super(`The command was recorded, but could not be finished: ${cause.message}`, { cause });
  }
}

/**
 * What is done once the command is recorded: where a store fails, nobody may be told that nothing was.
 *
 * @throws Unfinished
 */
export async function finishing<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof CodedError ? new Unfinished(error) : error;
  }
}
