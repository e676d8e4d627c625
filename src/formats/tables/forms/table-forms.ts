import type { PlacedText } from '../../input/placed-text.js';
import type { TableGrid } from '../model/table-grid.js';
import { asciiDoc } from './ascii-doc.js';
import { boxes } from './boxes.js';
import { csvTables } from './csv-tables.js';
import { listTables } from './list-tables.js';
import { gridOf } from './make-grid.js';
import { mediaWiki } from './media-wiki.js';
import { pipes } from './pipes.js';
import { ruledColumns } from './ruled-columns.js';
import { spacedColumns } from './spaced-columns.js';
import type { TableForm } from './table-form.js';
import { tabs } from './tabs.js';

/** The forms of tables in lines of text. The first form that finds a table applies. */
const tableForms: readonly TableForm[] = [
  asciiDoc,
  mediaWiki,
  listTables,
  csvTables,
  boxes,
  pipes,
  tabs,
  ruledColumns,
  spacedColumns,
];

/** A table in lines, and the index of the line after it. */
export interface GridInLines {
  /** The grid; null if the table has more than `maxPositions` positions. */
  readonly grid: TableGrid | null;
  readonly end: number;
}

/** Finds a table of any form that starts at a line; null if there is none. */
export function gridAt(lines: readonly PlacedText[], start: number): GridInLines | null {
  if (lines[start]?.isBlank ?? true) return null;
  for (const form of tableForms) {
    const table = form.tableAt(lines, start);
    if (table) return { grid: gridOf(form.name, table.rows, table), end: table.end };
  }
  return null;
}
