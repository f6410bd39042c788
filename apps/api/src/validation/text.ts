import { isEmail } from 'class-validator';
import { isCandidateId, isOfferId } from '#vouchers';
import { Field, FieldKind, type FieldOptions, textThat } from './field.js';

/** Neither control characters nor halves of surrogate pairs. */
const CLEAN = /^[^\p{Cc}\p{Cs}]*$/u;

/** What JSON Schema can say of it, in the expressions that most languages have: not blank, no control characters. */
const CLEAN_IN_SCHEMA = '^(?!\\s*$)[^\\x00-\\x1F\\x7F-\\x9F]*$';

/** A line of text that is not blank. */
export function Text(options: FieldOptions & { readonly max: number }): PropertyDecorator {
  const { max } = options;
  return Field(
    lineOf(max),
    { type: String, minLength: 1, maxLength: max, pattern: CLEAN_IN_SCHEMA },
    options,
  );
}

function lineOf(max: number): FieldKind {
  return new FieldKind(
    textThat((text) => isAtMost(max, text) && CLEAN.test(text) && text.trim() !== ''),
    `must be text of 1 to ${max} characters without control characters`,
  );
}

/** Counts characters as JSON Schema does: those outside the Basic Multilingual Plane are one each. */
export function isAtMost(max: number, text: string): boolean {
  return text.length <= max || (text.length <= 2 * max && Array.from(text).length <= max);
}

/** Why something is done. */
export function Reason(options: {
  readonly example: string;
  readonly optional?: boolean;
}): PropertyDecorator {
  const description = 'Why. Kept in the history for ever: name nobody in it.';
  return Text({ max: 500, description, ...options });
}

/** A reference of the provider's: of a booking, a payment, a report, a site. */
export function Reference(options: FieldOptions): PropertyDecorator {
  return Text({ max: 100, ...options });
}

export const LONGEST_EXAM_CODE = 20;
export const EXAM_CODE_IN_SCHEMA = '^\\d{3}-\\d{3}$';

/** Its form is a rule of the domain (`EXAM_CODE_MALFORMED`); here it is only bounded. */
export function ExamCodeField(): PropertyDecorator {
  const kind = new FieldKind(
    textThat((text) => isAtMost(LONGEST_EXAM_CODE, text)),
    `must be text of at most ${LONGEST_EXAM_CODE} characters`,
  );
  return Field(
    kind,
    { type: String, pattern: EXAM_CODE_IN_SCHEMA },
    { description: 'Exam code, `NNN-NNN`.', example: '070-480' },
  );
}

export function OfferIdField(options: Partial<FieldOptions> = {}): PropertyDecorator {
  return Field(
    new FieldKind(textThat(isOfferId), 'must be 1 to 64 characters of a-z, 0-9 and inner dashes'),
    { type: String, pattern: '^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$' },
    { description: 'Id of the offer, a slug.', example: 'second-shot-2014', ...options },
  );
}

export function CandidateIdField(options: Partial<FieldOptions> = {}): PropertyDecorator {
  return Field(
    new FieldKind(
      textThat(isCandidateId),
      'must be 1 to 100 letters, digits and . _ : -, and not . or .. alone',
    ),
    { type: String, pattern: '^(?!\\.{1,2}$)[A-Za-z0-9._:-]{1,100}$' },
    { description: 'Pseudonym of the candidate; not an e-mail address.', example: 'cand-4711', ...options },
  );
}

export function EmailField(options: Partial<FieldOptions> = {}): PropertyDecorator {
  return Field(
    new FieldKind(
      textThat((text) => text.length <= 254 && isEmail(text)),
      'must be an e-mail address',
    ),
    { type: String, format: 'email', maxLength: 254 },
    { description: 'E-mail address.', example: 'ada@example.org', ...options },
  );
}

/** One of a few words. */
export function OneOf(words: readonly string[], options: FieldOptions): PropertyDecorator {
  const kind = new FieldKind(
    textThat((text) => words.includes(text)),
    `must be one of ${words.join(', ')}`,
  );
  return Field(kind, { type: String, enum: [...words] }, options);
}

/** Text of a form that a pattern tells. */
export function Pattern(pattern: RegExp, message: string, options: FieldOptions): PropertyDecorator {
  const kind = new FieldKind(
    textThat((text) => pattern.test(text)),
    message,
  );
  return Field(kind, { type: String, pattern: pattern.source }, options);
}
