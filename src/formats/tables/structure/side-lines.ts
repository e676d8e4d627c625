import type { TableGrid } from '../model/table-grid.js';
import { kindOf, type CellKind } from './cell-kinds.js';
import { sideRoleOf, type SideRole } from './side-heads.js';
import type { TableLine } from './table-structure.js';

/** Lines of a table, divided into subjects and others. */
export interface DividedLines {
  readonly subjects: readonly TableLine[];
  /** Lines that are about the table or about its other lines, such as notes, links, totals, ranks and differences. */
  readonly side: readonly { readonly line: TableLine; readonly role: SideRole }[];
}

/**
 * Divides lines into subjects and side lines. A line that is known to name a subject is a subject. Another line is a side
 * line if its head names a `SideRole`; the role `DIFFERENCES` counts only if no subject and no totals follow the line. The
 * first or last of three columns or more is also a side line if its cells are mostly texts or links beside marks or numbers.
 * @param across the lines that cross these lines
 * @param isSubject whether a text is known to name a subject
 */
export function divideLines(
  grid: TableGrid,
  lines: readonly TableLine[],
  across: readonly TableLine[],
  areColumns: boolean,
  isSubject: (head: string) => boolean,
): DividedLines {
  const compared = new Set(withoutDifferences(lines));
  const roles = lines.map((line) => {
    const role = isSubject(line.head.content.text) ? null : sideRoleOf(line.head.content.text);
    return role === 'DIFFERENCES' && compared.has(line) ? null : role;
  });
  const candidates = lines.filter((_, index) => roles[index] === null);
  const kindAt = (line: TableLine, other: TableLine): CellKind =>
    kindOf(
      (areColumns ? grid.rows[other.index]?.[line.index] : grid.rows[line.index]?.[other.index]) ?? null,
    );
  const foreign = areColumns && candidates.length > 2 ? foreignLine(candidates, across, kindAt) : null;
  const isForeign = (line: TableLine): boolean => line === foreign && !isSubject(line.head.content.text);
  return {
    subjects: candidates.filter((line) => !isForeign(line)),
    side: lines.flatMap((line, index) => {
      const role = roles[index] ?? (isForeign(line) ? 'NOTES' : null);
      return role === null ? [] : [{ line, role }];
    }),
  };
}

/** Leaves out the last lines if they state differences between the other lines, such as "Speedup". Notes may follow them. */
export function withoutDifferences(lines: readonly TableLine[]): readonly TableLine[] {
  const last = lines.findLastIndex(({ head }) => {
    const role = sideRoleOf(head.content.text);
    return role === null || role === 'TOTALS';
  });
  return lines.filter((line, at) => at <= last || sideRoleOf(line.head.content.text) !== 'DIFFERENCES');
}

/**
 * The last line if it differs from the other lines, otherwise the first line if it differs; null if neither differs. Cells of
 * a line are compared where the cells of the other lines are all of one kind other than texts. A line differs if at least two
 * of its cells, and a third of those that are not blank, are compared, and at least 80 % of the compared cells are texts or links.
 */
function foreignLine(
  lines: readonly TableLine[],
  across: readonly TableLine[],
  kindAt: (line: TableLine, other: TableLine) => CellKind,
): TableLine | null {
  const isForeign = (line: TableLine): boolean => {
    let compared = 0;
    let foreign = 0;
    let filled = 0;
    for (const other of across.slice(0, 200)) {
      const kind = baseOf(kindAt(line, other));
      const kinds = lines
        .flatMap((each) => (each === line ? [] : [baseOf(kindAt(each, other))]))
        .filter((each) => each !== 'BLANK');
      const [first] = kinds;
      if (kinds.length > 0 && kind !== 'BLANK') filled += 1;
      if (first === undefined || kinds.length < 2 || first === 'TEXT' || kind === 'BLANK') continue;
      if (!kinds.every((each) => each === first)) continue;
      compared += 1;
      if (kind === 'TEXT' || kind === 'LINK') foreign += 1;
    }
    return compared >= 2 && compared * 3 >= filled && foreign >= compared * 0.8;
  };
  return [lines.at(-1), lines[0]].find((line) => line !== undefined && isForeign(line)) ?? null;
}

function baseOf(kind: CellKind): string {
  return kind.split(' ')[0] ?? '';
}
