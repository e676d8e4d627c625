import { expect, test } from '@jest/globals';
import { claimId } from '../../../src/graph/identity.js';
import { sqliteStore } from '../../support/stores.js';
import { approach, baseConcepts, edited, endClaim, imported, put, value } from '../contract/examples.js';

/** The number of claims of each approach. Their sum is more than the number of claims that one statement ends. */
const counts = { one: 3_000, two: 2_500, three: 1, four: 2 };

test('a set that ends more claims than one statement ends also ends their texts in the search', async () => {
  const { store, close } = await sqliteStore.open();
  try {
    const claims = Object.entries(counts).flatMap(([slug, count]) =>
      Array.from({ length: count }, (_, number) =>
        value({ subject: `approach/${slug}`, value: { type: 'TEXT', text: `walnut ${number}` } }),
      ),
    );
    const [kept, ...ended] = claims.reverse();
    await store.apply(
      put(...baseConcepts, ...Object.keys(counts).map((slug) => approach(slug)), ...claims),
      imported,
    );
    const { claims: changed } = await store.apply(ended.map(endClaim), edited);
    expect(changed).toEqual({ added: 0, changed: 0, ended: claims.length - 1 });
    const view = await store.reader.openView();
    const left = await view?.claims(claims.map(claimId));
    expect(left?.filter((claim) => claim !== null)).toMatchObject([{ id: kept && claimId(kept) }]);
    const approachesAt = async (at: number) =>
      (
        await (
          await store.reader.openView(at)
        )?.searchPage({
          ...{ text: 'walnut', kinds: ['APPROACH'], first: 9, after: null },
        })
      )?.items
        .map(({ concept }) => concept.slug)
        .sort();
    expect(await approachesAt(1)).toEqual(Object.keys(counts).sort());
    expect(await approachesAt(2)).toEqual(['four']);
  } finally {
    await close();
  }
});
