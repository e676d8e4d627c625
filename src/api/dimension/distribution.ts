import { valueDefinitionOf } from '../../comparison/cells/axis.js';
import { contentOf } from '../../comparison/cells/cell.js';
import {
  countedCellOf,
  distributionOf,
  type CountedCell,
  type Distribution,
} from '../../comparison/counts/distribution.js';
import { cacheKey, textsKey, type CacheKey } from '../../graph/cache-keys.js';
import type { Claim } from '../../graph/claim.js';
import type { Dimension } from '../../graph/concept.js';
import { groupBy } from '../../graph/group-by.js';
import { Loader } from '../../graph/loaders/loader.js';
import type { GraphView } from '../../graph/ports/reading.js';
import type { ClaimValue } from '../../graph/values/value-rules.js';
import type { NameLookup } from '../../graph/values/value-type.js';
import { mapMaybe, type MaybePromise } from '../../graph/work/maybe-promise.js';
import { inSlices, type Steps } from '../../graph/work/steps.js';
import { termsOf, type ReadCondition } from '../filters/axis-conditions.js';
import { loadColumns, type ConditionColumns } from '../filters/condition-columns.js';
import { axesOf, findMatches, matchTest } from '../filters/matching-approaches.js';
import { loadNameLookup } from '../request/axis-knowledge.js';
import { withoutPromise } from '../request/in-memory-axis-knowledge.js';
import type { RequestView } from '../request/request-view.js';
import { isInMemory, memoOf, type InMemoryView } from '../request/view-memo.js';

/** Identifies a distribution: along a dimension, over the approaches that meet all conditions. */
interface DistributionKey {
  readonly dimension: Dimension;
  readonly where: readonly ReadCondition[];
}

/**
 * Loads the distribution of the values that approaches state along a dimension. Each distribution is computed once for each view of a
 * request, unless the dependencies of the parts of the request are recorded separately. In a SQL view, the distributions that a request loads in
 * one event-loop turn share their statements.
 * @param where conditions on the counted approaches
 */
export function loadDistribution(
  requestView: RequestView,
  dimension: Dimension,
  where: readonly ReadCondition[],
): MaybePromise<Distribution> {
  const { view } = requestView;
  const key = { dimension, where };
  if (!isInMemory(view)) return loaderOf(requestView).load(key);
  if (!requestView.sharesResults) return distributionInMemory(requestView, view, key);
  const computed = inMemory.get(requestView) ?? new Map<CacheKey, MaybePromise<Distribution>>();
  inMemory.set(requestView, computed);
  const distributionKey = keyOfDistribution(key);
  const cached = computed.get(distributionKey);
  // A cached distribution does not record its dependencies again. The bytes of an object with a promised field are not cached, so they cannot miss
  // these dependencies.
  if (cached !== undefined) return Promise.resolve(cached);
  const distribution = distributionInMemory(requestView, view, key);
  computed.set(distributionKey, distribution);
  return distribution;
}

const loaders = new WeakMap<RequestView, Loader<DistributionKey, Distribution>>();
const inMemory = new WeakMap<RequestView, Map<CacheKey, MaybePromise<Distribution>>>();

function loaderOf(requestView: RequestView): Loader<DistributionKey, Distribution> {
  let loader = loaders.get(requestView);
  if (!loader) {
    loader = new Loader((keys) => distributionsFromStore(requestView, keys), keyOfDistribution);
    loaders.set(requestView, loader);
  }
  return loader;
}

function keyOfDistribution({ dimension, where }: DistributionKey): CacheKey {
  const conditions = where.map(({ axis, condition }) => [axis.id, condition]);
  return textsKey(dimension.id, cacheKey(...conditions));
}

/** The approaches that a distribution counts. */
interface CountedApproaches {
  readonly includes: (approach: string) => boolean;
  readonly count: number;
}

/** Finds the approaches of a view that meet all conditions. @param all the number of approaches of the view */
function* countedApproaches(
  where: readonly ReadCondition[],
  columns: ConditionColumns | null,
  all: number,
): Steps<CountedApproaches> {
  if (!columns || where.length === 0) return { includes: () => true, count: all };
  const matches = yield* findMatches(where, [], columns);
  const { numbers } = columns;
  const includes = matchTest(matches, numbers);
  let [matched, count] = [0, 0];
  for (const id of numbers.keys()) {
    if (includes(id)) matched += 1;
    if ((count += 1) % approachesPerStep === 0) yield;
  }
  return { includes, count: matches.others ? all - (numbers.size - matched) : matched };
}

const approachesPerStep = 4_096;

function loadConditionColumns(
  requestView: RequestView,
  keys: readonly DistributionKey[],
): MaybePromise<ConditionColumns | null> {
  const conditions = keys.flatMap(({ where }) => where);
  if (conditions.length === 0) return null;
  return loadColumns(requestView, axesOf(conditions), termsOf(conditions));
}

function distributionInMemory(
  requestView: RequestView,
  view: InMemoryView,
  key: DistributionKey,
): MaybePromise<Distribution> {
  const { pace } = requestView;
  return mapMaybe(loadConditionColumns(requestView, [key]), (columns) =>
    inSlices(countInMemory(view, key, columns), pace),
  );
}

function* countInMemory(
  view: InMemoryView,
  { dimension, where }: DistributionKey,
  columns: ConditionColumns | null,
): Steps<Distribution> {
  yield* view.inMemoryClaims.orderConcepts('APPROACH', 'SLUG');
  const approaches = yield* countedApproaches(where, columns, withoutPromise(countApproaches(view)));
  const cells = yield* cellsInMemory(view, dimension, approaches.includes);
  return yield* distributionOf(cells, dimension, approaches.count);
}

/** A group of approaches with equal claims. If `value` is null, the claims of `approach` are read for the whole group. */
interface ApproachGroup {
  readonly approach: string;
  readonly value: ClaimValue | null;
  count: number;
}

const cellsPerStep = 64;

function* cellsInMemory(
  view: InMemoryView,
  dimension: Dimension,
  includes: (approach: string) => boolean,
): Steps<readonly CountedCell[]> {
  const { inMemoryClaims } = view;
  const bySignature = new Map<string | number, ApproachGroup>();
  const groups: ApproachGroup[] = [];
  inMemoryClaims.eachStatedToward(dimension.id, 'HAS_VALUE', (approach, signature, value) => {
    if (!includes(approach)) return;
    const group = signature === null ? undefined : bySignature.get(signature);
    if (group) {
      group.count += 1;
      return;
    }
    const first: ApproachGroup = { approach, value, count: 1 };
    groups.push(first);
    if (signature !== null) bySignature.set(signature, first);
  });
  const { nameLookup } = memoOf(view).knowledge;
  const definition = valueDefinitionOf(dimension);
  const cells: CountedCell[] = [];
  for (const { approach, value, count } of groups) {
    if (value) {
      cells.push({ state: 'STATED', values: [value], approaches: count });
      continue;
    }
    const claims = inMemoryClaims.claimsAlong(approach, 'HAS_VALUE', dimension.id);
    cells.push({ ...countedCellOf(contentOf(claims, definition, nameLookup)), approaches: count });
    if (cells.length % cellsPerStep === 0) yield;
  }
  return cells;
}

async function distributionsFromStore(
  requestView: RequestView,
  keys: readonly DistributionKey[],
): Promise<readonly Distribution[]> {
  const { view, loaders: records, pace } = requestView;
  const columns = await loadConditionColumns(requestView, keys);
  const dimensions = [...new Set(keys.map(({ dimension }) => dimension.id))];
  const lists = await records.claimsToward.loadMany(
    dimensions.map((concept) => ({ concept, predicate: 'HAS_VALUE' })),
  );
  const claimsOf = new Map(dimensions.map((id, index) => [id, lists[index] ?? []]));
  const nameLookup = await loadNameLookup(requestView, await inSlices(comparedClaims(lists), pace));
  const approaches = await countApproaches(view);
  return inSlices(countStored(keys, columns, claimsOf, nameLookup, approaches), pace);
}

/** Selects the claims whose values are compared with each other: the claims of cells with several claims. */
function* comparedClaims(lists: readonly (readonly Claim[])[]): Steps<readonly Claim[]> {
  const compared: Claim[] = [];
  for (const claims of lists) {
    for (const [index, claim] of claims.entries()) {
      // The claims of one approach are adjacent.
      const isCompared = [claims[index - 1], claims[index + 1]].some(
        (other) => other?.subject === claim.subject,
      );
      if (isCompared) compared.push(claim);
      if (index % claimsPerStep === claimsPerStep - 1) yield;
    }
    yield;
  }
  return compared;
}

const claimsPerStep = 1_024;

function* countStored(
  keys: readonly DistributionKey[],
  columns: ConditionColumns | null,
  claimsOf: ReadonlyMap<string, readonly Claim[]>,
  nameLookup: NameLookup,
  approaches: number,
): Steps<readonly Distribution[]> {
  const distributions: Distribution[] = [];
  for (const { dimension, where } of keys) {
    const counted = yield* countedApproaches(where, columns, approaches);
    const definition = valueDefinitionOf(dimension);
    const cells: CountedCell[] = [];
    for (const [approach, claims] of groupBy(claimsOf.get(dimension.id) ?? [], ({ subject }) => subject)) {
      if (!counted.includes(approach)) continue;
      cells.push(countedCellOf(contentOf(claims, definition, nameLookup)));
      if (cells.length % cellsPerStep === 0) yield;
    }
    distributions.push(yield* distributionOf(cells, dimension, counted.count));
  }
  return distributions;
}

function countApproaches(view: GraphView): MaybePromise<number> {
  const request = { kind: 'APPROACH', orderBy: 'SLUG', filter: {}, first: 0, after: null } as const;
  return mapMaybe(view.conceptPage(request), ({ totalCount }) => totalCount);
}
