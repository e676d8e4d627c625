import { differenceOf, isEmpty, type ComparisonDifference } from '../../comparison/difference/difference.js';
import type { EditResolution } from '../../editing/resolution.js';
import { touchedQuestions, type TouchedQuestion } from '../../editing/touched-questions.js';
import type { Approach, Concept } from '../../graph/concept.js';
import { TertiumError } from '../../graph/errors.js';
import { loadConcepts } from '../../graph/loaders/loaders.js';
import { inSlices, type Steps } from '../../graph/work/steps.js';
import {
  loadComparison,
  loadEarlierRows,
  loadSpreadsOf,
  type LoadedComparison,
} from '../comparison/comparison-loading.js';
import type { AxisSelectionInput } from '../comparison/comparison.type.js';
import { loadDifference, loadedDifference, type LoadedDifference } from '../comparison/difference-loading.js';
import { RowsAlong } from '../comparison/rows-along.js';
import { maxApproaches } from '../references/approach-references.js';
import type { RequestContext } from '../request/context.js';
import type { RequestView } from '../request/request-view.js';

/** The effect of a changeset on one comparison. */
export interface LoadedEffect {
  readonly question: Concept | null;
  readonly approaches: readonly Approach[];
  readonly difference: LoadedDifference;
}

/** The published view, and the view with a changeset. */
export interface EffectViews {
  readonly before: RequestView;
  readonly after: RequestView;
  /** Identifies the changeset and its version in cursors. */
  readonly identity: readonly unknown[];
}

/**
 * Compares approaches in the two views. One of the views must have all of them.
 * @param approaches ids or slugs
 * @throws {TertiumError} the errors of `loadComparison`
 */
export async function comparisonEffect(
  context: RequestContext,
  { before, after, identity }: EffectViews,
  approaches: readonly string[],
  along: AxisSelectionInput | null | undefined,
): Promise<LoadedEffect> {
  const compareIn = async (view: RequestView): Promise<LoadedComparison> =>
    loadComparison(view, approaches, along ?? {}, null);
  let comparison: LoadedComparison;
  try {
    comparison = await compareIn(after);
  } catch (error) {
    if (!(error instanceof TertiumError && error.code === 'NOT_FOUND')) throw error;
    // The changeset may end a compared approach or axis.
    return endedEffect(context, { before, after, identity }, await compareIn(before));
  }
  const difference = await loadDifference(context, before, after, comparison, identity);
  return { question: null, approaches: comparison.approaches, difference };
}

/** Returns the effect on a comparison with an approach or axis that the changeset ends. */
async function endedEffect(
  context: RequestContext,
  { before, after, identity }: EffectViews,
  comparison: LoadedComparison,
): Promise<LoadedEffect> {
  const remaining = await loadEarlierRows(after, comparison);
  await Promise.all([loadSpreadsOf(before, comparison.rows), loadSpreadsOf(after, remaining.rows)]);
  const difference = await inSlices(differenceOf(comparison, remaining), context.pace);
  return {
    question: null,
    approaches: comparison.approaches,
    difference: loadedDifference(context, before, after, difference, [...comparison.identity, ...identity]),
  };
}

/**
 * Finds the stored questions whose comparisons differ in the two views, with the differences, ordered by id. Questions about more than
 * `maxApproaches` approaches are left out. All questions share their reads.
 */
export async function questionEffects(
  context: RequestContext,
  { before, after, identity }: EffectViews,
  resolution: EditResolution,
): Promise<readonly LoadedEffect[]> {
  const touched = (await touchedQuestions(before.view, after.view, resolution)).filter(
    ({ approaches }) => approaches.length <= maxApproaches,
  );
  if (touched.length === 0) return [];
  const [earlier, later] = await RowsAlong.loadBoth(before, after, touched, resolution);
  const found: Omit<LoadedEffect, 'question'>[] = [];
  const questions: string[] = [];
  for (const each of touched) {
    const compared = await inSlices(differenceAlong(earlier, later, each), context.pace);
    if (isEmpty(compared.difference)) continue;
    questions.push(each.question);
    found.push({
      approaches: compared.approaches,
      difference: loadedDifference(context, before, after, compared.difference, [each.question, ...identity]),
    });
  }
  const concepts = await questionsIn(before, after, questions);
  return found.map((effect, index) => ({ ...effect, question: concepts[index] ?? null }));
}

function* differenceAlong(
  earlier: RowsAlong,
  later: RowsAlong,
  comparison: TouchedQuestion,
): Steps<{ readonly difference: ComparisonDifference; readonly approaches: readonly Approach[] }> {
  const [before, after] = [yield* earlier.rowsOf(comparison), yield* later.rowsOf(comparison)];
  const difference = yield* differenceOf(before, after);
  const approaches = comparison.approaches.flatMap(
    (_, index) => after.approaches[index] ?? before.approaches[index] ?? [],
  );
  return { difference, approaches };
}

/** Loads questions from the later view, or from the earlier view if the later one does not have them. */
async function questionsIn(
  before: RequestView,
  after: RequestView,
  ids: readonly string[],
): Promise<readonly (Concept | null)[]> {
  const later = await loadConcepts(after.loaders, ids);
  const earlier = await loadConcepts(
    before.loaders,
    ids.filter((_, index) => !later[index]),
  );
  let next = 0;
  return later.map((question) => question ?? earlier[next++] ?? null);
}
