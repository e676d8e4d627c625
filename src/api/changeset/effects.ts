import { differenceOf, isEmpty } from '../../comparison/difference/difference.js';
import type { EditResolution } from '../../editing/resolution.js';
import { touchedQuestions } from '../../editing/touched-questions.js';
import type { Approach, Concept } from '../../graph/concept.js';
import { loadConcept } from '../../graph/loaders/loaders.js';
import { inSlices } from '../../graph/work/steps.js';
import { loadComparison, loadRowsAlong } from '../comparison/comparison-loading.js';
import type { AxisSelectionInput } from '../comparison/comparison.type.js';
import { loadDifference, loadedDifference, type LoadedDifference } from '../comparison/difference-loading.js';
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
 * Compares approaches in the two views.
 * @param approaches ids or slugs
 * @throws {TertiumError} the errors of `loadComparison`
 */
export async function comparisonEffect(
  context: RequestContext,
  { before, after, identity }: EffectViews,
  approaches: readonly string[],
  along: AxisSelectionInput | null | undefined,
): Promise<LoadedEffect> {
  const comparison = await loadComparison(after, approaches, along ?? {}, null);
  const difference = await loadDifference(context, before, after, comparison, identity);
  return { question: null, approaches: comparison.approaches, difference };
}

/** Finds the stored questions whose comparisons differ in the two views, by id, with the differences. */
export async function questionEffects(
  context: RequestContext,
  { before, after, identity }: EffectViews,
  resolution: EditResolution,
): Promise<readonly LoadedEffect[]> {
  const touched = await touchedQuestions(before.view, after.view, resolution);
  const effects: LoadedEffect[] = [];
  for (const { question, approaches, axes } of touched) {
    if (approaches.length > maxApproaches) continue;
    const [earlier, later] = await Promise.all([
      loadRowsAlong(before, after, approaches, axes),
      loadRowsAlong(after, before, approaches, axes),
    ]);
    const difference = await inSlices(differenceOf(earlier, later), context.pace);
    if (isEmpty(difference)) continue;
    effects.push({
      question: (await loadConcept(after.loaders, question)) ?? (await loadConcept(before.loaders, question)),
      approaches: approaches.flatMap(
        (_, index) => later.approaches[index] ?? earlier.approaches[index] ?? [],
      ),
      difference: loadedDifference(context, before, after, difference, [question, ...identity]),
    });
  }
  return effects;
}
