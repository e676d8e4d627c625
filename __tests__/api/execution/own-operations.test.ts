import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GraphQLError } from 'graphql';
import { OwnOperations } from '../../../src/api/execution/own-operations.js';
import { Plans } from '../../../src/api/execution/plans.js';
import { RequestContext } from '../../../src/api/request/context.js';
import { createSchema } from '../../../src/api/schema.js';
import type { Locale } from '../../../src/words/locale.js';
import { execute } from '../../support/api.js';
import { inMemoryReaderOf } from '../../support/in-memory-readers.js';
import { endingAfter } from '../../support/paces.js';
import { seed } from '../../support/seed.js';
import { eachStore, type TestStore } from '../../support/stores.js';

const schema = createSchema();

const compared = `query Compared($approaches: [String!]!, $at: Int) {
  compare(approaches: $approaches, at: $at) { rows { nodes { axis { name } cells { text parts { text claims { source { name } } } } } } }
}`;

describe.each(eachStore)("The program's own operations on $name", ({ open }) => {
  let graph: TestStore;
  beforeAll(async () => {
    graph = await open();
    await seed(graph.store);
  });
  afterAll(() => graph.close());

  /** Creates own operations with new plans, and collects their errors. */
  function operations() {
    const errors: GraphQLError[] = [];
    const plans = new Plans(schema);
    const own = new OwnOperations({ schema, plans, onError: (error) => errors.push(error) });
    return { own, plans, errors };
  }

  it('are executed by plans, from the store and from memory, with the same results as by graphql-js', async () => {
    const { own, plans } = operations();
    const variables = { approaches: ['lto-9', 'bd-rom'] };
    const { data } = await execute(graph.store, compared, variables);
    for (const reader of [graph.store.reader, await inMemoryReaderOf(graph.store)]) {
      const result = await own.execute(compared, variables, await RequestContext.open(reader));
      expect(result).toEqual({ data, errors: [] });
    }
    expect(plans.counts.planned).toBe(2);
  });

  it('return errors with codes, and without details of defects', async () => {
    const { own, errors } = operations();
    const context = await RequestContext.open(graph.store.reader);
    const missing = await own.execute(compared, { approaches: ['lto-9', 'lto-x'] }, context);
    expect(missing.data).toEqual({ compare: null });
    expect(missing.errors).toEqual([
      expect.objectContaining({
        path: ['compare'],
        message: expect.stringContaining('lto-x'),
        extensions: expect.objectContaining({ code: 'NOT_FOUND' }),
      }),
    ]);
    expect(errors).toHaveLength(1);
    const presentation = {
      baseUrl: null,
      get locale(): Locale {
        throw new Error('secret host');
      },
    };
    const broken = await RequestContext.open(graph.store.reader, {}, undefined, presentation);
    const failed = await own.execute(compared, { approaches: ['lto-9', 'bd-rom'] }, broken);
    expect(failed.errors[0]?.extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR' });
    expect(JSON.stringify(failed)).not.toContain('secret host');
    expect(errors.at(-1)?.originalError?.message).toBe('secret host');
  });

  it('are not executed if the limits reject them, or if the deadline has passed', async () => {
    const { own, plans } = operations();
    const variables = { approaches: ['lto-9', 'bd-rom'] };
    const rejection = new GraphQLError('Too large.');
    const reject = async (): Promise<void> => {
      throw rejection;
    };
    const context = await RequestContext.open(graph.store.reader);
    await expect(own.execute(compared, variables, context, reject)).rejects.toBe(rejection);
    const late = await RequestContext.open(await inMemoryReaderOf(graph.store), {}, endingAfter(0));
    await expect(own.execute(compared, variables, late)).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    expect(plans.counts).toMatchObject({ planned: 0, fallbacks: { FAILED: 0 } });
  });

  it('are rejected if their document is invalid or has several operations', async () => {
    const { own } = operations();
    const context = await RequestContext.open(graph.store.reader);
    for (const source of ['{ nothing }', '{ revision { number } } query Second { revision { number } }'])
      await expect(own.execute(source, {}, context)).rejects.toThrow('Expected a valid document');
  });
});
