import { axisKinds, type AxisKind } from './axis.js';
import type { ComparisonRow } from './row.js';

/** Where a row stands: by the first approach that has claims in it, then by that approach's own order. */
type Place = readonly [approach: number, position: number];

/**
 * Rows as an editor would arrange them: dimensions, features, benefits, drawbacks, use cases; the rows of
 * one group together; then in the order in which the first approach's claims are arranged, then the next's.
 */
export function inEditorialOrder(rows: readonly ComparisonRow[]): readonly ComparisonRow[] {
  const groups = new Map<string, { kind: AxisKind; name: string; place: Place; rows: PlacedRow[] }>();
  for (const row of rows) {
    const placed = { row, place: placeOf(row) };
    const key = groupKey(row);
    const group = groups.get(key);
    if (group) {
      group.rows.push(placed);
      if (comparePlaces(placed.place, group.place) < 0) group.place = placed.place;
    } else {
      groups.set(key, { kind: row.kind, name: row.group ?? '', place: placed.place, rows: [placed] });
    }
  }
  return [...groups.values()]
    .sort(
      (left, right) =>
        axisKinds.indexOf(left.kind) - axisKinds.indexOf(right.kind) ||
        comparePlaces(left.place, right.place) ||
        compareTexts(left.name, right.name),
    )
    .flatMap((group) => group.rows.sort(comparePlaced).map(({ row }) => row));
}

interface PlacedRow {
  readonly row: ComparisonRow;
  readonly place: Place;
}

function comparePlaced(left: PlacedRow, right: PlacedRow): number {
  return comparePlaces(left.place, right.place) || compareTexts(left.row.axis.id, right.row.axis.id);
}

/** What tells groups apart: rows of different kinds are never of one group, even where they have none. */
function groupKey({ kind, group }: ComparisonRow): string {
  return group === null ? kind : `${kind} ${group}`;
}

function placeOf({ cells }: ComparisonRow): Place {
  const approach = cells.findIndex((cell) => cell.claims.length > 0);
  const positions = cells[approach]?.claims.map((claim) => claim.position) ?? [];
  return [approach < 0 ? cells.length : approach, Math.min(Number.MAX_SAFE_INTEGER, ...positions)];
}

function comparePlaces(left: Place, right: Place): number {
  return left[0] - right[0] || left[1] - right[1];
}

function compareTexts(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
