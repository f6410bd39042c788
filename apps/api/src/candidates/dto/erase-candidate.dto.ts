import { Reason } from '../../validation/text.js';

export class EraseCandidateDto {
  @Reason({ example: 'erasure asked for under Art. 17 GDPR' })
  readonly reason!: string;
}
