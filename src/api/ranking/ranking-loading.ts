import { incompatibility, type Axis } from '../../comparison/cells/axis.js';
import { hasMeasuredSpan } from '../../comparison/cells/spreads.js';
import { maxWeight } from '../../comparison/ranking/flip.js';
import { rank, type Ranking } from '../../comparison/ranking/rank.js';
import { settleAll } from '../../graph/work/maybe-promise.js';
import { digest } from '../../graph/identity.js';
import { axisKinds, axisPredicates, type Qualifier } from '../../graph/claim.js';
import { inSlices } from '../../graph/work/steps.js';
import { loadApproaches } from '../references/approach-references.js';
import { loadAxisKnowledge } from '../request/axis-knowledge.js';
import type { ChosenApproaches } from '../filters/chosen-approaches.js';
import { loadSelectedApproaches, type SelectedApproaches } from '../filters/selected-approaches.js';
import type { RequestContext } from '../request/context.js';
import { loadInSteps, type RequestView } from '../request/request-view.js';
import { badArgument, maxListed, readCriteria } from './criteria.js';
import type { CriterionInput } from './ranking.type.js';
import { loadEachReference, shortened } from '../references/reference.js';

export const minRanked = 1;
export const maxCriteria = 50;
export const maxConditions = 50;

/** A ranking with the revision of its data, and the number of approaches that match its filter but are not ranked. */
export type LoadedRanking = Ranking & { readonly revision: number; readonly approachesLeftOut: number };

/**
 * Loads the data of a ranking, and ranks the approaches.
 * @param inputs the criteria
 * @param under the conditions
 * @param at the revision that the request selects; the ids of the ranking include it. Null if the request selects none: see `pinnedRevision`
 * @returns null if the filter matches no approach
 * @throws {TertiumError} BAD_USER_INPUT for invalid approaches, criteria or conditions; NOT_FOUND, with the nearest slugs, for a reference without a
 *   concept
 */
export async function loadRanking(
  context: RequestContext,
  requestView: RequestView,
  chosen: ChosenApproaches,
  inputs: readonly CriterionInput[],
  under: readonly Qualifier[],
  at: number | null,
): Promise<LoadedRanking | null> {
  const { view, loaders, pace } = requestView;
  checkBounds(inputs, under);
  const [{ approaches, leftOut }, axes] = await settleAll([
    loadChosen(context, requestView, chosen),
    loadAxes(requestView, inputs),
  ]);
  await requestView.spreads.load(axes.filter(hasMeasuredSpan));
  const criteria = readCriteria(axes, inputs, requestView.spreads);
  const equivalents = await loaders.equivalents.loadMany(axes.map(({ id }) => id));
  checkNotEquivalent(axes, equivalents);
  const targets = [...new Set(equivalents.flat())];
  const predicates = [...new Set(axes.map(({ kind }) => axisPredicates[kind]))];
  const found = await loadInSteps(
    requestView,
    loaders.claimsAbout,
    approaches.flatMap(({ id }) => predicates.map((predicate) => ({ concept: id, predicate, targets }))),
  );
  const claims = found.flat();
  const knowledge = await loadAxisKnowledge(requestView, claims, {
    moreAxes: axes,
    moreConcepts: [],
    texts: inputs.flatMap(({ contains, mustNot }) => [...(contains ?? []), ...(mustNot ?? [])]),
    hasSources: true,
  });
  if (approaches.length < minRanked) return null;
  const ranking = await inSlices(rank({ ...knowledge, approaches, claims }, criteria, under, at), pace);
  const loaded = Object.defineProperty(Object.assign(ranking, { approachesLeftOut: leftOut }), 'revision', {
    enumerable: true,
    get: () => view.revision.number,
  }) as LoadedRanking;
  if (leftOut === 0) return loaded;
  const { id } = ranking;
  return Object.defineProperty(loaded, 'id', { value: `ranking/${digest([id, leftOut])}` });
}

async function loadChosen(
  context: RequestContext,
  requestView: RequestView,
  chosen: ChosenApproaches,
): Promise<SelectedApproaches> {
  return chosen.type === 'LISTED'
    ? { approaches: await loadApproaches(requestView, chosen.references, minRanked), leftOut: 0 }
    : loadSelectedApproaches(context, requestView, chosen.selection);
}

function checkBounds(inputs: readonly CriterionInput[], under: readonly Qualifier[]): void {
  if (inputs.length < 1 || inputs.length > maxCriteria) {
    throw badArgument('criteria', `expected 1 to ${maxCriteria} criteria, got ${inputs.length}`);
  }
  if (under.length > maxConditions) {
    throw badArgument('under', `expected at most ${maxConditions} conditions, got ${under.length}`);
  }
  inputs.forEach((input, index) => {
    const { weight } = input;
    if (!(weight >= 0 && weight <= maxWeight)) {
      throw badArgument(
        `criteria[${index}].weight`,
        `expected a number from 0 to ${maxWeight}, got ${weight}`,
      );
    }
    for (const list of ['contains', 'mustNot'] as const) {
      const length = input[list]?.length ?? 1;
      if (length >= 1 && length <= maxListed) continue;
      throw badArgument(
        `criteria[${index}].${list}`,
        `expected 1 to ${maxListed} values or no list, got ${length}`,
      );
    }
  });
  if (inputs.every(({ weight }) => weight === 0)) {
    throw badArgument('criteria', 'expected at least one weight above 0, got 0 for all');
  }
}

/** Loads the axis of each criterion. Rejects a slug of several axes, and two criteria with the same axis. */
async function loadAxes(
  requestView: RequestView,
  inputs: readonly CriterionInput[],
): Promise<readonly Axis[]> {
  const found = await loadEachReference(
    requestView,
    'criteria',
    inputs.map(({ axis }) => axis),
    axisKinds,
  );
  const axes = (found as readonly (readonly Axis[])[]).map((each, index): Axis => {
    const [axis, another] = each;
    if (axis && !another) return axis;
    const ids = each.map(({ id }) => id).join(' or ');
    throw badArgument(
      `criteria[${index}].axis`,
      `expected an id, ${ids}, got "${shortened(inputs[index]?.axis ?? '')}", which is the slug of several axes`,
    );
  });
  axes.forEach(({ id }, index) => {
    const earlier = axes.findIndex((axis) => axis.id === id);
    if (earlier === index) return;
    const names = [earlier, index].map((each) => `"${shortened(inputs[each]?.axis ?? '')}"`);
    throw badArgument(
      'criteria',
      `expected different axes, got ${names.join(' and ')}, which are the same axis (${id})`,
    );
  });
  return axes;
}

/** Rejects criteria with axes that share a row in comparisons: the claims of the row would count twice. */
function checkNotEquivalent(axes: readonly Axis[], equivalents: readonly (readonly string[])[]): void {
  axes.forEach((axis, index) => {
    const twin = axes
      .slice(0, index)
      .find((other) => equivalents[index]?.includes(other.id) && incompatibility(axis, other) === null);
    if (!twin) return;
    throw badArgument(
      'criteria',
      `expected different axes, got "${twin.slug}" and "${axis.slug}", which are declared equivalent`,
    );
  });
}
