import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import { type ClassConstructor, plainToInstance } from 'class-transformer';
import { validateSync, type ValidatorOptions } from 'class-validator';
import { MalformedRequest } from '../problems/errors.js';
import { hazardsIn, isJsonObject, plain } from './input.js';
import { violationsIn } from './violations.js';

const STRICT: ValidatorOptions = {
  whitelist: true,
  forbidNonWhitelisted: true,
  // Would refuse a DTO without fields; which class is validated is never up to the client.
  forbidUnknownValues: false,
  stopAtFirstError: true,
  validationError: { target: false, value: false },
};

/**
 * Validates every body, query string and set of path parameters that a handler declares by a DTO class, and
 * hands on plain data in the DTO's shape: instants in UTC, absent fields left out.
 */
export class DtoPipe implements PipeTransform {
  /** @throws MalformedRequest with every violation */
  transform(value: unknown, { type, metatype }: ArgumentMetadata): unknown {
    if (type === 'custom' || metatype === undefined || metatype === Object || metatype === String) return value;
    return read(metatype, value === undefined ? {} : value);
  }
}

/** @throws MalformedRequest with every violation */
export function read<Dto extends object>(dto: ClassConstructor<Dto>, value: unknown): Dto {
  if (!isJsonObject(value)) throw new MalformedRequest([{ field: 'body', message: 'must be a JSON object' }]);
  const hazards = hazardsIn(value);
  if (hazards.length > 0) throw new MalformedRequest(hazards);
  const instance = plainToInstance(dto, value);
  const violations = violationsIn(validateSync(instance, STRICT));
  if (violations.length > 0) throw new MalformedRequest(violations);
  return plain(instance) as Dto;
}
