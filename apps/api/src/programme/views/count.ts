import { ApiProperty } from '@nestjs/swagger';

/** How many there are. */
export const Count = (example: number): PropertyDecorator =>
  ApiProperty({ type: 'integer', minimum: 0, example });
