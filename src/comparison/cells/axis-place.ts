import type { Cell } from './cell.js';

/** Where an axis stands: with the first approach that has claims along it, in that approach's own order. */
export interface AxisPlace {
  /** The place of the approach in the comparison, from 0. */
  readonly subject: number;
  readonly position: number;
}

/** Where a row of cells stands; after all others, where nothing is claimed in it. */
export function placeOfCells(cells: readonly Cell[]): AxisPlace {
  for (let subject = 0; subject < cells.length; subject += 1) {
    const position = cells[subject]?.position ?? null;
    if (position !== null) return { subject, position };
  }
  return { subject: cells.length, position: Number.MAX_SAFE_INTEGER };
}

export function comparePlaces(left: AxisPlace, right: AxisPlace): number {
  return left.subject - right.subject || left.position - right.position;
}
