import type { Claim, Qualifier } from '../graph/claim.js';
import type { Approach } from '../graph/concept.js';
import type { Axis, AxisKind } from './axis.js';
import type { Cell } from './cell.js';
import { CellScope, ComparisonScope } from './content-ids.js';
import { inEditorialOrder } from './editorial-order.js';
import { cellsOfClaims, linesOf, type AxisKnowledge, type CellSource, type Line } from './line.js';
import { JudgedRow, type ComparisonRow } from './row.js';

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
export function compare(
  material: ComparisonMaterial,
  selection: AxisSelection,
  scope = scopeOf(material.approaches, selection, null),
): readonly ComparisonRow[] {
  const cells = cellsOfClaims(material.claims, selection.under ?? [], material.naming, scope.cells);
  return compareCells(material.approaches, material, cells, selection, scope);
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
export function compareCells(
  approaches: readonly Approach[],
  knowledge: AxisKnowledge,
  source: CellSource,
  selection: AxisSelection,
  scope = scopeOf(approaches, selection, null),
): readonly ComparisonRow[] {
  const rows: ComparisonRow[] = [];
  const spokenOf = source.axesOf(approaches, selection.axes ? notAskedFor(selection.axes, knowledge) : null);
  for (const line of linesOf(knowledge, spokenOf, selection.axes ?? [])) {
    if (!isSelected(line, selection)) continue;
    const cells = source.cellsOf(line, approaches);
    if (line.asked || cells.some((cell) => isHad(line.axis, cell)))
      rows.push(new JudgedRow(line, cells, knowledge.naming, scope));
  }
  return inEditorialOrder(rows);
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

/** A dimension is an axis once anything is stated along it; a linked thing, once an approach has it. */
function isHad(axis: Axis, cell: Cell): boolean {
  if (axis.kind === 'DIMENSION') return cell.state !== 'NOT_STATED';
  return cell.said.some(({ value }) => value?.type === 'SUPPORT' && value.support !== 'NO');
}
