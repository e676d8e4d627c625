import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  loadComparison,
  loadEarlierRows,
  loadSpreadsOf,
} from '../../src/api/comparison/comparison-loading.js';
import { RowsAlong } from '../../src/api/comparison/rows-along.js';
import { RequestContext } from '../../src/api/request/context.js';
import type { RequestView } from '../../src/api/request/request-view.js';
import { displayCell } from '../../src/comparison/cells/display.js';
import {
  differenceOf,
  type ComparedRows,
  type ComparisonDifference,
} from '../../src/comparison/difference/difference.js';
import { baseEdits } from '../../src/editing/base-edits.js';
import type { StoredEdit } from '../../src/editing/edit.js';
import { resolveEdits } from '../../src/editing/resolve-edits.js';
import type { EditResolution } from '../../src/editing/resolution.js';
import { touchedQuestions } from '../../src/editing/touched-questions.js';
import { runToEnd } from '../../src/graph/work/steps.js';
import { inMemoryStore, sqliteStore, type TestStore } from '../support/stores.js';
import { runs } from '../support/test-run.js';
import { edited } from './edited-graph.js';
import { editChoices, editOf, editableIn, randomGraph, type EditChoice } from './random-edits.js';

let graph: TestStore;
beforeAll(async () => {
  graph = await inMemoryStore(sqliteStore).open();
  await graph.store.apply(randomGraph, { ...edited, origin: 'IMPORT' });
});
afterAll(() => graph.close());

/** Publishes a random changeset, without the edits that have problems. @returns its resolution */
async function publish(choices: readonly EditChoice[]): Promise<EditResolution> {
  const view = await graph.store.reader.openView();
  if (!view) throw new Error('Expected a graph with a revision.');
  const editable = await editableIn(view);
  const edits = choices.flatMap((choice) => editOf(choice, editable) ?? []);
  let stored: readonly StoredEdit[] = await baseEdits(view, edits, 1);
  for (;;) {
    const resolution = await resolveEdits(view, stored);
    const refused = new Set(resolution.problems.map(({ edit }) => edit));
    if (refused.size === 0) {
      await graph.store.apply(resolution.changes, edited);
      return resolution;
    }
    stored = stored.filter(({ number }) => !refused.has(number));
  }
}

/** Returns the visible parts of a difference, with the rows sorted by the ids of their axes. */
function seenIn({ approaches, rows }: ComparisonDifference): unknown {
  return {
    approaches,
    rows: rows
      .map((row) => ({
        kind: row.kind,
        axis: row.axis,
        verdicts: [row.before, row.after].map((each) => each && [each.verdict, each.basis, each.distance]),
        cells: row.cells.map(({ approach, before, after, claims }) => ({
          approach: approach.id,
          texts: [before, after].map((cell) => cell && displayCell(cell)),
          claims,
        })),
        isTurned: row.isTurned,
        newLeaders: row.newLeaders.map(({ id }) => id),
        formerLeaders: row.formerLeaders.map(({ id }) => id),
      }))
      .sort((left, right) => (left.axis.id < right.axis.id ? -1 : 1)),
  };
}

/** Computes the rows of the full comparison of approaches in a view that may lack some of them. @param other a view that has all approaches, if `view` lacks some */
async function fullRows(
  view: RequestView,
  other: RequestView,
  approaches: readonly string[],
): Promise<ComparedRows> {
  const references = approaches.map((reference) => ({ kind: 'APPROACH' as const, reference }));
  const found = await view.loaders.reference.loadMany(references);
  if (!found.includes(null)) return loadComparison(view, approaches, {}, view.revision.number);
  return loadEarlierRows(view, await loadComparison(other, approaches, {}, other.revision.number));
}

test('the effects on stored questions equal the differences of full comparisons', async () => {
  let effects = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(editChoices, { minLength: 1, maxLength: 8 }), async (choices) => {
      // Restores the concepts and claims that earlier runs have changed or ended.
      await graph.store.apply(randomGraph, edited);
      const resolution = await publish(choices);
      const context = await RequestContext.open(graph.store.reader);
      const number = context.published.revision.number;
      if (resolution.changes.length === 0) return;
      const [before, after] = [
        await context.viewAt({ at: number - 1 }),
        await context.viewAt({ at: number }),
      ];
      const touched = new Map(
        (await touchedQuestions(before.view, after.view, resolution)).map((each) => [each.question, each]),
      );
      const comparisons = [...touched.values()];
      const [earlier, later] = await RowsAlong.loadBoth(before, after, comparisons, resolution);
      for (const question of ['q0', 'q1', 'q2'].map((slug) => `question/${slug}`)) {
        const approaches = (
          await Promise.all([after, before].map((view) => approachesOf(view, question)))
        ).find(({ length }) => length >= 2);
        const effect = touched.get(question);
        if (!approaches) {
          expect(effect).toBeUndefined();
          continue;
        }
        const full = [
          await fullRows(before, after, approaches),
          await fullRows(after, before, approaches),
        ] as const;
        await loadSpreadsOf(before, full[0].rows);
        await loadSpreadsOf(after, full[1].rows);
        const expected = runToEnd(differenceOf(...full));
        if (!effect) {
          expect(seenIn(expected)).toEqual({ approaches: [], rows: [] });
          continue;
        }
        expect(effect.approaches).toEqual(approaches);
        const actual = runToEnd(
          differenceOf(runToEnd(earlier.rowsOf(effect)), runToEnd(later.rowsOf(effect))),
        );
        expect(seenIn(actual)).toEqual(seenIn(expected));
        effects += expected.rows.length;
      }
    }),
    { numRuns: runs(1_000, 20) },
  );
  expect(effects).toBeGreaterThan(0);
}, 600_000);

async function approachesOf(view: RequestView, question: string): Promise<readonly string[]> {
  const claims = await view.loaders.claimsAbout.load({ concept: question, predicate: 'ASKS_ABOUT' });
  return [...new Set(claims.flatMap(({ target }) => target ?? []))];
}
