import { type Scope, SCOPES } from '#access';
import { ListOfText } from '../../validation/nested.js';
import { Text } from '../../validation/text.js';
import { InstantField } from '../../validation/time.js';

export class CreateKeyDto {
  @Text({ max: 100, description: 'What the key is for.', example: 'Prometric results feed' })
  readonly name!: string;

  @ListOfText({
    min: 1,
    max: SCOPES.length,
    longest: 32,
    among: SCOPES,
    description: 'What the key may do; `admin` may do everything.',
    example: ['exams:write', 'read'],
  })
  readonly scopes!: readonly Scope[];

  @InstantField({
    description: 'From this instant on the key is refused.',
    example: '2099-12-31T23:59:59Z',
    optional: true,
  })
  readonly expiresAt?: string;
}
