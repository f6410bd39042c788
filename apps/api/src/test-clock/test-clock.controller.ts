import { Body, Controller, Inject, Post } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { PlainRoute } from '#http';
import type { MovableClock } from '../dependencies.js';
import { TEST_CLOCK } from '../tokens.js';
import { InstantField } from '../validation/time.js';

class MoveClockDto {
  @InstantField({ description: 'The instant from which the clock goes on.', example: '2014-06-02T00:00:00Z' })
  readonly now!: string;
}

class ClockDto {
  @ApiProperty({ format: 'date-time', example: '2014-06-02T00:00:00.000Z' })
  readonly now!: string;
}

@ApiTags('Operations')
@Controller('v1/test-clock')
export class TestClockController {
  constructor(@Inject(TEST_CLOCK) private readonly clock: MovableClock) {}

  @PlainRoute(Post(), {
    scope: 'admin',
    summary: 'Move the simulated clock forward',
    description:
      'What is due by then, such as expiries, happens before the answer. Available only while `CLOCK_STARTS_AT` is set, otherwise 404.',
    answers: { type: ClockDto },
    problems: ['BODY_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE', 'CLOCK_MOVES_FORWARD_ONLY'],
  })
  async moveTestClock(@Body() { now }: MoveClockDto): Promise<ClockDto> {
    return { now: await this.clock.moveTo(now) };
  }
}
