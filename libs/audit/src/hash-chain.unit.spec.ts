import fc from 'fast-check';
import { canonicalize } from 'json-canonicalize';
import { canonicalLink, type ChainLink } from './hash-chain.js';

const links: fc.Arbitrary<ChainLink> = fc.record({
  stream: fc.string({ unit: 'grapheme' }),
  revision: fc.nat(),
  id: fc.uuid(),
  type: fc.string({ unit: 'grapheme' }),
  schemaVersion: fc.nat(),
  occurredAt: fc.string(),
  actor: fc.string({ unit: 'binary' }),
  data: fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue()),
  previousHash: fc.option(fc.stringMatching(/^[0-9a-f]{64}$/)),
});

describe('canonical form of a link', () => {
  it('is the canonical JSON of the whole link, as another library makes it', () => {
    fc.assert(
      fc.property(links, (link) => {
        expect(canonicalLink(link)).toBe(canonicalize(link));
      }),
    );
  });

  it('depends on nothing but what is covered, in whatever order it comes', () => {
    fc.assert(
      fc.property(links, (link) => {
        const turned = Object.fromEntries(Object.entries({ ...link, more: 1 }).reverse());
        expect(canonicalLink(turned as unknown as ChainLink)).toBe(canonicalLink(link));
      }),
    );
  });
});
