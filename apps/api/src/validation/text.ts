import { isEmail } from 'class-validator';
import { isCandidateId, isOfferId } from '#vouchers';
import { Field, type FieldOptions } from './field.js';

/** Neither control characters nor halves of surrogate pairs. */
const CLEAN = /^[^\p{Cc}\p{Cs}]*$/u;

export function isCleanText(value: unknown, longest: number): value is string {
  return typeof value === 'string' && value.length <= longest && CLEAN.test(value) && value.trim() !== '';
}

/** A line of text that is not blank. */
export function Text(options: FieldOptions & { readonly max: number }): PropertyDecorator {
  const { max } = options;
  return Field(
    {
      accepts: (value) => isCleanText(value, max),
      message: `must be text of 1 to ${max} characters without control characters`,
      schema: { type: String, minLength: 1, maxLength: max },
    },
    options,
  );
}

/** Why something is done; it is kept in the history for ever, so it should name nobody. */
export function Reason(options: { readonly example: string; readonly optional?: boolean }): PropertyDecorator {
  const description = 'Why. Kept in the history for ever: name nobody in it.';
  return Text({ max: 500, description, ...options });
}

/** A reference of the provider's: of a booking, a payment, a report, a site. */
export function Reference(options: FieldOptions): PropertyDecorator {
  return Text({ max: 100, ...options });
}

/** Its form is a rule of the domain (`EXAM_CODE_MALFORMED`); here it is only bounded. */
export function ExamCodeField(options: Partial<FieldOptions> = {}): PropertyDecorator {
  return Text({ max: 20, description: 'Exam code, `NNN-NNN`.', example: '070-480', ...options });
}

export function OfferIdField(options: Partial<FieldOptions> = {}): PropertyDecorator {
  return Field(
    {
      accepts: (value) => typeof value === 'string' && isOfferId(value),
      message: 'must be 1 to 64 characters of a-z, 0-9 and inner dashes',
      schema: { type: String, pattern: '^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$' },
    },
    { description: 'Id of the offer, a slug.', example: 'second-shot-2014', ...options },
  );
}

export function CandidateIdField(options: Partial<FieldOptions> = {}): PropertyDecorator {
  return Field(
    {
      accepts: (value) => typeof value === 'string' && isCandidateId(value),
      message: 'must be 1 to 100 letters, digits and . _ : -',
      schema: { type: String, pattern: '^[A-Za-z0-9._:-]{1,100}$' },
    },
    { description: 'Pseudonym of the candidate; no e-mail address.', example: 'cand-4711', ...options },
  );
}

export function EmailField(options: Partial<FieldOptions> = {}): PropertyDecorator {
  return Field(
    {
      accepts: (value) => typeof value === 'string' && value.length <= 254 && isEmail(value),
      message: 'must be an e-mail address',
      schema: { type: String, format: 'email', maxLength: 254 },
    },
    { description: 'E-mail address.', example: 'ada@example.org', ...options },
  );
}

/** One of a few words. */
export function OneOf(words: readonly string[], options: FieldOptions): PropertyDecorator {
  return Field(
    {
      accepts: (value) => typeof value === 'string' && words.includes(value),
      message: `must be one of ${words.join(', ')}`,
      schema: { type: String, enum: [...words] },
    },
    options,
  );
}
