import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import { readDto } from './read-dto.js';

/** Reads every body, query string and set of path parameters that a handler declares by a DTO class. */
export class DtoPipe implements PipeTransform {
  /** @throws MalformedRequest with every violation */
  transform(value: unknown, { type, metatype }: ArgumentMetadata): unknown {
    if (type === 'custom' || metatype === undefined) return value;
    // A command that says nothing more may come without a body.
    return readDto(metatype, value === undefined ? {} : value);
  }
}
