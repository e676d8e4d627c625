/** Tests that in-memory views, which share cached cells, read the names of concepts at their own revision. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { OwnOperations } from '../../../src/api/execution/own-operations.js';
import { Plans } from '../../../src/api/execution/plans.js';
import { RequestContext } from '../../../src/api/request/context.js';
import { createSchema } from '../../../src/api/schema.js';
import type { Claim } from '../../../src/graph/claim.js';
import type { ClaimValue } from '../../../src/graph/values/value-rules.js';
import { isValidIn } from '../../../src/graph/dependencies/publication-log.js';
import type { Change } from '../../../src/graph/ports/writing.js';
import type { GraphView } from '../../../src/graph/ports/reading.js';
import { InMemoryStore } from '../../../src/read-model/in-memory-store.js';
import {
  citedSource,
  concept,
  dimension,
  edited,
  id,
  imported,
  put,
  text,
  value,
} from '../../support/changes.js';
import { sqliteStore, type TestStore } from '../../support/stores.js';

const schema = createSchema();
const operations = new OwnOperations({ schema, plans: new Plans(schema), onError: () => undefined });

let graph: TestStore;
let store: InMemoryStore;
beforeEach(async () => {
  graph = await sqliteStore.open();
});
afterEach(async () => {
  await store.close();
  await graph.close();
});

async function openWith(changes: readonly Change[]): Promise<void> {
  await graph.store.apply(changes, imported);
  store = await InMemoryStore.open(graph.store, { budget: 2 ** 30 });
}

async function resultOf(source: string, context: RequestContext): Promise<unknown> {
  const { data, errors } = await operations.execute(source, {}, context);
  expect(errors).toEqual([]);
  return data;
}

/** Expects an operation to have the same result in memory and from the database. @returns this result */
async function expectSame(source: string): Promise<unknown> {
  const expected = await resultOf(source, await RequestContext.open(graph.store.reader));
  expect(await resultOf(source, await RequestContext.open(store.reader))).toEqual(expected);
  return expected;
}

async function endClaimsAbout(slug: string): Promise<readonly Claim[]> {
  const view = (await store.reader.openView()) as GraphView;
  const [claims = []] = await view.claimsAbout([id('APPROACH', slug)], {});
  await store.apply(
    claims.map((each): Change => ({ type: 'endClaim', id: each.id })),
    edited,
  );
  return claims;
}

const rows = '{ compare(approaches: ["one", "other"]) { rows { nodes { verdict basis distance } } } }';
const scores = '{ approach(slug: "one") { nearest(first: 5) { approach { slug } score } } }';

test.each<[string, ClaimValue, ClaimValue]>([
  ['a text', text('Managed service provider'), text('MSP')],
  [
    'a list of terms',
    { type: 'TERMS', terms: ['Managed service provider'] },
    { type: 'TERMS', terms: ['MSP'] },
  ],
])('%s that is stated again is compared with the names of the new revision', async (_, long, short) => {
  const provider = concept('USE_CASE', 'provider', { name: 'Managed service provider' });
  await openWith(
    put(
      [
        citedSource('s'),
        concept('APPROACH', 'one'),
        concept('APPROACH', 'other'),
        dimension('kind', { valueType: long.type }),
        provider,
      ],
      [value('one', 'kind', long), value('other', 'kind', short)],
    ),
  );
  const before = await expectSame(rows);
  const scoresBefore = await expectSame(scores);
  await endClaimsAbout('other');
  await expectSame(rows);
  // No claim states this name when it is added.
  await store.apply(put([{ ...provider, aliases: ['MSP'] }]), edited);
  await expectSame(rows);
  await store.apply(put([], [value('other', 'kind', short)]), edited);
  expect(await expectSame(rows)).not.toEqual(before);
  expect(await expectSame(scores)).not.toEqual(scoresBefore);
});

test.each([
  '{ approaches(filter: { where: [{ axis: "kind", terms: ["MSP"] }] }) { nodes { slug } } }',
  '{ compare(approaches: ["one", "other"]) { rows(everyStated: { terms: ["MSP"] }) { totalCount } } }',
])('a response depends on the concepts that the terms of its conditions name: %s', async (source) => {
  const provider = concept('USE_CASE', 'provider', { name: 'Managed service provider' });
  await openWith(
    put(
      [
        citedSource('s'),
        concept('APPROACH', 'one'),
        concept('APPROACH', 'other'),
        dimension('kind'),
        provider,
      ],
      [value('one', 'kind', text('Managed service provider'))],
    ),
  );
  const before = await expectSame(source);
  const context = await RequestContext.open(store.reader);
  await resultOf(source, context);
  await store.apply(put([{ ...provider, aliases: ['MSP'] }]), edited);
  expect(await expectSame(source)).not.toEqual(before);
  const range = { first: 1, last: 1 };
  expect(isValidIn(range, context.dependencies(), 2, store.reader.publications?.log)).toBe(false);
});
