import { Type } from 'class-transformer';
import { IsISO8601, Length, ValidateNested } from 'class-validator';

class AppointmentDto {
  @Length(1, 100)
  readonly bookingReference!: string;

  @Length(1, 100)
  readonly siteCode!: string;

  @IsISO8601()
  readonly startsAt!: string;
}

/** The body that the API takes too, declared as class-validator's documentation shows it. */
export class AppointExamDto {
  @Length(1, 20)
  readonly examCode!: string;

  @ValidateNested()
  @Type(() => AppointmentDto)
  readonly appointment!: AppointmentDto;
}
