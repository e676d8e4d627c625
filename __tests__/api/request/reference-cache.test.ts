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
const lookUpIn = (kinds: readonly ConceptKind[]) => (reference: string) =>
  graph.filter(({ kind, slug, id }) => kinds.includes(kind) && (slug === reference || id === reference));

test('references resolve to concepts of the requested kinds, after any earlier look-ups', () => {
  const kinds = fc.uniqueArray(fc.constantFrom(...conceptKinds.slice(0, 3)), { minLength: 1 });
  const references = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'feature/b', 'approach/b', ''), {
    maxLength: 4,
  });
  let resolvedCount = 0;
  fc.assert(
    fc.property(fc.array(fc.tuple(references, kinds), { maxLength: 12 }), (lookUps) => {
      const cache = new ReferenceCache();
      for (const [requested, requestedKinds] of lookUps) {
        const lookUp = lookUpIn(requestedKinds);
        const expected = requested.map(lookUp);
        expect(cache.find(requested, requestedKinds, lookUp)).toEqual(expected);
        const cached = cache.find(requested, requestedKinds, (reference) => {
          // Unknown references are not cached.
          expect(lookUp(reference)).toEqual([]);
          return [];
        });
        expect(cached).toEqual(expected);
        resolvedCount += expected.flat().length;
      }
    }),
    { seed: 14 },
  );
  expect(resolvedCount).toBeGreaterThan(100);
});
