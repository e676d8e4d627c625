import { describe, expect, test } from '@jest/globals';
import { DataSet } from '../../bench/http/data-set.js';
import { changesOf } from '../../bench/http/tertium-changes.js';
import {
  touchingRevisions,
  unrelatedRevisions,
  type RevisionSeries,
} from '../../bench/publications/published-changes.js';
import type { AppliedChanges } from '../../src/graph/ports/writing.js';
import { imported } from '../support/changes.js';
import { sqliteStore } from '../support/stores.js';

const data = new DataSet({ name: 'small', approaches: 5, dimensions: 12 });

/** Publishes the content, the preparation of a series, and the first `count` revisions of the series. @returns the applied changes of each of these revisions */
async function publish(series: RevisionSeries, count: number): Promise<readonly AppliedChanges[]> {
  const graph = await sqliteStore.open();
  try {
    await graph.store.apply(changesOf(data), imported);
    await graph.store.apply(series.preparation, imported);
    const applied: AppliedChanges[] = [];
    for (let revision = 0; revision < count; revision += 1) {
      applied.push(await graph.store.apply(series.next(), imported));
    }
    return applied;
  } finally {
    await graph.close();
  }
}

describe('The revisions of the bench of publications', () => {
  test('replace the claims of the previous revision, and change no concepts', async () => {
    const [first, ...later] = await publish(touchingRevisions(data, 10), 6);
    expect(first).toMatchObject({ claims: { added: 5, changed: 0, ended: 0 } });
    for (const { claims, concepts, revision } of later) {
      // If a cell is drawn for two successive revisions, the second revision neither adds nor ends the claim of this cell.
      expect(claims.added).toBe(claims.ended);
      expect(claims.added).toBeGreaterThanOrEqual(3);
      expect(claims.changed).toBe(0);
      expect(concepts).toEqual({ added: 0, changed: 0, ended: 0 });
      expect(revision).not.toBeNull();
    }
  });

  test('that are unrelated to the content only add claims about one additional approach', async () => {
    const series = unrelatedRevisions(4);
    const applied = await publish(series, 3);
    for (const { claims, concepts } of applied) {
      expect(claims).toEqual({ added: 4, changed: 0, ended: 0 });
      expect(concepts).toEqual({ added: 0, changed: 0, ended: 0 });
    }
    const subjects = series
      .next()
      .map((change) => (change.type === 'putClaim' ? change.claim.subject : null));
    expect(new Set(subjects)).toEqual(new Set(['approach/bench-unrelated']));
  });
});
