import type { Claim, Qualifier } from '../graph/claim.js';
import type { Approach } from '../graph/concept.js';
import type { Axis, AxisKind } from './axis.js';
import { fillCell, type Cell } from './cell.js';
import { inEditorialOrder } from './editorial-order.js';
import { claimsByAxis, claimsIn, linesOf, type AxisKnowledge, type Line } from './line.js';
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
export interface ComparisonMaterial extends AxisKnowledge {
  /** Two at least, no two the same, in the order asked for. */
  readonly approaches: readonly Approach[];
  /** Claims about these approaches; those along no axis are ignored. */
  readonly claims: readonly Claim[];
}

/**
 * Compares approaches: one row an axis, one cell an approach, in editorial order (dimensions, features,
 * benefits, drawbacks, use cases; dimensions by group; then as the approaches' claims are arranged).
 */
export function compare(material: ComparisonMaterial, selection: AxisSelection): readonly ComparisonRow[] {
  const claims = claimsByAxis(material.claims, selection.under ?? []);
  const places = new Map(material.approaches.map(({ id }, place) => [id, place]));
  const rows: ComparisonRow[] = [];
  for (const line of linesOf(material, claims, selection.axes ?? [])) {
    if (!isSelected(line, selection)) continue;
    const cells = fillCells(line, claimsIn(line, claims), places, material);
    if (line.asked || cells.some((cell) => isHad(line.axis, cell))) {
      rows.push(judgeRow(line, cells, material.naming));
    }
  }
  return inEditorialOrder(rows);
}

/** @param places of the approaches, by id */
function fillCells(
  { measure }: Line,
  claims: readonly Claim[],
  places: ReadonlyMap<string, number>,
  { approaches, naming }: ComparisonMaterial,
): readonly Cell[] {
  const about: Claim[][] = [];
  for (const claim of claims) {
    const place = places.get(claim.subject);
    if (place === undefined) continue;
    const others = about[place];
    if (others) others.push(claim);
    else about[place] = [claim];
  }
  return approaches.map((approach, place) => fillCell(approach, about[place] ?? nothing, measure, naming));
}

const nothing: readonly never[] = Object.freeze([]);

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
  return cell.values.some(({ value }) => value?.type === 'SUPPORT' && value.support !== 'NO');
}
