/** Tests that in-memory views, which share cached cells, do not share distances that depend on different spreads. */
import { expect, test } from '@jest/globals';
import { OwnOperations } from '../../../src/api/execution/own-operations.js';
import { Plans } from '../../../src/api/execution/plans.js';
import { RequestContext } from '../../../src/api/request/context.js';
import { createSchema } from '../../../src/api/schema.js';
import { isValidIn } from '../../../src/graph/dependencies/publication-log.js';
import { InMemoryStore } from '../../../src/read-model/in-memory-store.js';
import { citedSource, concept, dimension, edited, imported, put, value } from '../../support/changes.js';
import { sqliteStore } from '../../support/stores.js';

const schema = createSchema();
const operations = new OwnOperations({ schema, plans: new Plans(schema), onError: () => undefined });
const slugs = Array.from({ length: 40 }, (_, number) => `loaf-${number}`);
const masses = (massOf: (number: number) => number) =>
  slugs.map((slug, number) => {
    const mass = String(massOf(number));
    return value(slug, 'mass', { type: 'QUANTITY', minimum: mass, maximum: mass, unit: 'kg' });
  });

const cells = '{ compare(approaches: ["loaf-3", "loaf-8"]) { rows { nodes { cells { display } } } } }';
const distance = '{ compare(approaches: ["loaf-3", "loaf-8"]) { rows { nodes { distance } } } }';
const scores = '{ approach(slug: "loaf-3") { nearest(first: 50) { approach { slug } score } } }';

async function resultOf(source: string, context: RequestContext | Promise<RequestContext>): Promise<unknown> {
  const { data, errors } = await operations.execute(source, {}, await context);
  expect(errors).toEqual([]);
  return data;
}

test.each([
  ['the earlier view', true],
  ['the later view', false],
])(
  'distances and scores of a view depend on the spread of this view, even if the spread of %s is measured first',
  async (_, isEarlierFirst) => {
    const graph = await sqliteStore.open();
    try {
      const concepts = [
        citedSource('s'),
        ...slugs.map((slug) => concept('APPROACH', slug)),
        dimension('mass', { valueType: 'QUANTITY', unit: 'kg' }),
      ];
      await graph.store.apply(
        put(
          concepts,
          masses((number) => number),
        ),
        imported,
      );
      const store = await InMemoryStore.open(graph.store, { budget: 2 ** 30 });
      const stored = (): Promise<RequestContext> => RequestContext.open(graph.store.reader);

      const before = await RequestContext.open(store.reader);
      const expectedBefore = [await resultOf(distance, stored()), await resultOf(scores, stored())];
      // Caches the cells without measuring the spread.
      await resultOf(cells, before);
      await store.apply(
        put(
          [],
          masses((number) => (number < 20 ? number : 1_000)),
        ),
        edited,
      );
      const after = await RequestContext.open(store.reader);
      await resultOf(cells, after);
      const expectedAfter = [await resultOf(distance, stored()), await resultOf(scores, stored())];
      for (const index of [0, 1]) expect(expectedAfter[index]).not.toEqual(expectedBefore[index]);

      for (const context of isEarlierFirst ? [before, after, before] : [after, before, after]) {
        const expected = context === before ? expectedBefore : expectedAfter;
        expect(await resultOf(distance, context)).toEqual(expected[0]);
        // The rule of the response cache: a response of one view must not be sent for the other view.
        const [revision, other] = context === before ? [1, 2] : [2, 1];
        const range = { first: revision, last: revision };
        expect(isValidIn(range, context.dependencies(), other, store.reader.publications?.log)).toBe(false);
        expect(await resultOf(scores, context)).toEqual(expected[1]);
      }
    } finally {
      await graph.close();
    }
  },
);
