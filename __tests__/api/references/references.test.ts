import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { RequestContext } from '../../../src/api/request/context.js';
import { ReferenceErrorCache } from '../../../src/api/request/reference-cache.js';
import { loadReferences } from '../../../src/api/references/reference.js';
import { TertiumError } from '../../../src/graph/errors.js';
import { concept, imported, put } from '../../support/changes.js';
import { inMemoryStore, sqliteStore, type TestStore } from '../../support/stores.js';

const count = 3_000;
let graph: TestStore;

beforeAll(async () => {
  graph = await inMemoryStore(sqliteStore).open();
  const slugs = [...Array(count).keys()].map((number) => `approach-${number}`);
  await graph.store.apply(
    put([...slugs, 'devops', 'managed-service'].map((slug) => concept('APPROACH', slug))),
    imported,
  );
});
afterAll(() => graph.close());

/** Resolves an unknown reference to an approach. @returns the error */
async function errorOf(reference: string): Promise<TertiumError> {
  const { published } = await RequestContext.open(graph.store.reader);
  try {
    await loadReferences(published, 'approaches', [reference], ['APPROACH']);
  } catch (error) {
    return error as TertiumError;
  }
  throw new Error('The reference was resolved, but an error was expected.');
}

describe('an unknown reference', () => {
  test.each([
    ['dveops', 'devops'],
    ['evops', 'devops'],
    ['xdevops', 'devops'],
    ['APPROACH/devops-team', 'devops'],
    ['managed-services', 'managed-service'],
    ['aproach-17', 'approach-17'],
  ])('is reported with the nearest slug: %s, %s', async (reference, slug) => {
    expect((await errorOf(reference)).details['nearest']).toContain(slug);
  });

  test('is compared with fewer than 100 slugs in a graph with more than 3,000 slugs', async () => {
    const { published } = await RequestContext.open(graph.store.reader);
    for (const text of ['aproach-17', 'approach-1500x', 'x', 'zzz'.repeat(60)]) {
      expect((await published.view.slugsNear(['APPROACH'], text)).length).toBeLessThan(100);
    }
  });

  test('gets the same error object in all requests at one revision', async () => {
    expect(await errorOf('no-such-thing')).toBe(await errorOf('no-such-thing'));
    expect(await errorOf('no-such-thing')).not.toBe(await errorOf('no-such-thin'));
  });
});

test('errors are created once per argument and reference, except for long references', () => {
  const cache = new ReferenceErrorCache();
  let created = 0;
  const create = (): TertiumError => new TertiumError('NOT_FOUND', `${(created += 1)}`);
  const find = (argument: string, reference: string) => cache.find(argument, reference, ['APPROACH'], create);
  expect(find('a', 'x')).toBe(find('a', 'x'));
  expect(find('b', 'x')).not.toBe(find('a', 'x'));
  expect(created).toBe(2);
  const longReference = 'x'.repeat(300);
  expect(find('a', longReference)).not.toBe(find('a', longReference));
});
