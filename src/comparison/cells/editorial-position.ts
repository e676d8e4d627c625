import type { Cell } from './cell.js';

/**
 * The position of an axis in the editorial order, from the claims of the first approach that has claims along the axis.
 */
export interface EditorialPosition {
  /** The index of the first approach with claims along the axis. */
  readonly subject: number;
  /** The lowest position of that approach's claims along the axis. */
  readonly position: number;
}

/** The editorial position of a row of cells. Rows without claims are last. */
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
