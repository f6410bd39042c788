import { CandidateIdField } from '../../validation/text.js';

export class CandidatePathDto {
  @CandidateIdField()
  readonly candidateId!: string;
}
