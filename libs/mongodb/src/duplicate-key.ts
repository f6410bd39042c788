import { MongoBulkWriteError, MongoServerError } from 'mongodb';

const DUPLICATE_KEY = 11_000;

/** Whether all that went wrong is that what was to be inserted is there already. */
export function isDuplicateKey(error: unknown): boolean {
  if (!(error instanceof MongoBulkWriteError)) {
    return error instanceof MongoServerError && error.code === DUPLICATE_KEY;
  }
  const errors = [error.writeErrors].flat();
  return (
    errors.length > 0 &&
    errors.every(({ code }) => code === DUPLICATE_KEY) &&
    error.result.getWriteConcernError() === undefined
  );
}
