import { describe, expect, test } from '@jest/globals';
import type { OpenSubject } from '../storage/contract.js';
import { approach, basis, feature, link, put, value } from '../storage/examples.js';

/** A view that is held answers without a statement, at once. */
export function describeNoStatements(open: OpenSubject): void {
  describe('statements', () => {
    test('are none for what holds, and answers come at once', async () => {
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
      const answers = [
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
        view.slugs(['APPROACH'], 5),
      ];
      expect(answers.some((answer) => answer instanceof Promise)).toBe(false);
      expect(statements).toEqual([]);
    });
  });
}
