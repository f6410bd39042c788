import { PathDto } from '../../http/path.dto.js';
import { CandidateIdField } from '../../validation/text.js';

export class CandidatePathDto extends PathDto {
  @CandidateIdField()
  readonly candidateId!: string;
}
