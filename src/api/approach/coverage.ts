import {
  CoveredAxes,
  coverageOf,
  type Coverage,
  type CoverageSelection,
} from '../../comparison/counts/coverage.js';
import { groupAxesInSteps, type AxisGroup, type AxisKnowledge } from '../../comparison/rows/axis-group.js';
import { gatherCells, type CellSource } from '../../comparison/rows/cell-source.js';
import { cacheKey, textsKey, type CacheKey } from '../../graph/cache-keys.js';
import { axisKinds, axisPredicates, type Claim } from '../../graph/claim.js';
import type { Approach } from '../../graph/concept.js';
import { Loader } from '../../graph/loaders/loader.js';
import type { MaybePromise } from '../../graph/work/maybe-promise.js';
import { inSlices, type Steps } from '../../graph/work/steps.js';
import { loadAxisKnowledge } from '../request/axis-knowledge.js';
import type { RequestView } from '../request/request-view.js';
import { isInMemory, memoOf, type InMemoryView } from '../request/view-memo.js';

/** Identifies a coverage: one approach, and the selected axes. */
interface CoverageKey {
  readonly approach: Approach;
  readonly selection: CoverageSelection;
}

/**
 * Loads the coverage of an approach. If the view is not in memory, the coverages that a request loads in one event-loop turn
 * share their reads.
 */
export function loadCoverage(
  requestView: RequestView,
  approach: Approach,
  selection: CoverageSelection,
): MaybePromise<Coverage> {
  const { view, pace } = requestView;
  if (isInMemory(view)) return inSlices(coverageInMemory(view, approach, selection), pace);
  let loader = loaders.get(requestView);
  if (!loader) {
    loader = new Loader((keys) => coveragesFromStore(requestView, keys), keyOfCoverage);
    loaders.set(requestView, loader);
  }
  return loader.load({ approach, selection });
}

const loaders = new WeakMap<RequestView, Loader<CoverageKey, Coverage>>();

function keyOfCoverage({ approach, selection }: CoverageKey): CacheKey {
  return textsKey(approach.id, keyOfSelection(selection));
}

function keyOfSelection({ kinds = null, groups = null }: CoverageSelection): CacheKey {
  return cacheKey(kinds, groups);
}

function* coverageInMemory(
  view: InMemoryView,
  approach: Approach,
  selection: CoverageSelection,
): Steps<Coverage> {
  const memo = memoOf(view);
  let ofView = memo.coverage;
  if (!ofView) {
    const claimed = yield* view.inMemoryClaims.findingClaimedAxes(axisKinds);
    ofView = { axes: new CoveredAxes(yield* groupAxesInSteps(memo.knowledge, claimed, [])), selected: null };
    memo.coverage = ofView;
  }
  const key = keyOfSelection(selection);
  let { selected } = ofView;
  if (selected?.key !== key) {
    selected = { key, groups: yield* ofView.axes.selected(selection) };
    ofView.selected = selected;
  }
  return yield* coverageOf(approach, ofView.axes, selected.groups, memo.cells);
}

async function coveragesFromStore(
  requestView: RequestView,
  keys: readonly CoverageKey[],
): Promise<readonly Coverage[]> {
  const { view, loaders: records, pace } = requestView;
  const claimed = await view.claimedAxes(axisKinds);
  const equivalents = await records.equivalents.loadMany(claimed);
  const approaches = [...new Set(keys.map(({ approach }) => approach.id))];
  const lists = await records.claimsAbout.loadMany(
    approaches.flatMap((concept) => axisKinds.map((kind) => ({ concept, predicate: axisPredicates[kind] }))),
  );
  const claims = lists.flat();
  const knowledge = await loadAxisKnowledge(requestView, claims, {
    moreAxes: [],
    moreConcepts: claimed,
    hasSources: false,
  });
  const equivalentsOf = new Map(claimed.map((id, index) => [id, equivalents[index] ?? [id]]));
  const ofGraph = { ...knowledge, equivalents: (axis: string) => equivalentsOf.get(axis) ?? [axis] };
  return inSlices(coverages(keys, claims, claimed, ofGraph), pace);
}

function* coverages(
  keys: readonly CoverageKey[],
  claims: readonly Claim[],
  claimed: readonly string[],
  knowledge: AxisKnowledge,
): Steps<readonly Coverage[]> {
  const axes = new CoveredAxes(yield* groupAxesInSteps(knowledge, claimed, []));
  const source: CellSource = yield* gatherCells(claims, [], knowledge.nameLookup);
  const selections = new Map<CacheKey, ReadonlySet<AxisGroup>>();
  const result: Coverage[] = [];
  for (const { approach, selection } of keys) {
    const key = keyOfSelection(selection);
    const selected = selections.get(key) ?? (yield* axes.selected(selection));
    selections.set(key, selected);
    result.push(yield* coverageOf(approach, axes, selected, source));
  }
  return result;
}
