import type { Claim, Qualifier } from '../graph/claim.js';
import type { Approach } from '../graph/concept.js';
import { qualifiersOverlap } from '../graph/identity.js';
import type { Naming } from '../graph/values/value-type.js';
import { isAlongAnAxis, measureOf, sharesMeasure, type Axis, type AxisKind } from './axis.js';
import { emptyCell, fillCell, type Cell } from './cell.js';
import { inEditorialOrder } from './editorial-order.js';
import { judgeRow, type ComparisonRow } from './row.js';

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
export interface ComparisonMaterial {
  /** Two at least, no two the same, in the order asked for. */
  readonly approaches: readonly Approach[];
  /** Claims about these approaches; those along no axis are ignored. */
  readonly claims: readonly Claim[];
  /** The axes asked for and the targets of the claims, by id. */
  readonly axes: ReadonlyMap<string, Axis>;
  /** The ids of all that are equivalent to an axis, itself included, sorted. */
  readonly equivalents: (axis: string) => readonly string[];
  readonly naming: Naming;
}

/**
 * Compares approaches: one row an axis, one cell an approach, in editorial order (dimensions, features,
 * benefits, drawbacks, use cases; dimensions by group; then as the approaches' claims are arranged).
 */
export function compare(material: ComparisonMaterial, selection: AxisSelection): readonly ComparisonRow[] {
  const claims = claimsByAxis(material.claims, selection.under ?? []);
  const rows = mergeAxes(material, claims, selection.axes ?? [])
    .filter((line) => isSelected(line, selection))
    .map((line) => ({ ...line, cells: fillCells(line, claims, material) }))
    .filter(({ axis, asked, cells }) => asked || cells.some((cell) => isHad(axis, cell)))
    .map(({ axis, merged, cells }) => judgeRow(axis, merged, cells, material.naming));
  return inEditorialOrder(rows);
}

/** Claims by the id of their axis, then of their approach. */
type ClaimsByAxis = ReadonlyMap<string, ReadonlyMap<string, readonly Claim[]>>;

function claimsByAxis(claims: readonly Claim[], under: readonly Qualifier[]): ClaimsByAxis {
  const byAxis = new Map<string, Map<string, Claim[]>>();
  for (const claim of claims) {
    if (!isAlongAnAxis(claim) || !qualifiersOverlap(claim.qualifiers, under)) continue;
    let byApproach = byAxis.get(claim.target);
    if (!byApproach) {
      byApproach = new Map<string, Claim[]>();
      byAxis.set(claim.target, byApproach);
    }
    const together = byApproach.get(claim.subject);
    if (together) together.push(claim);
    else byApproach.set(claim.subject, [claim]);
  }
  return byAxis;
}

/** One line of the matrix to be: the axis that stands for it, and the equivalent ones whose claims it holds too. */
interface Line {
  readonly axis: Axis;
  readonly merged: readonly Axis[];
  readonly asked: boolean;
}

/** Equivalent axes make one line where they share a measure; the axis asked for, else the lowest id, stands for it. */
function mergeAxes(
  material: ComparisonMaterial,
  claims: ClaimsByAxis,
  asked: readonly string[],
): readonly Line[] {
  const present = new Set([...asked, ...[...claims.keys()].sort()]);
  const placed = new Set<string>();
  const lines: Line[] = [];
  for (const id of present) {
    const axis = material.axes.get(id);
    if (!axis || placed.has(id)) continue;
    placed.add(id);
    const merged: Axis[] = [];
    for (const other of material.equivalents(id)) {
      const member = material.axes.get(other);
      if (!member || !present.has(other) || placed.has(other) || !sharesMeasure(axis, member)) continue;
      placed.add(other);
      merged.push(member);
    }
    lines.push({ axis, merged, asked: asked.includes(id) });
  }
  return lines;
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

function fillCells(line: Line, claims: ClaimsByAxis, material: ComparisonMaterial): readonly Cell[] {
  const measure = measureOf(line.axis);
  return material.approaches.map((approach) => {
    const about = [line.axis, ...line.merged].flatMap((axis) => claims.get(axis.id)?.get(approach.id) ?? []);
    return about.length === 0 ? emptyCell(approach) : fillCell(approach, about, measure, material.naming);
  });
}

/** A dimension is an axis once anything is stated along it; a linked thing, once an approach has it. */
function isHad(axis: Axis, cell: Cell): boolean {
  if (axis.kind === 'DIMENSION') return cell.state !== 'NOT_STATED';
  return cell.values.some(({ value }) => value?.type === 'SUPPORT' && value.support !== 'NO');
}
