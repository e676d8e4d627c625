import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { getOperationAST, parse } from 'graphql';
import { RequestContext } from '../../../src/api/request/context.js';
import { readingOnly } from '../../../src/api/request/environment.js';
import { Plans } from '../../../src/api/execution/plans.js';
import { createSchema } from '../../../src/api/schema.js';
import type { GraphReader } from '../../../src/graph/ports/reading.js';
import type { Pace } from '../../../src/graph/work/pace.js';
import { concept, imported, put } from '../../support/changes.js';
import { endingAfter } from '../../support/paces.js';
import { seed } from '../../support/seed.js';
import { inMemoryStore, sqliteStore, type TestStore } from '../../support/stores.js';

const plans = new Plans(createSchema());
const licences = '["mit", "apache-2-0", "gpl-3-0", "mpl-2-0"]';

const operations: Readonly<Record<string, string>> = {
  'rows, summary and sources': `{ compare(approaches: ${licences}) {
    summary { rowCount similarity coverage byVerdict { verdict count } mostDiscriminating { axis { name } } }
    rows(first: 40) { totalCount nodes { id axis { name } verdict explanation leaders { name } cells { display claims { source { name } } } } }
    sources { totalCount nodes { name } } questions { totalCount }
  } }`,
  'rows with selected verdicts, by distance': `{ compare(approaches: ${licences}) {
    rows(verdicts: [DIFFERENT, OPPOSITE, ONE_SIDED], orderBy: MOST_DIFFERENT) { totalCount nodes { axis { slug } distance } }
  } }`,
  'rows that a cell condition selects, by name': `{ compare(approaches: ${licences}) {
    rows(where: [{ approach: "mit", states: [STATED] }], orderBy: NAME) { totalCount nodes { axis { slug } } }
  } }`,
  'a comparison under a condition': `{ compare(approaches: ${licences}, along: { under: [{ key: "plan", value: "Business" }] }) { rows { totalCount } } }`,
  'a ranking': `{ rank(approaches: ["bd-rom", "cd-rom", "dvd-rom"], criteria: [{ axis: "feature/universal-disk-format", weight: 2 }, { axis: "feature/iso-9660" }]) { places { score contributions { points explanation } } flip { weight } } }`,
  'the nearest approaches':
    '{ approach(slug: "mit") { nearest(first: 3) { score sharedRows approach { name } } } }',
  'nested lists':
    '{ approaches(first: 12) { nodes { name features { edges { support node { name } } } claims(first: 9) { totalCount nodes { text source { name } } } } } }',
  'several root fields': `{ a: compare(approaches: ${licences}) { approaches { name } } search(text: "licence") { totalCount } b: approach(slug: "mit") { name } }`,
};

let graph: TestStore;
let inMemory: TestStore;

beforeAll(async () => {
  graph = await sqliteStore.open();
  inMemory = await inMemoryStore(sqliteStore).open();
  for (const { store } of [graph, inMemory]) await seed(store);
});
afterAll(async () => {
  await graph.close();
  await inMemory.close();
});

async function resultOf(reader: GraphReader, source: string, pace?: Pace): Promise<string | null> {
  const document = parse(source);
  const operation = getOperationAST(document)!;
  const response = await plans.execute(document, operation, {}, await RequestContext.open(reader, {}, pace));
  const text = response?.bytes.toString() ?? null;
  response?.release?.();
  return text;
}

/** Publishes a revision, which has a new view. */
async function publishRevision({ store }: TestStore, name: string): Promise<void> {
  await store.apply(put([concept('USE_CASE', 'deadlines', { name })]), imported);
}

describe.each(Object.entries(operations))('The operation with %s', (name, source) => {
  test.each([
    ['from the database', () => graph],
    ['in memory', () => inMemory],
  ])(
    'has a complete result or an error, for any deadline, %s',
    async (_, storeOf) => {
      const { store } = storeOf();
      await publishRevision(storeOf(), `${name} 0`);
      const complete = await resultOf(store.reader, source);
      expect(complete).toContain('"data"');
      const unlimited = endingAfter(Infinity);
      expect((await resultOf(store.reader, source, unlimited)) === complete).toBe(true);
      expect(unlimited.pauses).toBeGreaterThan(0);
      // The deadline passes after 0, 1, 2 and more pauses, with growing steps, until the operation ends before its deadline.
      let missedDeadlines = 0;
      for (let pauses = 0; ; pauses += 1 + Math.floor(pauses / 6)) {
        if (missedDeadlines % 3 === 0) await publishRevision(storeOf(), `${name} ${pauses}`);
        const pace = endingAfter(pauses);
        const result = await resultOf(store.reader, source, pace).catch(
          (error: { code: string }) => error.code,
        );
        if (pace.failure) {
          expect(result).toBe('DEADLINE_EXCEEDED');
          missedDeadlines += 1;
        } else {
          expect(result === complete).toBe(true);
        }
        // Entries that were cached before the deadline are complete.
        expect((await resultOf(store.reader, source)) === complete).toBe(true);
        if (!pace.failure) break;
      }
      expect(missedDeadlines).toBeGreaterThan(0);
    },
    120_000,
  );
});

test('`reopen` calls `onOperationEnd` before it opens the published view', async () => {
  const events: string[] = [];
  const reader = new Proxy(graph.store.reader, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (name !== 'openView') return typeof member === 'function' ? member.bind(target) : member;
      return (...parameters: unknown[]) => {
        events.push('open');
        return Reflect.apply(member as () => unknown, target, parameters);
      };
    },
  });
  const context = await RequestContext.open(reader, {}, undefined, undefined, null, {
    ...readingOnly,
    onOperationEnd: () => events.push('restart'),
  });
  await context.reopen();
  expect(events).toEqual(['open', 'restart', 'open']);
});
