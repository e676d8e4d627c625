import { describe, expect, test } from '@jest/globals';
import type { Change } from '../../../src/graph/ports/writing.js';
import { searchBounds } from '../../../src/graph/search/search-query.js';
import type { OpenSubject } from './contract.js';
import { approach, basis, feature, link, put, words } from './examples.js';

const many = 21_000;

/** Concepts that all have a common word in their summary; some have a rarer word in their claims. */
function* largeGraph(): Generator<Change> {
  yield* put(...basis, feature('wanted', { name: 'Kubernetes' }), feature('common', { name: 'Everywhere' }));
  for (let n = 0; n < many; n += 1) {
    yield* put(approach(`a${n}`, { name: `Number ${n}`, summary: `It is everywhere, ${n}.` }));
    const said = n % 100 === 0 ? { text: `Somewhere there is ${n}.` } : {};
    yield* put(link(`approach/a${n}`, 'HAS_FEATURE', 'feature/wanted', said));
  }
  yield* put(words('approach/a7', 'DEFINED_AS', 'Number seven.'));
}

export function describeSearchSize(open: OpenSubject): void {
  describe('a search of a large graph', () => {
    // Filling the graph takes seconds, and more if many tests run at once.
    test('runs as many statements as one of a small graph, plus some for every 10,000 concepts that are looked up, and examines a bounded number of texts', async () => {
      const { apply, store, statements, url } = await open();
      // If statements block the event loop, concepts and claims are looked up by separate statements, 10,000 at a time.
      const isEmbedded = url.startsWith('file:');
      const count = async (text: string, expected: number): Promise<readonly [number, string]> => {
        const view = await store.reader.openView();
        statements.length = 0;
        const page = await view?.searchPage({ text, kinds: null, first: 20, after: null });
        const total = page?.totalCount ?? -1;
        const lookUps = isEmbedded ? Math.ceil(total / 10_000) : 0;
        // Claims are looked up if some have words of the search.
        const counts = isEmbedded ? [expected + lookUps, expected + lookUps + 1] : [expected];
        expect(counts).toContain(statements.length);
        return [total, page?.items[0]?.concept.slug ?? ''];
      };
      await apply(put(...basis));
      expect(await count('kuberntes', 2)).toEqual([0, '']);
      expect(await count('msp', 1)).toEqual([1, 'msp']);

      await store.apply(largeGraph(), { author: 'importer', message: 'A large graph', origin: 'IMPORT' });
      expect(await count('kuberntes', 2)).toEqual([1, 'wanted']);
      expect(await count('msp', 1)).toEqual([1, 'msp']);
      expect(await count('number 20999', 2)).toEqual([1, 'a20999']);
      expect(await count('somewhere', 2)).toEqual([many / 100, 'a0']);
      expect(await count('number', 2)).toEqual([many, 'a0']);
      // The name is found with any bound; summaries are found up to the bound.
      expect(await count('everywhere', 2)).toEqual([searchBounds.textsOfWord + 1, 'common']);
      // Which texts with a common word are examined is not specified, so only the other results are compared.
      expect(await count('everywhere 20999', 2)).toEqual([1, 'a20999']);
      expect(await count('everywhere somewhere', 2)).toEqual([many / 100, 'a0']);
      expect(await count('everywhere it', 2)).toEqual([searchBounds.textsOfWord, expect.anything()]);
    }, 180_000);
  });
}
