import { CodedError } from '#errors';
import type { Position } from '#event-store';

/** The command was accepted, but what it changed cannot be read yet. */
export class NotYetVisible extends CodedError {
  readonly code = 'NOT_YET_VISIBLE';
  constructor(
    readonly position: Position,
    /** The projections that have not come so far, each with its position. */
    readonly behind: ReadonlyMap<string, Position>,
  ) {
    const where = [...behind].map(([name, at]) => `${name} is at ${at.toString()}`).join(', ');
    super(`Position ${position.toString()} is not visible yet (${where}): read again a little later.`);
  }
}

/** No worker has set up this projection yet. */
export class ProjectionNotReady extends CodedError {
  readonly code = 'PROJECTION_NOT_READY';
  constructor(readonly projection: string) {
    super(`Projection ${projection} is not set up yet: start a worker, or try again a little later.`);
  }
}

/** There is no projection of this name. */
export class UnknownProjection extends CodedError {
  readonly code = 'UNKNOWN_PROJECTION';
  constructor(name: string, known: readonly string[]) {
    super(`There is no projection ${name}: choose one of ${known.join(', ')}.`);
  }
}

/** An event does not name the document that it is about. */
export class NoDocumentNamed extends CodedError {
  readonly code = 'NO_DOCUMENT_NAMED';
  constructor() {
    super('The event does not name the document that it is about: restore it from a backup.');
  }
}

/** The projection cannot be run as it is written. */
export class InvalidProjection extends CodedError {
  readonly code = 'INVALID_PROJECTION';
}

/** The read models were built from other events than those that are there. */
export class OtherEventStore extends CodedError {
  readonly code = 'OTHER_EVENT_STORE';
  constructor() {
    super(
      'The read models were built from another event store than the one that the settings name: name theirs, or delete them to build them from this one (read-models.sqlite with its -wal and -shm files, or the collections catalogue and checkpoints of the database that MONGODB_URL names).',
    );
  }
}
