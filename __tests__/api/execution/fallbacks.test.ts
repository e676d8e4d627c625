import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse, type OperationDefinitionNode } from 'graphql';
import { RequestContext } from '../../../src/api/request/context.js';
import { fallbackReasons, type Fallback } from '../../../src/api/execution/fallbacks.js';
import { Plans } from '../../../src/api/execution/plans.js';
import { createSchema } from '../../../src/api/schema.js';
import { seed } from '../../support/seed.js';
import { sqliteStore, type TestStore } from '../../support/stores.js';

let graph: TestStore;
beforeAll(async () => {
  graph = await sqliteStore.open();
  await seed(graph.store);
});
afterAll(() => graph.close());

const schema = createSchema();

/** Executes a document once for each set of variables. @returns whether each execution used a plan, the fallbacks, and the final counts */
async function executeEach(source: string, variables: readonly Record<string, unknown>[]) {
  const fallbacks: Fallback[] = [];
  const plans = new Plans(schema, (fallback) => fallbacks.push(fallback));
  const document = parse(source);
  const operation = document.definitions[0] as OperationDefinitionNode;
  const arePlanned = [];
  for (const values of variables) {
    const context = await RequestContext.open(graph.store.reader);
    arePlanned.push((await plans.execute(document, operation, values, context)) !== null);
  }
  return { arePlanned, fallbacks, counts: plans.counts };
}

const noFallbacks = Object.fromEntries(fallbackReasons.map((reason) => [reason, 0]));
const conditions = Array.from({ length: 5 }, (_, index) => `c${index}`);
const combinations = Array.from({ length: 17 }, (_, number) =>
  Object.fromEntries(conditions.map((name, bit) => [name, (number & (1 << bit)) !== 0])),
);

describe('A fallback to graphql-js is counted and reported with its reason', () => {
  test.each([
    [
      'a feature that plans do not support',
      'query ($n: String!) { __type(name: $n) { name } }',
      [{ n: 'Approach' }],
      'NOT_PLANNED',
    ],
    [
      'more combinations of conditions than the maximum number of plans',
      `query (${conditions.map((name) => `$${name}: Boolean!`).join(' ')}) { revision { number ${conditions
        .map((name) => `${name}: number @include(if: $${name})`)
        .join(' ')} } }`,
      combinations,
      'TOO_MANY_PLANS',
    ],
    [
      'an invalid variable',
      'query ($n: Int!) { revision(number: $n) { number } }',
      [{ n: 'x' }],
      'VARIABLES_REFUSED',
    ],
    ['a resolver that throws', '{ compare(approaches: ["msp", "none"]) { revision } }', [{}], 'FAILED'],
  ] as const)('for %s', async (_, source, variables, reason) => {
    const { arePlanned, fallbacks, counts } = await executeEach(source, variables);
    expect(arePlanned.at(-1)).toBe(false);
    expect(fallbacks.map((fallback) => fallback.reason)).toEqual([reason]);
    expect(counts).toEqual({
      planned: variables.length - 1,
      fallbacks: { ...noFallbacks, [reason]: 1 },
    });
  });

  test('and there is none if a plan executes the operation', async () => {
    expect(await executeEach('{ approach(slug: "msp") { name } }', [{}, {}])).toEqual({
      arePlanned: [true, true],
      fallbacks: [],
      counts: { planned: 2, fallbacks: noFallbacks },
    });
  });
});
