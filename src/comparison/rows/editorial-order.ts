import { sorted } from '../../graph/work/sort.js';
import type { Steps } from '../../graph/work/steps.js';
import { axisKinds, type AxisKind } from '../../graph/claim.js';
import { comparePlaces, type AxisPlace } from '../cells/axis-place.js';
import type { ComparisonRow } from './row.js';

/** A row, and where it stands. */
export interface PlacedRow {
  readonly row: Pick<ComparisonRow, 'axis' | 'kind' | 'group'>;
  readonly place: AxisPlace;
}

/**
 * Rows as an editor would arrange them: dimensions, features, benefits, drawbacks, use cases; the rows of
 * one group together; then in the order in which the first approach's claims are arranged, then the next's.
 */
export function* inEditorialOrder<Placed extends PlacedRow>(
  rows: readonly Placed[],
): Steps<readonly Placed[]> {
  const groups = new Map<string, { kind: AxisKind; name: string; place: AxisPlace; rows: Placed[] }>();
  for (const placed of rows) {
    const { row, place } = placed;
    const key = groupKey(row);
    const group = groups.get(key);
    if (group) {
      group.rows.push(placed);
      if (comparePlaces(place, group.place) < 0) group.place = place;
    } else {
      groups.set(key, { kind: row.kind, name: row.group ?? '', place, rows: [placed] });
    }
  }
  const ordered: Placed[] = [];
  const inOrder = [...groups.values()].sort(
    (left, right) =>
      axisKinds.indexOf(left.kind) - axisKinds.indexOf(right.kind) ||
      comparePlaces(left.place, right.place) ||
      compareTexts(left.name, right.name),
  );
  for (const { rows: own } of inOrder) {
    const inGroup = own.length <= fewRows ? own.sort(comparePlaced) : yield* sorted(own, comparePlaced);
    for (const placed of inGroup) ordered.push(placed);
  }
  return ordered;
}

/** Up to here sorting takes less time than to do it in steps. */
const fewRows = 1_000;

function comparePlaced(left: PlacedRow, right: PlacedRow): number {
  return comparePlaces(left.place, right.place) || compareTexts(left.row.axis.id, right.row.axis.id);
}

/** What tells groups apart: rows of different kinds are never of one group, even where they have none. */
function groupKey({ kind, group }: PlacedRow['row']): string {
  return group === null ? kind : `${kind} ${group}`;
}

function compareTexts(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
