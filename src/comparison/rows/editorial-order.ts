import { sorted } from '../../graph/work/sort.js';
import type { Steps } from '../../graph/work/steps.js';
import { axisKinds, type AxisKind } from '../../graph/claim.js';
import { comparePlaces, type AxisPlace } from '../cells/editorial-position.js';
import type { ComparisonRow } from './row.js';

/** A row with its editorial position. */
export interface PlacedRow {
  readonly row: Pick<ComparisonRow, 'axis' | 'kind' | 'group'>;
  readonly place: AxisPlace;
}

/**
 * Sorts rows as an editor would present them: by kind (dimensions, features, benefits, drawbacks, use cases), with
 * the rows of one group together, then in the order of the first approach's claims, then of the next approach's.
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

/** Up to this size, `Array.sort` takes less time than sorting in steps. */
const fewRows = 1_000;

function comparePlaced(left: PlacedRow, right: PlacedRow): number {
  return comparePlaces(left.place, right.place) || compareTexts(left.row.axis.id, right.row.axis.id);
}

/** The key of a row's group. Rows of different kinds are never in one group, also if they have no group. */
function groupKey({ kind, group }: PlacedRow['row']): string {
  return group === null ? kind : `${kind} ${group}`;
}

function compareTexts(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
