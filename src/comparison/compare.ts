import type { AxisKind, Claim, Qualifier } from '../graph/claim.js';
import type { Approach } from '../graph/concept.js';
import type { Steps } from '../graph/work/steps.js';
import type { Cell } from './cells/cell.js';
import { comparePositions, editorialPositionOf, type EditorialPosition } from './cells/editorial-position.js';
import { CellScope, ComparisonScope } from './cells/content-ids.js';
import { inEditorialOrder, type PositionedRow } from './rows/editorial-order.js';
import { axesIn, groupAxesInSteps, type AxisKnowledge, type AxisGroup } from './rows/axis-group.js';
import { gatherCells, type CellSource } from './rows/cell-source.js';
import { LazyRow, type ComparisonRow } from './rows/row.js';

/** The axes to compare along; omitted members do not restrict. */
export interface AxisSelection {
  readonly kinds?: readonly AxisKind[];
  /** Ids of axes. An existing axis that `kinds` and `groups` do not exclude is in a row, even without claims. */
  readonly axes?: readonly string[];
  /** Names of dimension groups. */
  readonly groups?: readonly string[];
  /** Conditions: only claims that can be true under them count. */
  readonly under?: readonly Qualifier[];
}

/** The concepts and claims from which a comparison is computed. */
export interface ComparisonMaterial extends AxisKnowledge {
  /** At least two, without duplicates, in the requested order. */
  readonly approaches: readonly Approach[];
  /** Claims about these approaches; claims that are not along an axis are ignored. */
  readonly claims: readonly Claim[];
}

/**
 * Compares approaches, in steps: a row for each axis group and a cell for each approach. Rows are in editorial order:
 * dimensions, features, benefits, drawbacks, use cases; dimensions by group; then by the order of the approaches'
 * claims. Without requested axes, a feature, benefit, drawback or use case that no approach has gets no row.
 * @param scope the inputs that the ids of rows and cells cover, see `scopeOf`
 */
export function* compare(
  material: ComparisonMaterial,
  selection: AxisSelection,
  scope = scopeOf(material.approaches, selection, null),
): Steps<readonly ComparisonRow[]> {
  const cells = yield* gatherCells(material.claims, selection.under ?? [], material.nameLookup, scope.cells);
  return yield* compareCells(material.approaches, material, cells, selection, scope);
}

/**
 * Creates the scope of a comparison: the inputs that the ids of rows and cells cover.
 * @param revision the number of the revision that the request selects with `at` or `asOf`; null if it selects none
 */
export function scopeOf(
  approaches: readonly Approach[],
  selection: AxisSelection,
  revision: number | null,
): ComparisonScope {
  const ids = approaches.map(({ id }) => id);
  return new ComparisonScope(ids, new CellScope(selection.under ?? [], revision));
}

/** Compares approaches by the cells of a source, in steps. @param source its cells must match the scope */
export function* compareCells(
  approaches: readonly Approach[],
  knowledge: AxisKnowledge,
  source: CellSource,
  selection: AxisSelection,
  scope = scopeOf(approaches, selection, null),
): Steps<readonly ComparisonRow[]> {
  const rows = selection.axes
    ? yield* rowsOfAxes(selection.axes, approaches, knowledge, source, selection, scope)
    : yield* rowsOfAllAxes(approaches, knowledge, source, selection, scope);
  const inOrder = yield* inEditorialOrder(rows);
  return inOrder.map(({ row }) => row);
}

type PositionedComparisonRow = PositionedRow & { readonly row: ComparisonRow };

/**
 * Creates the rows of the requested axes. These are few, so the positions of the rows are found by reading their cells.
 */
function* rowsOfAxes(
  axes: readonly string[],
  approaches: readonly Approach[],
  knowledge: AxisKnowledge,
  source: CellSource,
  selection: AxisSelection,
  scope: ComparisonScope,
): Steps<readonly PositionedComparisonRow[]> {
  const rows: PositionedComparisonRow[] = [];
  const claimed = source.axesWithClaims(approaches, unrequestedEquivalents(axes, knowledge));
  for (const group of yield* groupAxesInSteps(knowledge, claimed, axes)) {
    if (!isSelected(group, selection)) continue;
    const cells = source.cellsOf(group, approaches);
    rows.push({
      row: new LazyRow(group, cells, knowledge, scope),
      position: editorialPositionOf(cells),
    });
    if (rows.length % filledRowsPerStep === 0) yield;
  }
  return rows;
}

/**
 * Creates the rows of all axes. There can be tens of thousands of rows, and a page shows few of them. So the positions
 * of rows are derived from claims, and the cells of rows of dimensions are computed on first use.
 */
function* rowsOfAllAxes(
  approaches: readonly Approach[],
  knowledge: AxisKnowledge,
  source: CellSource,
  selection: AxisSelection,
  scope: ComparisonScope,
): Steps<readonly PositionedComparisonRow[]> {
  const rows: PositionedComparisonRow[] = [];
  const positions = yield* source.positionsOf(approaches);
  const cachedResults = source.rowResultsOf(approaches);
  for (const group of yield* groupAxesInSteps(knowledge, positions.keys(), [])) {
    if (!isSelected(group, selection)) continue;
    const row = new LazyRow(group, () => source.cellsOf(group, approaches), knowledge, scope, cachedResults);
    if (group.axis.kind !== 'DIMENSION') {
      yield;
      if (!row.cells.some(isStatedAsPresent)) continue;
    }
    rows.push({ row, position: positionOfGroup(group, positions) });
    if (rows.length % rowsPerStep === 0) yield;
  }
  return rows;
}

/** The maximum number of rows that are created between two yields; smaller if their cells are computed, which takes longer. */
const rowsPerStep = 256;
const filledRowsPerStep = 8;

/** The first editorial position of a group's axes. */
function positionOfGroup(
  group: AxisGroup,
  positions: ReadonlyMap<string, EditorialPosition>,
): EditorialPosition {
  let least: EditorialPosition | undefined;
  for (const { id } of axesIn(group)) {
    const position = positions.get(id);
    if (position && (!least || comparePositions(position, least) < 0)) least = position;
  }
  if (!least) throw new TypeError('Expected every group to have an axis with claims.');
  return least;
}

/** The axes that are equivalent to requested axes, and not requested themselves. */
function unrequestedEquivalents(
  axes: readonly string[],
  { equivalents }: Pick<AxisKnowledge, 'equivalents'>,
): readonly string[] {
  const others = new Set<string>();
  for (const axis of axes) {
    const members = equivalents(axis);
    if (members.length === 1) continue;
    for (const member of members) if (!axes.includes(member)) others.add(member);
  }
  return [...others];
}

function isSelected({ axis, merged, requested }: AxisGroup, { kinds, axes, groups }: AxisSelection): boolean {
  if (kinds && !kinds.includes(axis.kind)) return false;
  if (axes && !requested) return false;
  return (
    !groups ||
    [axis, ...merged].some(
      (each) => each.kind === 'DIMENSION' && each.group !== null && groups.includes(each.group),
    )
  );
}

/**
 * Whether a value of a cell states that the approach has the feature, benefit, drawback or use case, at least partly.
 */
function isStatedAsPresent(cell: Cell): boolean {
  return cell.stated.some(({ value }) => value?.type === 'SUPPORT' && value.support !== 'NO');
}
