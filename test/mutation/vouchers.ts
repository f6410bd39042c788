import { readdirSync } from 'node:fs';

/**
 * All unit tests of the domain as one test file: Stryker loads it once a mutant instead of thirty files. The random
 * stories stay out: they pass everywhere, and would make each of the mutants wait for them.
 */
const specs = new URL('../../libs/vouchers/src/', import.meta.url);

for (const file of readdirSync(specs, { recursive: true, encoding: 'utf8' }).sort()) {
  if (file.endsWith('.unit.spec.js') && !file.includes('.properties.')) {
    await import(new URL(file, specs).href);
  }
}
