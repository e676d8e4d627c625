import type { AxisKind, Claim, Qualifier } from '../graph/claim.js';
import type { Approach } from '../graph/concept.js';
import type { Steps } from '../graph/work/steps.js';
import type { Cell } from './cells/cell.js';
import { comparePlaces, placeOfCells, type AxisPlace } from './cells/axis-place.js';
import { CellScope, ComparisonScope } from './cells/content-ids.js';
import { inEditorialOrder, type PlacedRow } from './rows/editorial-order.js';
import {
  axesIn,
  findLines,
  gatherCells,
  type AxisKnowledge,
  type CellSource,
  type Line,
} from './rows/line.js';
import { JudgedRow, type ComparisonRow } from './rows/row.js';

/** Which axes to compare along; what is left out does not restrict. */
export interface AxisSelection {
  readonly kinds?: readonly AxisKind[];
  /** Ids of axes; these have a row even where nothing is stated along them. */
  readonly axes?: readonly string[];
  /** Names of dimension groups. */
  readonly groups?: readonly string[];
  /** Only claims that can hold under these conditions. */
  readonly under?: readonly Qualifier[];
}

/** Everything that a comparison is made of; nothing else is read. */
export interface ComparisonMaterial extends AxisKnowledge {
  /** Two at least, no two the same, in the order asked for. */
  readonly approaches: readonly Approach[];
  /** Claims about these approaches; those along no axis are ignored. */
  readonly claims: readonly Claim[];
}

/**
 * Compares approaches: one row an axis, one cell an approach, in editorial order (dimensions, features,
 * benefits, drawbacks, use cases; dimensions by group; then as the approaches' claims are arranged).
 * @param scope what the ids of rows and cells cover: `scopeOf` the approaches, the selection and the revision
 */
export function* compare(
  material: ComparisonMaterial,
  selection: AxisSelection,
  scope = scopeOf(material.approaches, selection, null),
): Steps<readonly ComparisonRow[]> {
  const cells = yield* gatherCells(material.claims, selection.under ?? [], material.naming, scope.cells);
  return yield* compareCells(material.approaches, material, cells, selection, scope);
}

/** What ids of rows and cells cover. @param revision as requested with `at`; null for the published one */
export function scopeOf(
  approaches: readonly Approach[],
  selection: AxisSelection,
  revision: number | null,
): ComparisonScope {
  const ids = approaches.map(({ id }) => id);
  return new ComparisonScope(ids, new CellScope(selection.under ?? [], revision));
}

/** Compares approaches whose cells come from anywhere; these are already those of the scope. */
export function* compareCells(
  approaches: readonly Approach[],
  knowledge: AxisKnowledge,
  source: CellSource,
  selection: AxisSelection,
  scope = scopeOf(approaches, selection, null),
): Steps<readonly ComparisonRow[]> {
  const placed = selection.axes
    ? yield* rowsAlong(selection.axes, approaches, knowledge, source, selection, scope)
    : yield* rowsAlongAll(approaches, knowledge, source, selection, scope);
  const inOrder = yield* inEditorialOrder(placed);
  return inOrder.map(({ row }) => row);
}

type Placed = PlacedRow & { readonly row: ComparisonRow };

/** The rows of axes that are asked for: few, whose cells are looked at to place them. */
function* rowsAlong(
  axes: readonly string[],
  approaches: readonly Approach[],
  knowledge: AxisKnowledge,
  source: CellSource,
  selection: AxisSelection,
  scope: ComparisonScope,
): Steps<readonly Placed[]> {
  const rows: Placed[] = [];
  const spokenOf = source.spokenOf(approaches, notAskedFor(axes, knowledge));
  for (const line of yield* findLines(knowledge, spokenOf, axes)) {
    if (!isSelected(line, selection)) continue;
    const cells = source.cellsOf(line, approaches);
    rows.push({ row: new JudgedRow(line, cells, knowledge.naming, scope), place: placeOfCells(cells) });
    if (rows.length % filledAtATime === 0) yield;
  }
  return rows;
}

/**
 * The rows of all axes, which may be tens of thousands, of which a page shows a few: where they stand follows from the claims, and
 * cells are filled for the rows that are looked into.
 */
function* rowsAlongAll(
  approaches: readonly Approach[],
  knowledge: AxisKnowledge,
  source: CellSource,
  selection: AxisSelection,
  scope: ComparisonScope,
): Steps<readonly Placed[]> {
  const rows: Placed[] = [];
  const places = yield* source.placesOf(approaches);
  const kept = source.judgementsOf(approaches);
  for (const line of yield* findLines(knowledge, places.keys(), [])) {
    if (!isSelected(line, selection)) continue;
    const row = new JudgedRow(line, () => source.cellsOf(line, approaches), knowledge.naming, scope, kept);
    if (line.axis.kind !== 'DIMENSION') {
      yield;
      if (!row.cells.some(isHad)) continue;
    }
    rows.push({ row, place: placeOfLine(line, places) });
    if (rows.length % atATime === 0) yield;
  }
  return rows;
}

/** So many rows are made between two yields, and so many that have to be filled, which takes longer. */
const atATime = 256;
const filledAtATime = 8;

/** The place of the first of a line's axes. */
function placeOfLine(line: Line, places: ReadonlyMap<string, AxisPlace>): AxisPlace {
  let first: AxisPlace | undefined;
  for (const { id } of axesIn(line)) {
    const place = places.get(id);
    if (place && (!first || comparePlaces(place, first) < 0)) first = place;
  }
  if (!first) throw new TypeError('Something is claimed along each of these lines.');
  return first;
}

/** Of axes that are not asked for, those that have a part in the rows: equivalent ones. */
function notAskedFor(
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

function isSelected({ axis, merged, asked }: Line, { kinds, axes, groups }: AxisSelection): boolean {
  if (kinds && !kinds.includes(axis.kind)) return false;
  if (axes && !asked) return false;
  return (
    !groups ||
    [axis, ...merged].some(
      (each) => each.kind === 'DIMENSION' && each.group !== null && groups.includes(each.group),
    )
  );
}

/** Whether an approach has a linked thing. (A dimension is an axis once anything is claimed along it.) */
function isHad(cell: Cell): boolean {
  return cell.said.some(({ value }) => value?.type === 'SUPPORT' && value.support !== 'NO');
}
