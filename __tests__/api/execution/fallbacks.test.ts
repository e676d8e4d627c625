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

/** Executes a document several times. @returns each fallback, and the counts at the end */
async function ask(source: string, variables: readonly Record<string, unknown>[]) {
  const fallbacks: Fallback[] = [];
  const plans = new Plans(schema, (fallback) => fallbacks.push(fallback));
  const document = parse(source);
  const operation = document.definitions[0] as OperationDefinitionNode;
  const results = [];
  for (const given of variables) {
    const context = await RequestContext.open(graph.store.reader);
    results.push((await plans.execute(document, operation, given, context)) !== null);
  }
  return { answers: results, fallbacks, counts: plans.counts };
}

const none = Object.fromEntries(fallbackReasons.map((reason) => [reason, 0]));
const conditions = Array.from({ length: 5 }, (_, index) => `c${index}`);
const outcomes = Array.from({ length: 17 }, (_, number) =>
  Object.fromEntries(conditions.map((name, bit) => [name, (number & (1 << bit)) !== 0])),
);

describe('An operation that falls back to graphql-js is counted, and reported with the reason', () => {
  test.each([
    [
      'something that plans do not do',
      'query ($n: String!) { __type(name: $n) { name } }',
      [{ n: 'Approach' }],
      'NOT_PLANNED',
    ],
    [
      'more outcomes of conditions than a document may have plans',
      `query (${conditions.map((name) => `$${name}: Boolean!`).join(' ')}) { revision { number ${conditions
        .map((name) => `${name}: number @include(if: $${name})`)
        .join(' ')} } }`,
      outcomes,
      'TOO_MANY_PLANS',
    ],
    [
      'a variable that is rejected',
      'query ($n: Int!) { revision(number: $n) { number } }',
      [{ n: 'x' }],
      'VARIABLES_REFUSED',
    ],
    ['a resolver that fails', '{ compare(approaches: ["msp", "none"]) { revision } }', [{}], 'FAILED'],
  ] as const)('%s', async (_, source, variables, reason) => {
    const { answers: results, fallbacks, counts } = await ask(source, variables);
    expect(results.at(-1)).toBe(false);
    expect(fallbacks.map((each) => each.reason)).toEqual([reason]);
    expect(counts).toEqual({
      planned: variables.length - 1,
      fallbacks: { ...none, [reason]: 1 },
    });
  });

  test('but an operation that a plan executes is not', async () => {
    expect(await ask('{ approach(slug: "msp") { name } }', [{}, {}])).toEqual({
      answers: [true, true],
      fallbacks: [],
      counts: { planned: 2, fallbacks: none },
    });
  });
});
