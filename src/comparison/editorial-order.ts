import { axisKinds } from './axis.js';
import type { ComparisonRow } from './row.js';

/** Where a row stands: by the first approach that has claims in it, then by that approach's own order. */
type Place = readonly [approach: number, position: number];

/**
 * Rows as an editor would arrange them: dimensions, features, benefits, drawbacks, use cases; the rows of
 * one group together; then in the order in which the first approach's claims are arranged, then the next's.
 */
export function inEditorialOrder(rows: readonly ComparisonRow[]): readonly ComparisonRow[] {
  const groupPlaces = new Map<string, Place>();
  const placed = rows.map((row) => {
    const place = placeOf(row);
    const known = groupPlaces.get(groupKey(row));
    if (!known || comparePlaces(place, known) < 0) groupPlaces.set(groupKey(row), place);
    return { row, place };
  });
  const groupPlace = (row: ComparisonRow): Place => groupPlaces.get(groupKey(row)) ?? [0, 0];
  return placed
    .sort(
      (left, right) =>
        axisKinds.indexOf(left.row.kind) - axisKinds.indexOf(right.row.kind) ||
        comparePlaces(groupPlace(left.row), groupPlace(right.row)) ||
        compareTexts(left.row.group ?? '', right.row.group ?? '') ||
        comparePlaces(left.place, right.place) ||
        compareTexts(left.row.axis.id, right.row.axis.id),
    )
    .map(({ row }) => row);
}

/** What tells groups apart: rows of different kinds are never of one group, even where they have none. */
function groupKey({ kind, group }: ComparisonRow): string {
  return JSON.stringify([kind, group]);
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
