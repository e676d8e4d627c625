import type { TableContext, TableGrid } from '../model/table-grid.js';
import { rowsAnnouncedBy } from '../structure/corner-words.js';
import { sideRoleOf } from '../structure/side-heads.js';
import type { TableLine, TableStructure } from '../structure/table-structure.js';
import { evidenceOfCells } from './cell-evidence.js';
import { evidenceOfHeads } from './head-evidence.js';

/** Which lines of a table are the compared subjects. */
export interface Orientation {
  readonly subjects: 'rows' | 'columns';
  /** The weight of the evidence for this orientation against the other one; 0 or more. */
  readonly margin: number;
}

/** Below this margin, a table is not understood. */
export const minMargin = 1.15;
/** From this margin, an orientation counts as certain. */
const certainMargin = 2;

/** The confidence that an orientation with this margin is right, from 0.5 to 1. */
export function confidenceOf(margin: number): number {
  return margin >= certainMargin ? 1 : Math.round(100 / (1 + Math.exp(-margin))) / 100;
}

/**
 * Decides whether the rows or the columns of a table are compared: by the word in the corner, by the names that the document
 * mentions elsewhere, by the heads, and by the cells, because the cells of one dimension are alike.
 * @param isSubject whether a text is known to name a subject
 */
export function decideOrientation(
  grid: TableGrid,
  structure: TableStructure,
  isSubject: (head: string) => boolean,
): Orientation {
  const { rows, corner, isLabelled } = structure;
  if (!isLabelled) return { subjects: 'columns', margin: certainMargin };
  const columns = structure.columns.filter(({ head }) => {
    const role = sideRoleOf(head.content.text);
    return role !== 'NOTES' && role !== 'LINKS';
  });
  const body = rows.map(({ index }) => columns.map((column) => grid.rows[index]?.[column.index] ?? null));
  const cells = evidenceOfCells(body);
  const [down, across] = [evidenceOfHeads(rows), evidenceOfHeads(columns)];
  const size = Math.min(rows.length, columns.length);
  const trust = size <= 1 ? 0.5 : 1;
  // Positive weights speak for subjects in rows.
  const score =
    cornerWeight(corner, grid.context) +
    witnessWeight(rows, columns, isSubject) +
    trust * 5 * cells.kinds +
    trust * 1.5 * cells.repetition +
    clamp(trust * 2 * cells.magnitudes, 1.5) +
    // The columns of a table of ticks are compared more often than its rows.
    -0.3 * cells.marks +
    3 * (across.units - down.units) +
    2 * (across.dimensions - down.dimensions) +
    1.5 * (down.names - across.names) +
    1.5 * (down.links - across.links) +
    1.5 * (across.long - down.long) +
    (rows.some(({ group }) => group !== null) ? -0.5 : 0) +
    (structure.groupColumn === null ? 0 : -0.5) +
    (structure.isRanked ? 2 : 0) +
    (structure.columns.length - columns.length) * 0.1 -
    priorOf(grid);
  return { subjects: score > 0 ? 'rows' : 'columns', margin: Math.abs(score) };
}

/** In most tables of articles, the columns are compared; files of cells have as often one record per row. */
function priorOf({ form }: TableGrid): number {
  return form === 'delimited' || form === 'spreadsheet' ? 0 : 0.8;
}

function clamp(value: number, bound: number): number {
  return Math.max(-bound, Math.min(bound, value));
}

function cornerWeight(corner: string, { caption, headings }: TableContext): number {
  if (corner === '') return -0.3;
  const announced = rowsAnnouncedBy(corner);
  if (announced !== null) return announced === 'SUBJECTS' ? 3 : -3;
  // The corner "Driver" below the title "Drivers" names what is compared; below a heading in the page it may name a topic.
  const stem = corner.toLowerCase().replace(/(?:ies|y|e?s)$/u, '');
  const isNamedIn = (text: string): boolean =>
    stem.length > 2 &&
    text
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .some((word) => word.startsWith(stem));
  const [title, ...others] = [...headings, ...(caption ? [caption] : [])].map(({ text }) => text);
  if (title !== undefined && isNamedIn(title)) return 2.5;
  return others.some(isNamedIn) ? 1 : 0.4;
}

/** The weight of names that are known as subjects: up to 6 for lines that are all known. */
function witnessWeight(
  rows: readonly TableLine[],
  columns: readonly TableLine[],
  isSubject: (head: string) => boolean,
): number {
  const weightOf = (lines: readonly TableLine[]): number => {
    const known = lines.filter(({ head }) => isSubject(head.content.text)).length;
    return known === 0 ? 0 : (known === 1 ? 2 : 4) + (2 * known) / lines.length;
  };
  return weightOf(rows) - weightOf(columns);
}
