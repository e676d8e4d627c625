import { axisKinds, type AxisKind } from './axis.js';
import type { ComparisonRow } from './row.js';

/** Where a row stands: by the first approach that has claims in it, then by that approach's own order. */
type Place = readonly [approach: number, position: number];

/**
 * Rows as an editor would arrange them: dimensions, features, benefits, drawbacks, use cases; the rows of
 * one group together; then in the order in which the first approach's claims are arranged, then the next's.
 */
export function inEditorialOrder(rows: readonly ComparisonRow[]): readonly ComparisonRow[] {
  // Rows of different kinds are never of one group, even where they have none.
  const groups = new Map<AxisKind, Map<string | null, { place: Place }>>();
  const placed = rows.map((row) => {
    const place = placeOf(row);
    const ofKind = groups.get(row.kind) ?? new Map<string | null, { place: Place }>();
    groups.set(row.kind, ofKind);
    const group = ofKind.get(row.group) ?? { place };
    ofKind.set(row.group, group);
    if (comparePlaces(place, group.place) < 0) group.place = place;
    return { row, kind: axisKinds.indexOf(row.kind), group, place };
  });
  return placed
    .sort(
      (left, right) =>
        left.kind - right.kind ||
        comparePlaces(left.group.place, right.group.place) ||
        compareTexts(left.row.group ?? '', right.row.group ?? '') ||
        comparePlaces(left.place, right.place) ||
        compareTexts(left.row.axis.id, right.row.axis.id),
    )
    .map(({ row }) => row);
}

function placeOf({ cells }: ComparisonRow): Place {
  for (const [approach, { position }] of cells.entries()) if (position !== null) return [approach, position];
  return [cells.length, Number.MAX_SAFE_INTEGER];
}

function comparePlaces(left: Place, right: Place): number {
  return left[0] - right[0] || left[1] - right[1];
}

function compareTexts(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
