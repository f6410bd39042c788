import type { CommandAccepted, CommandDryRun, Subject } from '../command-result.js';
import type { DryRun, Executed } from './outcome.js';

/** What of a new voucher or code is answered to the client. */
export type Extras = Pick<CommandAccepted, 'code' | 'expiresAt'>;

/** The answer to a command that was carried out, now or before. */
export function accepted(subject: Subject, executed: Executed, extras: Extras = {}): CommandAccepted {
  const { revision, position, replayed } = executed;
  const events = executed.events.map((event) => ({ type: event.type, revision: event.revision }));
  return { kind: 'accepted', subject, revision, position, events, replayed, ...extras };
}

/** Fields of events that hold sealed data or hashes: a dry run has made none, and shows none. */
const SEALED_FIELDS: ReadonlySet<string> = new Set(['candidate', 'emailHash', 'code', 'codeHash']);

/** The answer to a dry run. */
export function dryRunAnswer(subject: Subject, { events, refusals }: DryRun): CommandDryRun {
  const shown = events.map(({ type, data }) => ({
    type,
    data: Object.fromEntries(Object.entries(data).filter(([field]) => !SEALED_FIELDS.has(field))),
  }));
  return { kind: 'dryRun', subject, events: shown, refusals };
}
