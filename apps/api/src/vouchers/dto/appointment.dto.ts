import { Nested } from '../../validation/nested.js';
import { ExamCodeField, OneOf, Reason, Reference } from '../../validation/text.js';
import { InstantField } from '../../validation/time.js';

export class AppointmentDto {
  @Reference({
    description: "The provider's reference; the same one again changes nothing.",
    example: 'BK-20140512-0815',
  })
  readonly bookingReference!: string;

  @Reference({ description: 'Test centre.', example: 'US-NYC-042' })
  readonly siteCode!: string;

  @InstantField({ description: 'When it starts.', example: '2014-05-12T09:00:00-04:00' })
  readonly startsAt!: string;
}

/** Of scheduling an exam, scheduling a retake, and moving either. */
export class AppointExamDto {
  @ExamCodeField()
  readonly examCode!: string;

  @Nested(AppointmentDto, { description: 'Booking with the provider.' })
  readonly appointment!: AppointmentDto;
}

export class CancelAppointmentDto {
  @ExamCodeField()
  readonly examCode!: string;

  @OneOf(['candidate', 'provider'], { description: 'Who cancelled.', example: 'candidate' })
  readonly cancelledBy!: 'candidate' | 'provider';

  @Reason({ example: 'illness', optional: true })
  readonly reason?: string;
}
