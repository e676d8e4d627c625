import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ReferenceCache } from '../../../src/api/request/reference-cache.js';
import { conceptKinds, type Concept, type ConceptKind } from '../../../src/graph/concept.js';
import { concept, feature } from '../../support/changes.js';

/** Concepts of three kinds, some with the same slug. */
const graph: readonly Concept[] = [
  ...['a', 'b', 'c'].map((slug) => concept('APPROACH', slug)),
  ...['b', 'c'].map((slug) => feature(slug)),
  concept('BENEFIT', 'c'),
];
const look = (kinds: readonly ConceptKind[]) => (reference: string) =>
  graph.filter(({ kind, slug, id }) => kinds.includes(kind) && (slug === reference || id === reference));

test('references resolve among the requested kinds, after any earlier look-ups', () => {
  const kinds = fc.uniqueArray(fc.constantFrom(...conceptKinds.slice(0, 3)), { minLength: 1 });
  const references = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'feature/b', 'approach/b', ''), {
    maxLength: 4,
  });
  let found = 0;
  fc.assert(
    fc.property(fc.array(fc.tuple(references, kinds), { maxLength: 12 }), (asked) => {
      const cache = new ReferenceCache();
      for (const [each, among] of asked) {
        const expected = each.map(look(among));
        expect(cache.find(each, among, look(among))).toEqual(expected);
        const again = cache.find(each, among, (reference) => {
          // Unknown references are not cached.
          expect(look(among)(reference)).toEqual([]);
          return [];
        });
        expect(again).toEqual(expected);
        found += expected.flat().length;
      }
    }),
    { seed: 14 },
  );
  expect(found).toBeGreaterThan(100);
});
