import type { Axis, ValueDefinition } from '../../comparison/cells/axis.js';
import { contentOf } from '../../comparison/cells/cell.js';
import { CellColumn, type ColumnCell } from '../../comparison/conditions/cell-column.js';
import type { ConditionedCell } from '../../comparison/conditions/compiled-condition.js';
import { axesIn, groupAxes, type AxisGroup, type AxisKnowledge } from '../../comparison/rows/axis-group.js';
import { axisPredicates, type AxisKind, type Claim, type Qualifier } from '../../graph/claim.js';
import { kindOfId } from '../../graph/concept.js';
import { qualifiersOverlap } from '../../graph/identity.js';
import { fold } from '../../graph/text/fold.js';
import type { ClaimValue } from '../../graph/values/value-rules.js';
import type { NameLookup } from '../../graph/values/value-type.js';
import { mapMaybe, type MaybePromise } from '../../graph/work/maybe-promise.js';
import { inSlices, type Steps } from '../../graph/work/steps.js';
import { loadAxisKnowledge } from '../request/axis-knowledge.js';
import { withoutPromise } from '../request/in-memory-axis-knowledge.js';
import type { RequestView } from '../request/request-view.js';
import { isInMemory, memoOf, type InMemoryView } from '../request/view-memo.js';

/** The cells of all approaches along the axes of conditions. */
export interface ConditionColumns {
  /** The number of each approach in the columns, by the id of the approach. */
  readonly numbers: ReadonlyMap<string, number>;
  readonly nameLookup: NameLookup;
  /** The columns by axis id. A column includes the claims along equivalent axes that share the axis's row in comparisons. */
  readonly byAxis: ReadonlyMap<string, CellColumn>;
}

/**
 * Loads the cells of all approaches along axes. An in-memory view caches these columns. From another view, all claims
 * along the axes and their equivalents are loaded.
 * @param texts the terms of conditions, for the look-up of the concepts that they name
 */
export function loadColumns(
  requestView: RequestView,
  axes: readonly Axis[],
  texts: readonly string[],
): MaybePromise<ConditionColumns> {
  const { view, pace } = requestView;
  return isInMemory(view)
    ? inSlices(columnsInMemory(view, axes, texts), pace)
    : loadFromStore(requestView, axes, texts);
}

function* columnsInMemory(
  view: InMemoryView,
  axes: readonly Axis[],
  texts: readonly string[],
): Steps<ConditionColumns> {
  const { knowledge, cells } = memoOf(view);
  // This read records the terms of the conditions as dependencies. `knowledge.nameLookup` does not record them: see `ViewMemo.knowledge`.
  withoutPromise(view.conceptsNamed(texts.map(fold)));
  const byAxis = new Map<string, CellColumn>();
  for (const axis of axes) {
    byAxis.set(axis.id, cells.columnOf(groupOf(axis, knowledge)));
    yield;
  }
  return { numbers: cells.approachNumbers, nameLookup: knowledge.nameLookup, byAxis };
}

async function loadFromStore(
  requestView: RequestView,
  axes: readonly Axis[],
  texts: readonly string[],
): Promise<ConditionColumns> {
  const { loaders, pace } = requestView;
  const equivalents = await loaders.equivalents.loadMany(axes.map(({ id }) => id));
  const members = [...new Set(equivalents.flat())];
  const claims = await loaders.claimsToward.loadMany(
    members.map((concept) => ({ concept, predicate: axisPredicates[kindOfId(concept) as AxisKind] })),
  );
  const claimsByAxis = new Map(members.map((id, index) => [id, claims[index] ?? []]));
  const knowledge = await loadAxisKnowledge(requestView, claims.flat(), {
    moreAxes: axes,
    moreConcepts: [],
    texts,
    hasSources: false,
  });
  return mapMaybe(inSlices(columnsOfClaims(axes, claimsByAxis, knowledge), pace), (columns) => columns);
}

const claimsPerStep = 1_000;

function* columnsOfClaims(
  axes: readonly Axis[],
  claimsByAxis: ReadonlyMap<string, readonly Claim[]>,
  knowledge: AxisKnowledge,
): Steps<ConditionColumns> {
  const numbers = new Map<string, number>();
  const byAxis = new Map<string, CellColumn>();
  for (const axis of axes) {
    const group = groupOf(axis, knowledge);
    const byApproach = new Map<number, Claim[]>();
    let count = 0;
    for (const claim of axesIn(group).flatMap(({ id }) => claimsByAxis.get(id) ?? [])) {
      if ((count += 1) % claimsPerStep === 0) yield;
      const number = numbers.get(claim.subject) ?? numbers.size;
      numbers.set(claim.subject, number);
      const ofApproach = byApproach.get(number);
      if (ofApproach) ofApproach.push(claim);
      else byApproach.set(number, [claim]);
    }
    const cells = [...byApproach.values()].map(
      (ofApproach) => new LoadedCell(ofApproach, group.definition, knowledge.nameLookup),
    );
    byAxis.set(axis.id, new CellColumn(group.definition, [...byApproach.keys()], [...cells.keys()], cells));
    yield;
  }
  return { numbers, nameLookup: knowledge.nameLookup, byAxis };
}

/** Finds the group of an axis in a comparison along this axis only. */
function groupOf(axis: Axis, knowledge: AxisKnowledge): AxisGroup {
  const [group] = groupAxes(knowledge, knowledge.equivalents(axis.id), [axis.id]);
  if (group?.axis.id !== axis.id) throw new TypeError('Expected a requested axis to represent its group.');
  return group;
}

/** A cell of claims that were loaded from a store. */
class LoadedCell implements ColumnCell {
  readonly plainValue: ClaimValue | null;
  readonly #claims: readonly Claim[];
  readonly #definition: ValueDefinition;
  readonly #nameLookup: NameLookup;

  /** Creates a cell. @param claims at least one claim */
  constructor(claims: readonly Claim[], definition: ValueDefinition, nameLookup: NameLookup) {
    const [first] = claims;
    this.plainValue = claims.length === 1 && first?.qualifiers.length === 0 ? first.value : null;
    this.#claims = claims;
    this.#definition = definition;
    this.#nameLookup = nameLookup;
  }

  contentUnder(under: readonly Qualifier[]): ConditionedCell {
    const claims =
      under.length === 0
        ? this.#claims
        : this.#claims.filter(({ qualifiers }) => qualifiersOverlap(qualifiers, under));
    return contentOf(claims, this.#definition, this.#nameLookup);
  }
}
