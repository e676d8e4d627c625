import { describe, expect, test } from '@jest/globals';
import type { Change, ClaimDraft } from '../../../src/graph/ports/writing.js';
import type { OpenSubject } from './contract.js';
import { baseConcepts, completeSource, edited, endClaim, imported, put, source, value } from './examples.js';

const claimsOf = (count: number, from = 'article'): readonly ClaimDraft[] =>
  Array.from({ length: count }, (_, number) =>
    value({ source: `cited-source/${from}`, value: { type: 'TEXT', text: `value ${number}` } }),
  );

/** Builds the changes that put the given claims, and end all other claims of the article. */
const completeWith = (claims: readonly ClaimDraft[]): Change[] => [
  ...put(...claims),
  completeSource('cited-source/article'),
];

const half = { endedShare: 0.5 };

export function describeLimits(open: OpenSubject): void {
  describe("a set with a limit on the share of a source's claims that the set may end", () => {
    test.each(['apply', 'rehearse'] as const)(
      'is rejected as a whole if it would exceed the limit, and the message states the number of ended claims and the number of all claims (%s)',
      async (write) => {
        const { store, apply, view } = await open();
        await apply(put(...baseConcepts, ...claimsOf(100)));

        await expect(store[write](completeWith(claimsOf(49)), imported, half)).rejects.toMatchObject({
          code: 'INVALID_CHANGE',
          message:
            'Expected at most 50 % of a source\'s claims to end, got 51 of the 100 claims of "article" (cited-source/article).',
          details: { limit: 'endedShare', share: 0.5, source: 'cited-source/article', ended: 51, whole: 100 },
        });
        const now = await view();
        expect(now.revision.number).toBe(1);
        expect((await now.claimsAbout(['approach/msp'], {}))[0]).toHaveLength(100);
      },
    );

    test('may end exactly the maximum share', async () => {
      const { store, apply } = await open();
      await apply(put(...baseConcepts, ...claimsOf(100)));

      expect(await store.apply(completeWith(claimsOf(50)), imported, half)).toMatchObject({
        claims: { ended: 50 },
      });
      expect(await store.apply(completeWith(claimsOf(36)), imported, { endedShare: 0.28 })).toMatchObject({
        claims: { ended: 14 },
      });
    });

    test.each([
      [0, 1, 19],
      [0, 1, 20],
      [1, 0, 20],
    ])(
      'is rejected only for sources with 20 claims or more: limit %d, %d of %d claims remain',
      async (endedShare, remaining, before) => {
        const { store, apply } = await open();
        await apply(put(...baseConcepts, ...claimsOf(before)));
        const writing = store.apply(completeWith(claimsOf(remaining)), imported, { endedShare });

        // The limit does not apply to sources with fewer than 20 claims.
        if (before < 20 || endedShare === 1) expect((await writing).claims.ended).toBe(before - remaining);
        else
          await expect(writing).rejects.toMatchObject({
            details: { ended: before - remaining, whole: before },
          });
      },
    );

    test('counts a claim that is changed in place as remaining, and a replaced claim as ended', async () => {
      const { store, apply } = await open();
      await apply(put(...baseConcepts, ...claimsOf(30)));
      const reworded = claimsOf(30).map((claim) => ({ ...claim, text: 'In other words.' }));

      expect(await store.apply(completeWith(reworded), imported, half)).toMatchObject({
        claims: { added: 0, changed: 30, ended: 0 },
      });
      const replacements = claimsOf(60).slice(30);
      await expect(store.apply(completeWith(replacements), imported, half)).rejects.toMatchObject({
        details: { ended: 30, whole: 30 },
      });
    });

    test('counts claims that are ended individually, and only claims that were valid before', async () => {
      const { store, apply } = await open();
      await apply(put(...baseConcepts, ...claimsOf(40)));
      await apply(claimsOf(40).slice(20).map(endClaim), edited);

      await expect(store.apply(claimsOf(11).map(endClaim), edited, half)).rejects.toMatchObject({
        details: { ended: 11, whole: 20 },
      });
      expect(await store.apply(claimsOf(10).map(endClaim), edited, half)).toMatchObject({
        claims: { ended: 10 },
      });
    });

    test('counts each source separately, and reports the source that would lose the most claims and the number of other sources', async () => {
      const { store, apply } = await open();
      const otherSlugs = ['b', 'c', 'd'];
      await apply([
        ...put(...baseConcepts, ...otherSlugs.map((slug) => source(slug)), ...claimsOf(200)),
        ...otherSlugs.flatMap((slug, index) => put(...claimsOf(30 + index, slug))),
      ]);
      const ends = otherSlugs.map((slug) => completeSource(`cited-source/${slug}`));

      await expect(store.apply(ends, imported, half)).rejects.toMatchObject({
        message: expect.stringContaining(
          'got 32 of the 32 claims of "d" (cited-source/d), and too many of 2 other sources.',
        ) as unknown,
        details: { sources: 3 },
      });
    });

    test('is checked with one statement for any number of sources', async () => {
      const { store, apply, statements } = await open();
      const slugs = Array.from({ length: 12 }, (_, number) => `s${number}`);
      await apply(
        put(...baseConcepts, ...slugs.map((slug) => source(slug)), ...slugs.flatMap((s) => claimsOf(20, s))),
      );
      const count = async (ending: readonly string[], limits = {}): Promise<number> => {
        statements.length = 0;
        await store.rehearse(
          ending.map((slug) => completeSource(`cited-source/${slug}`)),
          imported,
          limits,
        );
        return statements.length;
      };
      const without = await count(slugs);
      expect(await count(slugs, { endedShare: 1 })).toBe(without + 1);
      expect(await count(slugs.slice(0, 1), { endedShare: 1 })).toBe(without + 1);
    });
  });

  test('a set without limits may end all claims of a source', async () => {
    const { store, apply } = await open();
    await apply(put(...baseConcepts, ...claimsOf(100)));
    expect(await store.apply(completeWith([]), imported)).toMatchObject({ claims: { ended: 100 } });
  });
}
