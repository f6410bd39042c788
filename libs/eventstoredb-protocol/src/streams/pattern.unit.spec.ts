import fc from 'fast-check';
import { patternMatcher } from './pattern.js';

const WHAT_PYTHON_EXCLUDES = String.raw`^(?!(\$.+$|PersistentConfig\d+$))`;

describe('a pattern that begins with what it excludes', () => {
  it.each([
    WHAT_PYTHON_EXCLUDES,
    String.raw`^(?!\$).*`,
    '^(?!a)(?!b)[^c]',
    String.raw`^(?![)\]]|\()x?(a|b)?`,
    '^(?!)a',
  ])('lets pass what another engine does: %s', (pattern) => {
    const passes = patternMatcher(pattern);
    const reference = new RegExp(pattern);
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'x', '$', '(', ')', ']') }),
      fc.constantFrom('$stats', '$', 'PersistentConfig1', 'PersistentConfig1x'),
    );
    fc.assert(fc.property(text, (given) => passes(given) === reference.test(given)));
  });

  it.each([
    '^(?!a',
    '^(?!a)b)(c',
    '^(?!a)*',
    '^(?!(?=a))',
    'a(?!b)',
    '(?!a)|^(?!b)',
    '^(?!a)b|c',
    '^(?!a)b|',
  ])('is refused where it is more than that, or malformed: %s', (pattern) => {
    expect(() => patternMatcher(pattern)).toThrow('not supported');
  });
});
