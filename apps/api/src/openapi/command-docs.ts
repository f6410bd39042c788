import { applyDecorators } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiExtraModels,
  ApiHeader,
  ApiOperation,
  ApiQuery,
  ApiResponse,
  getSchemaPath,
} from '@nestjs/swagger';
import type { Scope } from '#access';
import { CORRELATION, IDEMPOTENCY_REPLAYED, LOCATION, type ProblemCode, ProblemResponses } from '#http';
import type { RefusalCode } from '#vouchers';
import { CommandAnswerDto, DryRunDto } from './command-answer.dto.js';
import { acceptedExample, dryRunExample, type Recorded } from './command-examples.js';

export type { Recorded } from './command-examples.js';

export interface CommandDescription {
  readonly scope: Scope;
  /** One line. */
  readonly summary: string;
  readonly description?: string;
  /** What it records, for the example of an answer. */
  readonly records: Recorded;
  /** Rules that can refuse it. */
  readonly refusals: readonly RefusalCode[];
}

/** Problems that any command can answer, besides the rules. */
const EVERY_COMMAND: readonly ProblemCode[] = [
  'MALFORMED_REQUEST',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'CONFLICT',
  'REVISION_MISMATCH',
  'BODY_TOO_LARGE',
  'UNSUPPORTED_MEDIA_TYPE',
  'IDEMPOTENCY_KEY_REUSED',
  'TOO_MANY_GUESSES',
  'INTERNAL',
  'STORE_UNAVAILABLE',
  'UNKNOWN_SCHEMA_VERSION',
  // Where a voucher is named by its code, which is looked up in a read model.
  'VOUCHER_CODE_NOT_RESOLVED',
  'OUTCOME_UNKNOWN',
];

/** Documents a command: what comes with it, what it answers, and every way in which it is refused. */
export function CommandDocs(command: CommandDescription): MethodDecorator {
  const { scope, summary, description = '', records, refusals } = command;
  return applyDecorators(
    ApiOperation({ summary, description: `${description}\n\nScope: \`${scope}\`.`.trim() }),
    ApiBearerAuth(),
    ApiExtraModels(CommandAnswerDto, DryRunDto),
    ...requestHeaders,
    ApiQuery({
      name: 'dryRun',
      required: false,
      description: 'Answer what would be recorded or every rule that refuses it, and record nothing.',
      schema: { type: 'boolean', default: false, example: false },
    }),
    ...accepted(records),
    ProblemResponses([...EVERY_COMMAND, ...refusals]),
  );
}

const requestHeaders = [
  ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description:
      'Id of the command. A command that is sent again with the same id is recorded once, and answered as it was before. The id is refused with another body at the same path, and with another command about the same offer, voucher or candidate. A command that was refused leaves it free.',
    schema: { type: 'string', minLength: 1, maxLength: 200 },
    example: '0190e2a4-5b7c-7d10-8a3e-2f4b6c8d0e12',
  }),
  ApiHeader({
    name: 'If-Match',
    required: false,
    description: 'Revision at which the client last saw the stream; 412 when it has moved on.',
    schema: { type: 'string', pattern: '^"\\d{1,15}"$' },
    example: '"4"',
  }),
  ApiHeader({
    name: 'X-Correlation-Id',
    required: false,
    description:
      'Id of the request, for the log and the events: 1 to 128 letters, digits and `_ . : + / = -`. Any other is replaced by a new one.',
    schema: { type: 'string' },
    example: '6f1d2c3a-0b5e-4f7a-9c8d-1e2f3a4b5c6d',
  }),
];

/** 201 where the command can make a stream; 200 otherwise, and for every dry run. */
function accepted(records: Recorded): MethodDecorator[] {
  const makesStream = records.from === 0;
  const recorded = { recorded: { value: acceptedExample(records) } };
  const dryRun = { dryRun: { value: dryRunExample(records) } };
  const answer = (
    status: number,
    examples: Readonly<Record<string, { value: object }>>,
    headers: object,
  ): MethodDecorator =>
    ApiResponse({
      status,
      description:
        status === 201 ? 'Recorded, as the first of its stream.' : 'Recorded, or the dry run of it.',
      headers: { ...CORRELATION, ...IDEMPOTENCY_REPLAYED, ...headers },
      content: {
        'application/json': {
          schema: { oneOf: [CommandAnswerDto, DryRunDto].map((dto) => ({ $ref: getSchemaPath(dto) })) },
          examples,
        },
      },
    });
  return makesStream
    ? [answer(201, recorded, LOCATION), answer(200, dryRun, {})]
    : [answer(200, { ...recorded, ...dryRun }, {})];
}
