import { PathDto } from '../../http/path.dto.js';
import { Text } from '../../validation/text.js';

export class KeyPathDto extends PathDto {
  @Text({ max: 100, description: 'Id of the key, which is not a secret.', example: '3f0d4f2b7712' })
  readonly keyId!: string;
}
