import type { DomainEvent } from '../shared/event.js';
import type { CandidateId } from '../voucher/voucher.stream.js';

/*
 * STORED FORMAT. What is declared here lies in event stores for ever. Never change or remove a field: raise the
 * type's schema version and add an upcaster (see ../upcasters.ts).
 */

/** The keys named here are destroyed: what was sealed with them can never be read again. */
export type CandidateErased = DomainEvent<
  'CandidateErased',
  { readonly candidateId: CandidateId; readonly keyIds: readonly string[]; readonly reason: string }
>;

export type CandidateEvent = CandidateErased;
