import { describe, expect, test } from '@jest/globals';
import { endingAfter } from '../../support/paces.js';
import type { OpenSubject } from './contract.js';
import { approach, baseConcepts, imported, put, value } from './examples.js';

const claimCount = 1_000;

/** The changes that put an approach with many claims. */
const wide = put(
  ...baseConcepts,
  ...Array.from({ length: claimCount }, (_, number) =>
    value({ value: { type: 'TEXT', text: `Number ${number}` } }),
  ),
);

export function describeDeadlines(open: OpenSubject): void {
  describe('a deadline', () => {
    test('ends a statement between two of its rows, and leaves a usable connection', async () => {
      const { apply, store, view } = await open();
      await apply(wide);
      const pace = endingAfter(2);
      const paced = await store.reader.openView(undefined, pace);
      await expect(Promise.resolve(paced?.claimsAbout(['approach/msp'], {}))).rejects.toMatchObject({
        code: 'DEADLINE_EXCEEDED',
      });
      // Searches check the deadline in a different part of the code.
      const searched = await store.reader.openView(undefined, endingAfter(3));
      const search = { text: 'number', kinds: null, first: 20, after: null };
      await expect(Promise.resolve(searched?.searchPage(search))).rejects.toMatchObject({
        code: 'DEADLINE_EXCEEDED',
      });
      await store.apply(put(approach('later')), imported);
      const later = await view();
      expect(later.revision.number).toBe(2);
      expect(await later.concepts([{ kind: 'APPROACH', reference: 'later' }])).toMatchObject([
        { slug: 'later' },
      ]);
      const [claims = []] = await later.claimsAbout(['approach/msp'], { predicates: ['HAS_VALUE'] });
      expect(claims.length).toBeGreaterThanOrEqual(claimCount);
    });

    test('that has passed prevents all statements', async () => {
      const { apply, store, statements } = await open();
      await apply(wide);
      const pace = endingAfter(null);
      const paced = await store.reader.openView(undefined, pace);
      pace.end();
      statements.length = 0;
      await expect(
        Promise.resolve(paced?.concepts([{ kind: 'APPROACH', reference: 'msp' }])),
      ).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
      expect(statements).toEqual([]);
    });

    test('does not change results that are read before it, even if the work pauses repeatedly', async () => {
      const { apply, store, view } = await open();
      await apply(wide);
      const [paced, unpaced] = [await store.reader.openView(undefined, endingAfter(Infinity)), await view()];
      const subjects = ['approach/msp', 'approach/missing', 'approach/devops'];
      const page = { filter: {}, first: 20, after: null, by: 'subject', keys: subjects } as const;
      expect(await paced?.claimsAbout(subjects, {})).toEqual(await unpaced.claimsAbout(subjects, {}));
      expect(await paced?.claimPages(page)).toEqual(await unpaced.claimPages(page));
      const search = { text: 'number msp', kinds: null, first: 20, after: null };
      expect(await paced?.searchPage(search)).toEqual(await unpaced.searchPage(search));
    });

    test('that has not passed does not interrupt concurrent statements', async () => {
      const { apply, store } = await open();
      await apply(wide);
      const counts = await Promise.all(
        Array.from({ length: 40 }, async () => {
          const view = await store.reader.openView(undefined, endingAfter(Infinity));
          const [claims = []] = (await view?.claimsAbout(['approach/msp'], {})) ?? [];
          return claims.length;
        }),
      );
      expect(new Set(counts).size).toBe(1);
      expect(counts[0]).toBeGreaterThanOrEqual(claimCount);
    });
  });
}
