import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { AppointExamDto } from './appoint-exam.dto.js';

/** Token of what `GET` answers. */
export const ANSWER = Symbol('answer');

/** Takes and answers what the API does, and does nothing in between. */
@Controller('v1/vouchers/:voucher')
export class NoOpController {
  constructor(@Inject(ANSWER) private readonly answer: object) {}

  @Post('schedule-exam')
  @HttpCode(200)
  scheduleExam(@Param('voucher') voucherId: string, @Body() _body: AppointExamDto): object {
    return { voucherId, revision: 2, position: '3', events: [{ type: 'ExamScheduled', revision: 2 }] };
  }

  @Get('history')
  history(): object {
    return this.answer;
  }
}
