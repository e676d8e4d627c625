import { expect, test } from '@jest/globals';
import { RevisionLog } from '../../src/read-model/log/revision-log.js';
import { GraphTables } from '../../src/read-model/tables/graph-tables.js';
import { MeasuredSpreads } from '../../src/read-model/view/measured-spreads.js';
import { ViewCaches } from '../../src/read-model/view/view-caches.js';
import { concept } from '../support/changes.js';

test('views of several revisions share estimates of the size of the graph while no count differs by more than 2 %', () => {
  const tables = new GraphTables();
  const caches = new ViewCaches(new MeasuredSpreads(new RevisionLog(1)));
  const add = (from: number, to: number): void => {
    for (let number = from; number < to; number += 1)
      tables.apply({ type: 'concepts', rows: [{ concept: concept('APPROACH', `a${number}`), since: 1 }] });
  };
  add(0, 100);
  const first = caches.statistics(tables);
  expect(first.concepts.APPROACH).toBe(100);
  add(100, 102);
  expect(caches.statistics(tables)).toBe(first);
  add(102, 103);
  expect(caches.statistics(tables).concepts.APPROACH).toBe(103);
});
