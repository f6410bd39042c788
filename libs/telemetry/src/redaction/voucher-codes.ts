import { normaliseVoucherCode } from '#personal-data';
import { cutOut, type Span } from './spans.js';

const LENGTH = 17;
const DIGIT = '[0-9A-TV-Za-tv-z]';
const LAST = '[0-9A-Za-z*~$=]';
/** What people put between the groups, `+` in URLs included. */
const GAP = String.raw`[\s+\-\u2010-\u2015\u2212]`;

/** Groups of four, wherever they begin, also within others. */
const GROUPED = new RegExp(`(?=((?:${DIGIT}{4}${GAP}{1,3}){4}${LAST}))`, 'g');
/** What a code in one piece, or with dashes anywhere, is part of. */
const SOLID = /[0-9A-Za-z*~$=-]{17,}/g;
/** A word as long as a code, to be taken for one that was mistyped. */
const WORD = new RegExp(`(?<![0-9A-Za-z])${DIGIT}{16}${LAST}(?![0-9A-Za-z])`, 'g');
/** Ids and hashes that the log would be useless without. */
const ID = String.raw`(?:[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}|[\da-f]{32}|[\da-f]{40}|[\da-f]{64})`;
const IDS = new RegExp(`(?<![0-9A-Za-z])${ID}(?![0-9A-Za-z])`, 'gi');
const IS_ID = new RegExp(`^${ID}$`, 'i');
/** What no number has, not even one with an exponent. */
const LETTER = /[a-df-z]/i;
/** Escapes of JSON, and of JSON within JSON. */
const ESCAPE = /\\(?:u[\da-f]{4}|.)/gi;
const NESTED_ESCAPE = /\\{2,}(?:u[\da-f]{4}|[bfnrt"/])/g;

/**
 * Removes voucher codes from a line of JSON: in groups of four, in one piece, with dashes anywhere, in any case,
 * and as part of longer words. One without a correct check character must stand alone and have a digit and a
 * letter, as 399 of 400 codes do.
 */
export function removeVoucherCodes(line: string): string {
  if (!mayHaveCodes(line)) return line;
  const text = line.replace(IDS, blank);
  const spans = spansIn(text.replace(ESCAPE, blankEscape));
  // A letter behind two backslashes is part of an escape within, or a letter: both are tried.
  if (line.includes('\\\\')) {
    spans.push(...spansIn(text.replace(NESTED_ESCAPE, blankEscape).replace(ESCAPE, blankEscape)));
  }
  return cutOut(line, spans, '[voucher code]');
}

/** Any gap, one that is not a dash, and both as they may also stand in a line of JSON. */
const ANY = String.raw`(?:${GAP}|\\[nrt])`;
const OPEN = String.raw`(?:[\s+\u2010-\u2015\u2212]|\\[nrt])`;
const TWO_GROUPS = new RegExp(
  [
    OPEN + DIGIT + '{4}' + ANY + '{1,3}' + DIGIT + '{4}' + ANY,
    ANY + DIGIT + '{4}' + ANY + '?' + OPEN + ANY + '?' + DIGIT + '{4}' + ANY,
    ANY + DIGIT + '{4}' + ANY + '{1,3}' + DIGIT + '{4}' + OPEN,
  ].join('|'),
);

/** Most lines have none and are told so fast: nothing long but ids, and nothing in groups of four. */
function mayHaveCodes(line: string): boolean {
  const long = line.match(SOLID);
  return (long !== null && !long.every((part) => IS_ID.test(part))) || TWO_GROUPS.test(line);
}

/** As long as before, so that places stay the same. */
function blank(id: string): string {
  return '.'.repeat(id.length);
}

function blankEscape(escape: string): string {
  return (/[nrt]$/.test(escape) ? ' ' : '.').repeat(escape.length);
}

function spansIn(text: string): Span[] {
  const spans = groupedIn(text);
  for (const { 0: part, index } of text.matchAll(SOLID)) {
    for (const [start, end] of [...wordsIn(part), ...stretchesIn(part)])
      spans.push([index + start, index + end]);
  }
  return spans;
}

function groupedIn(text: string): Span[] {
  const spans: Span[] = [];
  for (const { 1: groups = '', index } of text.matchAll(GROUPED)) {
    const end = index + groups.length;
    const alone = !isLetter(text.charAt(index - 1)) && !isLetter(text.charAt(end));
    if ((alone && /\d/.test(groups)) || isCode(groups)) spans.push([index, end]);
  }
  return spans;
}

function wordsIn(text: string): Span[] {
  return Array.from(text.matchAll(WORD))
    .filter(([word]) => /\d/.test(word) && LETTER.test(word))
    .map(({ index }) => [index, index + LENGTH] as const);
}

/** Every stretch that reads as a code, whatever stands before and behind it. */
function stretchesIn(text: string): Span[] {
  const places = Array.from(text.matchAll(/[^-]/g), ({ index }) => index);
  const spans: Span[] = [];
  for (let first = 0; first + LENGTH <= places.length; first += 1) {
    const start = places[first] ?? 0;
    const end = (places[first + LENGTH - 1] ?? 0) + 1;
    if (couldBeCode(text, start, end) && isCode(text.slice(start, end))) spans.push([start, end]);
  }
  return spans;
}

/**
 * Tells codes from other words: those of letters alone are rarely all of one case, and a code without a digit is
 * rarer still. With dashes in odd places it begins and ends where a word does.
 */
function couldBeCode(text: string, start: number, end: number): boolean {
  const stretch = text.slice(start, end);
  const hasDigit = /\d/.test(stretch);
  if (end - start > LENGTH && (isLetter(text.charAt(start - 1)) || isLetter(text.charAt(end)))) return false;
  if (hasDigit) return LETTER.test(stretch);
  return end - start === LENGTH && (stretch === stretch.toUpperCase() || stretch === stretch.toLowerCase());
}

function isCode(text: string): boolean {
  return normaliseVoucherCode(text.replaceAll('+', '')) !== undefined;
}

function isLetter(character: string): boolean {
  return /[0-9A-Za-z]/.test(character);
}
