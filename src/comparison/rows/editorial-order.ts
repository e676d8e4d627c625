import { sorted } from '../../graph/work/sort.js';
import type { Steps } from '../../graph/work/steps.js';
import { axisKinds, type AxisKind } from '../../graph/claim.js';
import { comparePositions, type EditorialPosition } from '../cells/editorial-position.js';
import type { ComparisonRow } from './row.js';

/** A row with its editorial position. */
export interface PositionedRow {
  readonly row: Pick<ComparisonRow, 'axis' | 'kind' | 'group'>;
  readonly position: EditorialPosition;
}

/**
 * Sorts rows, in steps, as an editor would present them: by kind (dimensions, features, benefits, drawbacks, use
 * cases), with the rows of one group together, at the position of the group's first row. Within a group, the order is
 * that of the first approach's claims, then of the next approach's claims.
 */
export function* inEditorialOrder<Item extends PositionedRow>(rows: readonly Item[]): Steps<readonly Item[]> {
  const groups = new Map<
    string,
    { kind: AxisKind; name: string; position: EditorialPosition; rows: Item[] }
  >();
  for (const item of rows) {
    const { row, position } = item;
    const key = groupKey(row);
    const group = groups.get(key);
    if (group) {
      group.rows.push(item);
      if (comparePositions(position, group.position) < 0) group.position = position;
    } else {
      groups.set(key, { kind: row.kind, name: row.group ?? '', position, rows: [item] });
    }
  }
  const ordered: Item[] = [];
  const inOrder = [...groups.values()].sort(
    (left, right) =>
      axisKinds.indexOf(left.kind) - axisKinds.indexOf(right.kind) ||
      comparePositions(left.position, right.position) ||
      compareTexts(left.name, right.name),
  );
  for (const { rows: groupRows } of inOrder) {
    const inGroup =
      groupRows.length <= fewRows ? groupRows.sort(compareItems) : yield* sorted(groupRows, compareItems);
    for (const item of inGroup) ordered.push(item);
  }
  return ordered;
}

/** Up to this size, `Array.sort` takes less time than sorting in steps. */
const fewRows = 1_000;

function compareItems(left: PositionedRow, right: PositionedRow): number {
  return comparePositions(left.position, right.position) || compareTexts(left.row.axis.id, right.row.axis.id);
}

/**
 * The key of a row's group. It includes the kind, so that rows of different kinds are never in one group. Rows of one
 * kind without a group have the same key.
 */
function groupKey({ kind, group }: PositionedRow['row']): string {
  return group === null ? kind : `${kind} ${group}`;
}

function compareTexts(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
