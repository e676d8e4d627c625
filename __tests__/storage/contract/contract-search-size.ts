import { describe, expect, test } from '@jest/globals';
import type { Change } from '../../../src/graph/ports/writing.js';
import { searchBounds } from '../../../src/graph/search/search-query.js';
import { long } from '../../support/test-run.js';
import type { OpenSubject } from './contract.js';
import { approach, baseConcepts, feature, link, put, textClaim } from './examples.js';

/** In a complete test, more concepts than one look-up reads on SQLite, and more summaries than a search examines. */
const conceptCount = long === 'complete' ? 21_000 : 2_100;
const last = conceptCount - 1;
const examinedSummaries = Math.min(conceptCount, searchBounds.textsOfWord);

/** Generates concepts with a common word in each summary, and with a rarer word in a claim about every hundredth concept. */
function* largeGraph(): Generator<Change> {
  yield* put(
    ...baseConcepts,
    feature('wanted', { name: 'Kubernetes' }),
    feature('common', { name: 'Everywhere' }),
  );
  for (let number = 0; number < conceptCount; number += 1) {
    yield* put(approach(`a${number}`, { name: `Number ${number}`, summary: `It is everywhere, ${number}.` }));
    const claimText = number % 100 === 0 ? { text: `Somewhere there is ${number}.` } : {};
    yield* put(link(`approach/a${number}`, 'HAS_FEATURE', 'feature/wanted', claimText));
  }
  yield* put(textClaim('approach/a7', 'DEFINED_AS', 'Number seven.'));
}

export function describeSearchSize(open: OpenSubject): void {
  describe('a search of a large graph', () => {
    // Filling the graph takes seconds, and longer if other tests run concurrently.
    test('runs as many statements as in a small graph, except for one look-up per 10,000 concepts on SQLite, and examines a bounded number of texts', async () => {
      const { apply, store, statements, url } = await open();
      // On SQLite, where a statement blocks the event loop, separate statements look up concepts and claims: one for each 10,000 concepts.
      const isEmbedded = url.startsWith('file:');
      const count = async (text: string, expected: number): Promise<readonly [number, string]> => {
        const view = await store.reader.openView();
        statements.length = 0;
        const page = await view?.searchPage({ text, kinds: null, first: 20, after: null });
        const total = page?.totalCount ?? -1;
        const lookUps = isEmbedded ? Math.ceil(total / 10_000) : 0;
        // Claims are looked up only if a claim contains words of the search.
        const counts = isEmbedded ? [expected + lookUps, expected + lookUps + 1] : [expected];
        expect(counts).toContain(statements.length);
        return [total, page?.items[0]?.concept.slug ?? ''];
      };
      await apply(put(...baseConcepts));
      expect(await count('kuberntes', 2)).toEqual([0, '']);
      expect(await count('msp', 1)).toEqual([1, 'msp']);

      await store.apply(largeGraph(), { author: 'importer', message: 'A large graph', origin: 'IMPORT' });
      expect(await count('kuberntes', 2)).toEqual([1, 'wanted']);
      expect(await count('msp', 1)).toEqual([1, 'msp']);
      expect(await count(`number ${last}`, 2)).toEqual([1, `a${last}`]);
      // The claims lead to their subjects and to the feature.
      expect(await count('somewhere', 2)).toEqual([conceptCount / 100 + 1, 'a0']);
      expect(await count('number', 2)).toEqual([conceptCount, 'a0']);
      // The bound limits the found summaries, but not the found names.
      expect(await count('everywhere', 2)).toEqual([examinedSummaries + 1, 'common']);
      // It is not specified which texts with a common word are examined. The following results do not depend on this choice.
      expect(await count(`everywhere ${last}`, 2)).toEqual([1, `a${last}`]);
      // A word with more summaries than a search examines excludes no concept, so the search also finds the feature: its claims contain the other word.
      const features = conceptCount > searchBounds.textsOfWord ? 1 : 0;
      expect(await count('everywhere somewhere', 2)).toEqual([conceptCount / 100 + features, 'a0']);
      expect(await count('everywhere it', 2)).toEqual([examinedSummaries, expect.anything()]);
    }, 180_000);
  });
}
