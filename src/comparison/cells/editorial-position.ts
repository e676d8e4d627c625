import type { Cell } from './cell.js';

/**
 * The position of an axis in the editorial order: the first approach with claims along the axis decides, by the order
 * of its claims.
 */
export interface EditorialPosition {
  /** The index of that approach in the comparison. */
  readonly subject: number;
  /** The lowest position of its claims along the axis. */
  readonly position: number;
}

/** The editorial position of a row of cells. Rows without claims come after all others. */
export function editorialPositionOf(cells: readonly Cell[]): EditorialPosition {
  for (let subject = 0; subject < cells.length; subject += 1) {
    const position = cells[subject]?.position ?? null;
    if (position !== null) return { subject, position };
  }
  return { subject: cells.length, position: Number.MAX_SAFE_INTEGER };
}

export function comparePositions(left: EditorialPosition, right: EditorialPosition): number {
  return left.subject - right.subject || left.position - right.position;
}
