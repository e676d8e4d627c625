/**
 * Tests that publications invalidate the results that they change, and few other results, in a graph whose distances
 * depend on measured spreads and on the names of concepts.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { OwnOperations } from '../../../src/api/execution/own-operations.js';
import { Plans } from '../../../src/api/execution/plans.js';
import { RequestContext } from '../../../src/api/request/context.js';
import { createSchema } from '../../../src/api/schema.js';
import type { GraphView } from '../../../src/graph/ports/reading.js';
import type { Change, ClaimDraft, GraphStore } from '../../../src/graph/ports/writing.js';
import type { ClaimValue } from '../../../src/graph/values/value-rules.js';
import type { MaybePromise } from '../../../src/graph/work/maybe-promise.js';
import { openStore } from '../../../src/storage/open-store.js';
import { Choices, numbersFrom } from '../../../scripts/fuzz/choices.js';
import { citedSource, concept, dimension, id, imported, put, value } from '../../support/changes.js';
import { DependencyLaw, type Computation, type Computed } from '../../support/dependency-law.js';
import { inMemoryStore, sqliteStore, type TestStore } from '../../support/stores.js';
import { long, runs } from '../../support/test-run.js';

const schema = createSchema();
const operations = new OwnOperations({ schema, plans: new Plans(schema), onError: () => undefined });

const groupCount = long === 'complete' ? 30 : 12;
/** The number of approaches in each group. From 20 approaches on, spreads are measured. */
const groupSize = 24;
const levels = ['low', 'middle', 'high', 'top'];

/** Approaches that have values along the same dimensions. */
interface Group {
  readonly number: number;
  readonly approaches: readonly string[];
}

const groups: readonly Group[] = Array.from({ length: groupCount }, (_, number) => ({
  number,
  approaches: Array.from({ length: groupSize }, (__, each) => `g${number}-${each}`),
}));

type Along = 'mass' | 'cost' | 'level' | 'since' | 'maker' | 'tags';

/** Random values, some of them equal, some far from the others. */
const values: { readonly [Dimension in Along]: (choices: Choices, group: Group) => ClaimValue } = {
  mass: (choices) => quantity(choices, 'kg'),
  cost: (choices) => quantity(choices, null),
  level: (choices) => ({ type: 'ORDINAL', level: choices.of(levels) }),
  since: (choices) => ({ type: 'DATE', date: `${1_990 + choices.below(30)}-0${1 + choices.below(9)}` }),
  maker: (choices, { number }) => ({ type: 'TEXT', text: nameOf(number, choices.below(30)) }),
  tags: (choices, { number }) => ({
    type: 'TERMS',
    terms: choices.some([0, 1, 2, 3], 0, 3).map((each) => nameOf(number, each)),
  }),
};

/** Returns a text that may be the name or an alias of a concept. */
function nameOf(group: number, number: number): string {
  return `Maker ${number} of ${group}`;
}

function quantity(choices: Choices, unit: string | null): ClaimValue {
  const amount = choices.once(8) ? 100 * choices.below(20) : choices.below(40);
  const minimum = String(amount);
  const maximum = choices.once(6) ? (choices.once(2) ? null : String(amount + 5)) : minimum;
  return { type: 'QUANTITY', minimum, maximum, unit, ...(choices.once(8) && { approximate: true }) };
}

function axis({ number }: Group, along: Along): string {
  return `g${number}-${along}`;
}

function changesOfGroup(group: Group): readonly Change[] {
  const choices = new Choices(numbersFrom(group.number, 4_000));
  const concepts = [
    ...group.approaches.map((slug) => concept('APPROACH', slug)),
    dimension(axis(group, 'mass'), { valueType: 'QUANTITY', unit: 'kg' }),
    dimension(axis(group, 'cost'), { valueType: 'QUANTITY', betterWhen: 'LOWER' }),
    dimension(axis(group, 'level'), { valueType: 'ORDINAL', levels }),
    dimension(axis(group, 'since'), { valueType: 'DATE' }),
    dimension(axis(group, 'maker')),
    dimension(axis(group, 'tags'), { valueType: 'TERMS', cardinality: 'MULTIPLE' }),
    concept('USE_CASE', `g${group.number}-maker-0`, { name: nameOf(group.number, 0) }),
    concept('USE_CASE', `g${group.number}-maker-1`, { name: nameOf(group.number, 1) }),
  ];
  const claims = group.approaches.flatMap((slug) =>
    (Object.keys(values) as Along[]).flatMap((along) =>
      choices.once(10) ? [] : [value(slug, axis(group, along), values[along](choices, group))],
    ),
  );
  return put(concepts, claims);
}

let graph: TestStore;
/** A store that reads the same graph from the database, and caches nothing. */
let uncached: GraphStore;
beforeAll(async () => {
  graph = await inMemoryStore(sqliteStore).open();
  await graph.store.apply([...put([citedSource('s')]), ...groups.flatMap(changesOfGroup)], imported);
  uncached = await openStore(graph.url);
});
afterAll(async () => {
  await uncached.close();
  await graph.close();
});

interface Operation {
  readonly text: string;
}

async function compute(
  { text }: Operation,
  { reader }: GraphStore,
  view: MaybePromise<GraphView | null>,
): Promise<Computed | null> {
  const context = await RequestContext.open(
    reader,
    {},
    undefined,
    undefined,
    view as MaybePromise<GraphView>,
  );
  const { data, errors } = await operations.execute(text, {}, context);
  // A ranking fails while an axis has no measured span.
  if (errors.length > 0) return null;
  return { bytes: JSON.stringify(data), tags: context.dependencies() };
}

const computation: Computation<Operation> = {
  cached: (operation, view) => compute(operation, graph.store, view),
  async uncached(operation, revision) {
    const view = revision === null ? null : uncached.reader.openView(revision);
    return (await compute(operation, uncached, view))?.bytes ?? null;
  },
};

function operationOf(choices: Choices): Operation {
  const group = choices.of(groups);
  const slugs = JSON.stringify(choices.some(group.approaches, 2, 5));
  const [first] = group.approaches;
  const name = JSON.stringify(nameOf(group.number, choices.below(4)));
  return {
    text: choices.of([
      `{ approach(slug: "${choices.of(group.approaches)}") { nearest(first: 4) { approach { slug } score sharedRows } } }`,
      `{ compare(approaches: ${slugs}) { rows { nodes { axis { name } verdict distance cells { display } } } } }`,
      `{ compare(approaches: ${slugs}) { rows(orderBy: MOST_DIFFERENT, first: 2) { nodes { axis { slug } distance } } } }`,
      `{ compare(approaches: ${slugs}) { summary { similarity mostDiscriminating(first: 2) { axis { slug } distance } } } }`,
      `{ compare(approaches: ${slugs}, along: { axes: ["${axis(group, 'mass')}"] }) { rows { nodes { distance verdict } } } }`,
      `{ rank(approaches: ${slugs}, criteria: [{ axis: "${axis(group, 'cost')}" }, { axis: "${axis(group, 'level')}", weight: 2, better: HIGHER }, { axis: "${axis(group, 'tags')}", weight: 0, contains: [${name}] }]) { places { approach { slug } score } } }`,
      `{ dimension(slug: "${axis(group, 'mass')}") { distinctCount distribution { count value { ... on QuantityValue { minimum } } } } }`,
      `{ compare(approaches: ["${first}", "${group.approaches[1]}"]) { rows(everyStated: { terms: [${name}] }) { totalCount nodes { axis { slug } } } } }`,
      `{ dimension(slug: "${axis(group, 'cost')}") { claims(where: [{ axis: "${axis(group, 'tags')}", terms: [${name}] }, { minimum: "10" }]) { nodes { subject { slug } value { __typename } } } } }`,
    ]),
  };
}

/**
 * Random changes: new values of approaches of one group, the names of a concept, the declared span of a dimension, ended
 * claims, and the return of claims that ended before.
 */
class GroupPublications {
  readonly #ended: ClaimDraft[] = [];

  async next(choices: Choices): Promise<readonly Change[]> {
    const group = choices.of(groups);
    const along = choices.of(Object.keys(values) as Along[]);
    const approaches = choices.some(group.approaches, 1, choices.once(4) ? 12 : 1);
    switch (choices.below(8)) {
      case 0: {
        const number = choices.below(2);
        const aliases = choices.some([2, 3, 4, 5], 0, 3).map((each) => nameOf(group.number, each));
        const name = nameOf(group.number, number);
        return put([concept('USE_CASE', `g${group.number}-maker-${number}`, { name, aliases })]);
      }
      case 1:
        return await this.#endAbout(approaches);
      case 2:
        if (this.#ended.length > 0) return put([], this.#ended.splice(0));
        return await this.#endAbout(approaches);
      case 3:
        return put([
          dimension(axis(group, 'mass'), {
            valueType: 'QUANTITY',
            unit: 'kg',
            ...(choices.once(2) && { minimum: '0', maximum: '50' }),
          }),
        ]);
      default:
        return put(
          [],
          approaches.map((slug) => value(slug, axis(group, along), values[along](choices, group))),
        );
    }
  }

  async #endAbout(slugs: readonly string[]): Promise<readonly Change[]> {
    const view = (await graph.store.reader.openView()) as GraphView;
    const lists = await view.claimsAbout(
      slugs.map((slug) => id('APPROACH', slug)),
      {},
    );
    return lists.flat().map(({ since: _, ...claim }) => {
      const { id: claimId, ...draft } = claim;
      this.#ended.push({ ...draft, citations: [] });
      return { type: 'endClaim', id: claimId };
    });
  }
}

test('a publication invalidates each result that it changes through spreads or names, and few other results, also in views of earlier revisions', async () => {
  const law = new DependencyLaw(graph.store, computation);
  const publications = new GroupPublications();
  for (let run = 0; run < runs(4, 1); run += 1) {
    law.clear();
    const operationCount = runs(60, 20);
    for (let index = 0; index < operationCount; index += 1)
      await law.add(operationOf(new Choices(numbersFrom(run * 1_000 + index, 60))));
    for (let index = 0; index < runs(25, 5); index += 1) {
      const changes = await publications.next(new Choices(numbersFrom(run * 1_000 + 500 + index, 400)));
      await law.publish(changes);
    }
  }
  expect(law.needless).toBeLessThanOrEqual(long === 'complete' ? 1 / 50 : 1 / 10);
  expect(law.seen.changed).toBeGreaterThan(0);
}, 600_000);
