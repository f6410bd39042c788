import { Command } from '@nestjs/cqrs';
import type { CommandResult } from '../command-result.js';
import type { Envelope } from '../envelope.js';

/** Destroys the keys of a candidate's personal data. */
export class EraseCandidate extends Command<CommandResult> {
  constructor(
    readonly candidateId: string,
    readonly reason: string,
    readonly envelope: Envelope,
  ) {
    super();
  }
}
