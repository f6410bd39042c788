import { ApiProperty } from '@nestjs/swagger';
import { type Scope, SCOPES, type ShownKey } from '#access';

/** A key without its secret. */
export class KeyDto implements ShownKey {
  @ApiProperty({ description: 'Not a secret.', example: '3f0d4f2b7712' })
  readonly keyId!: string;

  @ApiProperty({ example: 'Prometric results feed' })
  readonly name!: string;

  @ApiProperty({
    type: 'array',
    items: { type: 'string', enum: [...SCOPES] },
    example: ['exams:write', 'read'],
  })
  readonly scopes!: readonly Scope[];

  @ApiProperty({ format: 'date-time', example: '2014-05-01T12:00:00.000Z' })
  readonly createdAt!: string;

  @ApiProperty({ required: false, format: 'date-time', example: '2099-12-31T23:59:59.000Z' })
  readonly expiresAt?: string;

  @ApiProperty({ required: false, format: 'date-time', example: '2014-05-20T09:00:00.000Z' })
  readonly revokedAt?: string;

  @ApiProperty({
    required: false,
    format: 'date-time',
    description: 'When another admin key was set in its place.',
    example: '2014-05-20T09:00:00.000Z',
  })
  readonly replacedAt?: string;

  @ApiProperty({
    required: false,
    format: 'date-time',
    description: 'To the minute or so.',
    example: '2014-05-19T16:04:00.000Z',
  })
  readonly lastUsedAt?: string;
}

export class CreatedKeyDto extends KeyDto {
  @ApiProperty({
    description: 'The key itself: shown now and never again.',
    example: 'ss_3f0d4f2b7712_EXAMPLE-ONLY-EXAMPLE-ONLY-EXAMPLE-ONLY-EXAM',
  })
  readonly key!: string;
}

export class KeyPageDto {
  @ApiProperty({ type: () => [KeyDto] })
  readonly items!: readonly KeyDto[];

  @ApiProperty({
    type: String,
    nullable: true,
    description: '`null` on the last page.',
    example: '3f0d4f2b7712',
  })
  readonly nextCursor!: string | null;
}
