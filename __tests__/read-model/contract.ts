import { describe, expect, test } from '@jest/globals';
import type { OpenSubject } from '../storage/contract/contract.js';
import {
  approach,
  baseConcepts,
  dimension,
  feature,
  link,
  put,
  value,
} from '../storage/contract/examples.js';

/** Declares the test that a cached view loads each key once, and loads uncached keys in one batch. */
export function describeStatementsOnce(open: OpenSubject): void {
  describe('a cached view', () => {
    test('loads all uncached keys at once, and runs no statement for cached keys', async () => {
      const { apply, statements, url } = await open();
      const view = await apply(
        put(
          ...baseConcepts,
          approach('noc'),
          feature('watch'),
          link('approach/noc', 'HAS_FEATURE', 'feature/watch'),
          value(),
        ),
      );
      const page = { filter: {}, first: 5, after: null } as const;
      const calls = [
        () => view.concepts([{ kind: 'APPROACH', reference: 'noc' }]),
        () => view.claimsAbout(['approach/noc'], {}),
        () => view.claimsAbout(['approach/noc', 'approach/msp'], {}),
        () => view.claimsAbout(['approach/noc'], { predicates: ['HAS_VALUE'] }),
        () => view.claimsToward(['feature/watch'], {}),
        () => view.claimPages({ ...page, by: 'subject', keys: ['approach/noc'] }),
        () => view.claims(['claim/nothing']),
        () => view.lastClaimVersions(['claim/nothing']),
        () => view.citations(['claim/nothing']),
        () => view.equivalents(['feature/watch']),
        () => view.conceptsNamed(['noc']),
        () => view.questionsAbout([['approach/noc']]),
        () => view.spreads([dimension('nature'), dimension('place')]),
        () => view.slugsNear(['APPROACH'], 'a-1'),
        () => view.claimedAxes(['FEATURE']),
        () => view.claimedAxes(['FEATURE', 'DIMENSION']),
      ];
      const expectOnce = async (call: () => unknown, count: number): Promise<void> => {
        statements.length = 0;
        const result = await call();
        expect(statements).toHaveLength(count);
        expect(await call()).toEqual(result);
        expect(statements).toHaveLength(count);
      };
      for (const call of calls) await expectOnce(call, 1);
      // On SQLite, a separate statement counts the concepts of a page without a filter.
      const pageStatements = url.startsWith('file:') ? 2 : 1;
      for (const filter of [{}, { groups: ['none'] }, { valueTypes: ['TEXT'] }] as const) {
        await expectOnce(
          () => view.conceptPage({ ...page, kind: 'DIMENSION', orderBy: 'NAME', filter }),
          Object.keys(filter).length === 0 ? pageStatements : 1,
        );
      }
    });
  });
}

/** Declares the test that methods of an in-memory view return results without statements and without promises. */
export function describeNoStatements(open: OpenSubject): void {
  describe('an in-memory view', () => {
    test('returns results without statements and without promises', async () => {
      const { apply, statements } = await open();
      const view = await apply(
        put(
          ...baseConcepts,
          approach('noc'),
          feature('watch'),
          link('approach/noc', 'HAS_FEATURE', 'feature/watch'),
          value(),
        ),
      );
      statements.length = 0;
      const results = [
        view.concepts([{ kind: 'APPROACH', reference: 'noc' }]),
        view.claimsAbout(['approach/noc', 'approach/msp'], {}),
        view.claimsToward(['feature/watch'], {}),
        view.claimPages({ by: 'subject', keys: ['approach/noc'], filter: {}, first: 5, after: null }),
        view.claimCounts('subject', ['approach/noc']),
        view.claims(['claim/nothing']),
        view.citations(['claim/nothing']),
        view.equivalents(['feature/watch']),
        view.conceptsNamed(['noc']),
        view.questionsAbout([['approach/noc']]),
        view.conceptPage({ kind: 'APPROACH', orderBy: 'NAME', filter: {}, first: 5, after: null }),
        view.spreads([dimension('nature')]),
        view.slugsNear(['APPROACH'], 'a-1'),
        view.claimedAxes(['FEATURE']),
        view.searchPage({ text: 'wacth', kinds: null, first: 5, after: null }),
      ];
      expect(results.some((result) => result instanceof Promise)).toBe(false);
      expect(statements).toEqual([]);
    });
  });
}
