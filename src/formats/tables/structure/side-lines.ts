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
 * Divides the lines that can be subjects. Lines whose heads name a `SideRole` are not subjects; differences only if
 * they are the last lines. The first or last of three columns or more is not a subject either if its cells are mostly
 * texts or links beside marks or numbers. Lines that are known to name a subject are subjects.
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
 * The last line, otherwise the first, that differs from the other lines; null if neither does. A line differs if at least 80 % of its
 * cells are texts or links, among those for which the cells of all other lines are of one kind other than texts. These must be at
 * least two cells, and a third of the cells that are not blank.
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
