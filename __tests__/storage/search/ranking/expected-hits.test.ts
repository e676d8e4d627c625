import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { GraphView } from '../../../../src/graph/ports/reading.js';
import { imported } from '../../../support/changes.js';
import { inMemoryReaderOf } from '../../../support/in-memory-readers.js';
import { seed as fillWithSeed } from '../../../support/seed.js';
import { eachStore, type TestStore } from '../../../support/stores.js';
import { seedHits, smallHits } from './expected-hits.js';
import { languagesAndMedia } from './languages-and-media.js';
import { expectHits } from './expect-hits.js';

describe.each(eachStore)('On $name', ({ open }) => {
  let seed: TestStore;
  let small: TestStore;
  beforeAll(async () => {
    seed = await open();
    await fillWithSeed(seed.store);
    small = await open();
    await small.store.apply(languagesAndMedia, imported);
  });
  afterAll(async () => {
    await seed.close();
    await small.close();
  });

  test('the expected hits of the seed and of a small graph are among the first three, and mostly first', async () => {
    await expectHits((await seed.store.reader.openView()) as GraphView, seedHits);
    await expectHits((await small.store.reader.openView()) as GraphView, smallHits);
  });

  test('searches in memory and with SQL return the same pages', async () => {
    for (const [{ store }, hits] of [
      [seed, seedHits],
      [small, smallHits],
    ] as const) {
      const [stored, inMemory] = [
        await store.reader.openView(),
        await (await inMemoryReaderOf(store)).openView(),
      ];
      for (const [text] of hits) {
        const request = { text, kinds: null, first: 500, after: null };
        expect(await inMemory?.searchPage(request)).toEqual(await stored?.searchPage(request));
      }
    }
  });
});
