import { axisKinds, axisPredicates, type Claim } from '../../graph/claim.js';
import type { Approach, Question } from '../../graph/concept.js';
import type { EditResolution } from '../../editing/resolution.js';
import { loadComparison, minApproaches } from '../comparison/comparison-loading.js';
import type { AxisSelectionInput } from '../comparison/comparison.type.js';
import { loadDifference, type LoadedDifference } from '../comparison/difference-loading.js';
import { maxApproaches } from '../references/approach-references.js';
import type { RequestContext } from '../request/context.js';
import type { RequestView } from '../request/request-view.js';

/** The maximum number of stored questions whose comparisons are compared. */
const maxQuestions = 500;

/** The effect of a changeset on one comparison. */
export interface LoadedEffect {
  readonly question: Question | null;
  readonly approaches: readonly Approach[];
  readonly difference: LoadedDifference;
}

interface EffectRequest {
  readonly question: Question | null;
  readonly approaches: readonly string[];
  readonly along?: AxisSelectionInput | null | undefined;
  /** Identifies the changeset in cursors. */
  readonly identity: readonly unknown[];
}

/**
 * Compares approaches in two views.
 * @param before the published view @param after the view with the changeset
 * @throws {TertiumError} the errors of `loadComparison`
 */
export async function comparisonEffect(
  context: RequestContext,
  before: RequestView,
  after: RequestView,
  { question, approaches, along, identity }: EffectRequest,
): Promise<LoadedEffect> {
  const comparison = await loadComparison(after, approaches, along ?? {}, null);
  const difference = await loadDifference(context, before, after, comparison, identity);
  return { question, approaches: comparison.approaches, difference };
}

/** Finds the stored questions whose comparisons a changeset changes, by name, with the differences. */
export async function questionEffects(
  context: RequestContext,
  before: RequestView,
  after: RequestView,
  resolution: EditResolution,
  identity: readonly unknown[],
): Promise<readonly LoadedEffect[]> {
  if (resolution.claims.length === 0 && resolution.concepts.length === 0) return [];
  const { items: questions } = await after.view.conceptPage({
    kind: 'QUESTION',
    orderBy: 'NAME',
    filter: {},
    first: maxQuestions,
    after: null,
  });
  const links = await after.loaders.claimsAbout.loadMany(
    questions.map(({ id }) => ({ concept: id, predicate: 'ASKS_ABOUT' }) as const),
  );
  const compared = questions.flatMap((question, index) => {
    const approaches = [...new Set((links[index] ?? []).flatMap(({ target }) => target ?? []))];
    const isCompared = approaches.length >= minApproaches && approaches.length <= maxApproaches;
    return isCompared ? [{ question: question as Question, approaches }] : [];
  });
  const touched = await touchedApproaches(after, resolution, new Set(compared.flatMap((each) => each.approaches)));
  const effects: LoadedEffect[] = [];
  for (const each of compared) {
    if (!each.approaches.some((id) => touched.has(id))) continue;
    const effect = await comparisonEffect(context, before, after, { ...each, identity });
    const { approaches, isReordered } = effect.difference;
    const isChanged = isReordered || approaches.length > 0 || effect.difference.difference.rows.length > 0;
    if (isChanged) effects.push(effect);
  }
  return effects;
}

/** Finds the approaches whose comparisons may change: those with a changed claim, and those with a claim along a touched axis. */
async function touchedApproaches(
  { loaders }: RequestView,
  { claims, concepts }: EditResolution,
  candidates: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const touched = new Set<string>();
  for (const { before, after } of concepts) touched.add((after ?? before)?.id ?? '');
  for (const { before, after } of claims) {
    for (const { claim } of [before, after].filter((each) => each !== null)) {
      touched.add(claim.subject);
      if (claim.target !== null) touched.add(claim.target);
    }
  }
  const untouched = [...candidates].filter((id) => !touched.has(id));
  const keys = untouched.flatMap((concept) =>
    axisKinds.map((kind) => ({ concept, predicate: axisPredicates[kind] })),
  );
  const lists: readonly (readonly Claim[])[] = await loaders.claimsAbout.loadMany(keys);
  keys.forEach(({ concept }, index) => {
    if ((lists[index] ?? []).some(({ target, source }) => touched.has(target ?? '') || touched.has(source)))
      touched.add(concept);
  });
  return touched;
}
