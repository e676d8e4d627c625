import { describe, expect, test } from '@jest/globals';
import type { OpenSubject } from '../storage/contract/contract.js';
import { approach, basis, dimension, feature, link, put, value } from '../storage/contract/examples.js';

/** A cached view loads no key twice, and loads missing keys in one batch. */
export function describeStatementsOnce(open: OpenSubject): void {
  describe('statements', () => {
    test('are one for all missing keys, and none for keys that were read before', async () => {
      const { apply, statements, url } = await open();
      const view = await apply(
        put(
          ...basis,
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
        () => view.claimsAsLastHeld(['claim/nothing']),
        () => view.citations(['claim/nothing']),
        () => view.equivalents(['feature/watch']),
        () => view.conceptsNamed(['noc']),
        () => view.questionsAbout([['approach/noc']]),
        () => view.spreads([dimension('nature'), dimension('place')]),
        () => view.slugsNear(['APPROACH'], 'a-1'),
      ];
      const expectOnce = async (ask: () => unknown, count: number): Promise<void> => {
        statements.length = 0;
        const result = await ask();
        expect(statements).toHaveLength(count);
        expect(await ask()).toEqual(result);
        expect(statements).toHaveLength(count);
      };
      for (const ask of calls) await expectOnce(ask, 1);
      // If statements block the event loop, a separate statement counts all concepts.
      const ofPage = url.startsWith('file:') ? 2 : 1;
      await expectOnce(() => view.conceptPage({ ...page, kind: 'APPROACH', orderBy: 'NAME' }), ofPage);
    });
  });
}

/** An in-memory view returns values without statements or promises. */
export function describeNoStatements(open: OpenSubject): void {
  describe('statements', () => {
    test('are none for valid records, and values are returned without promises', async () => {
      const { apply, statements } = await open();
      const view = await apply(
        put(
          ...basis,
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
        view.claims(['claim/nothing']),
        view.citations(['claim/nothing']),
        view.equivalents(['feature/watch']),
        view.conceptsNamed(['noc']),
        view.questionsAbout([['approach/noc']]),
        view.conceptPage({ kind: 'APPROACH', orderBy: 'NAME', filter: {}, first: 5, after: null }),
        view.spreads([dimension('nature')]),
        view.slugsNear(['APPROACH'], 'a-1'),
      ];
      expect(results.some((result) => result instanceof Promise)).toBe(false);
      expect(statements).toEqual([]);
    });
  });
}
