import { ApiProperty } from '@nestjs/swagger';
import { PROBLEM_CODES, type ProblemCode } from '../problems/catalogue.js';
import type { Problem } from '../problems/problem.js';
import { REFUSAL, VIOLATION } from './problem-examples.js';

export class ViolationDto {
  @ApiProperty({
    description: 'Path of the field, or name of the parameter or header.',
    example: VIOLATION.field,
  })
  readonly field!: string;

  @ApiProperty({ example: VIOLATION.message })
  readonly message!: string;
}

export class RefusalDto {
  @ApiProperty({ example: REFUSAL.code })
  readonly code!: string;

  @ApiProperty({ example: REFUSAL.detail })
  readonly detail!: string;
}

/** RFC 9457 problem details. */
export class ProblemDto implements Omit<Problem, 'refusals'> {
  @ApiProperty({ description: 'URI reference of a page that says what it means.', format: 'uri-reference' })
  readonly type!: string;

  @ApiProperty({ description: 'The same for every occurrence.' })
  readonly title!: string;

  @ApiProperty({ type: 'integer', description: 'HTTP status.' })
  readonly status!: number;

  @ApiProperty({ description: 'What happened here, and what to do.' })
  readonly detail!: string;

  @ApiProperty({ enum: PROBLEM_CODES, description: 'Stable: what programs should rely on.' })
  readonly code!: ProblemCode;

  @ApiProperty({ description: 'Id of the request, as in the log.' })
  readonly correlationId!: string;

  @ApiProperty({ type: () => [ViolationDto], required: false, description: 'What is wrong with the input.' })
  readonly violations?: readonly ViolationDto[];

  @ApiProperty({
    type: () => [RefusalDto],
    required: false,
    description: 'Every rule that refuses a command; the first gives `code` and `detail`.',
  })
  readonly refusals?: readonly RefusalDto[];
}
