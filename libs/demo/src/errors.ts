import { CodedError } from '#errors';
import type { Action, Outcome } from './plan/action.js';

/** The demo fills an empty store only. */
export class StoreNotEmpty extends CodedError {
  readonly code = 'STORE_NOT_EMPTY';
  constructor(store: string) {
    super(
      `The demo fills an empty store only, and ${store} holds events of a programme: name another with DATA_DIR or EVENTSTOREDB_URL.`,
    );
  }
}

/** The application answered otherwise than the plan has it: one of the two is wrong. */
export class OutOfStep extends CodedError {
  readonly code = 'DEMO_OUT_OF_STEP';
  constructor({ at, subject, expected, envelope }: Action, answered: Outcome) {
    super(
      `The demo came out of step: ${envelope.commandId} of ${subject} at ${at} was to be ${expected} and was ${answered}. Please report this.`,
    );
  }
}
