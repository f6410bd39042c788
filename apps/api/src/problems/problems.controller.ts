import { Controller, Get, Param } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { kindOf, PlainRoute, PROBLEM_CODES, RouteNotFound, typeOf } from '#http';
import { PathDto } from '../http/path.dto.js';
import { Pattern } from '../validation/text.js';

class ProblemPathDto extends PathDto {
  @Pattern(/^[a-z-]{1,64}$/, 'must be a code in lower case with dashes', {
    description: 'A code in lower case with dashes.',
    example: 'retake-not-granted',
  })
  readonly problem!: string;
}

class ProblemKindDto {
  @ApiProperty({ example: 'RETAKE_NOT_GRANTED' })
  readonly code!: string;

  @ApiProperty({ type: 'integer', description: 'HTTP status.', example: 409 })
  readonly status!: number;

  @ApiProperty({ example: 'A retake needs a failed first sitting' })
  readonly title!: string;
}

/** What the `type` of a problem points to. */
@ApiTags('Operations')
@Controller('docs/problems')
export class ProblemsController {
  @PlainRoute(Get(':problem'), {
    summary: 'What a kind of problem means',
    answers: { description: 'The kind.', type: ProblemKindDto },
    problems: ['MALFORMED_REQUEST', 'NOT_FOUND'],
  })
  describeProblem(@Param() { problem }: ProblemPathDto): ProblemKindDto {
    const code = PROBLEM_CODES.find((known) => typeOf(known) === `/docs/problems/${problem}`);
    if (code === undefined) throw new RouteNotFound();
    const { status, title } = kindOf(code);
    return { code, status, title };
  }
}
