import type { TableCell, TableGrid } from '../model/table-grid.js';
import { kindOf } from '../structure/cell-kinds.js';
import { endsWithSubjects, isLooseCorner, rowRoleOf } from '../structure/corner-words.js';
import { sideRoleOf } from '../structure/side-heads.js';
import { withoutDifferences } from '../structure/side-lines.js';
import type { TableLine, TableStructure } from '../structure/table-structure.js';
import { evidenceOfCells } from './cell-evidence.js';
import { evidenceOfHeads, isStatistic } from './head-evidence.js';

/** Which lines of a table are the compared subjects. */
export interface Orientation {
  readonly subjects: 'rows' | 'columns';
  /** The weight of the evidence for this orientation against the other one; 0 or more. */
  readonly margin: number;
}

/** The names of subjects and dimensions in a document, outside of one table. */
export interface SubjectWitnesses {
  /** The certainty that a text is the name of a subject, from 0 to 1; 0 if no witness has the name. */
  certaintyOf(name: string): number;
  /**
   * The index of the subject whose name is at the start of a text, such as "Redis" in "Redis 7 (cluster)"; null if
   * there is no such subject, or if the subjects are guessed.
   */
  subjectAtStart(text: string): number | null;
  /** Whether a text is certainly the name of a dimension of another table. */
  isDimension(name: string): boolean;
  /** Whether the text outside of tables contains a name. */
  isMentioned(name: string): boolean;
  /** The title of the document; null if it has none. */
  readonly title: string | null;
}

/** Witnesses of a document without text. */
export const noWitnesses: SubjectWitnesses = Object.freeze({
  certaintyOf: () => 0,
  subjectAtStart: () => null,
  isDimension: () => false,
  isMentioned: () => false,
  title: null,
});

/** Below this margin, a table is not understood. */
export const minMargin = 1.5;
/** From this margin, an orientation counts as certain. */
const certainMargin = 2;

/** The confidence that an orientation with this margin is right, from 0.5 to 1. */
export function confidenceOf(margin: number): number {
  return margin >= certainMargin ? 1 : Math.round(100 / (1 + Math.exp(-margin))) / 100;
}

/** The weights of the evidence, by name: above 0 for subjects in rows, below 0 for subjects in columns. */
export type OrientationEvidence = Readonly<Record<string, number>>;

/**
 * Determines whether the rows or the columns of a table are the compared subjects. The evidence is in the corner, in the
 * heads, in the cells, and in the rest of the document.
 */
export function decideOrientation(
  grid: TableGrid,
  structure: TableStructure,
  witnesses: SubjectWitnesses,
): Orientation {
  if (!structure.isLabelled) return { subjects: 'columns', margin: certainMargin };
  // Names of subjects on both sides contradict each other.
  if (areKnown(structure.rows, witnesses) && areKnown(structure.columns, witnesses))
    return { subjects: 'columns', margin: 0 };
  const evidence = evidenceOf(grid, structure, witnesses);
  const score = Object.values(evidence).reduce((sum, weight) => sum + weight, 0);
  return { subjects: score > 0 ? 'rows' : 'columns', margin: Math.abs(score) };
}

/** Whether at least two heads, and at least half of all heads, are certainly names of subjects. */
function areKnown(lines: readonly TableLine[], witnesses: SubjectWitnesses): boolean {
  const known = lines.filter(({ head }) => witnesses.certaintyOf(head.content.text) === 1).length;
  return known > 1 && known * 2 >= lines.length;
}

/** Weighs the evidence for the orientation of a table, in the table and in its document. */
export function evidenceOf(
  grid: TableGrid,
  structure: TableStructure,
  witnesses: SubjectWitnesses,
): OrientationEvidence {
  const { rows, corner } = structure;
  const columns = structure.columns.filter(({ head }) => {
    const role = sideRoleOf(head.content.text);
    return role !== 'NOTES' && role !== 'LINKS';
  });
  const body = rows.map(({ index }) => columns.map((column) => grid.rows[index]?.[column.index] ?? null));
  const cells = evidenceOfCells(body);
  const [down, across] = [evidenceOfHeads(rows, isFile(grid)), evidenceOfHeads(columns, isFile(grid))];
  // A single column of numbers is a dimension, not a subject: a comparison has two subjects or more.
  const isMeasured =
    columns.length === 1 && body.flat().every((cell) => /^(?:NUMBER|BLANK)/u.test(kindOf(cell)));
  // A single row or column is weak evidence.
  const trust = Math.min(rows.length, columns.length) <= 1 ? 0.5 : 1;
  return {
    // Tables in articles compare columns more often than files of cells do.
    prior: isMeasured || isFile(grid) ? 0 : -0.2,
    shape: isFile(grid) ? shapeWeight(rows.length, structure.columns.length) : 0,
    corner: Math.max(isMeasured ? 0 : -Infinity, cornerWeight(corner, grid)),
    witnesses: witnessWeight(rows, witnesses) - witnessWeight(columns, witnesses),
    mentions: 0.9 * (mentionedShare(rows, witnesses) - mentionedShare(columns, witnesses)),
    title: titleWeight(rows, columns, witnesses.title),
    dimensionsElsewhere: dimensionWeight(columns, witnesses) - dimensionWeight(rows, witnesses),
    differences: differenceWeight(rows, columns, grid, true) - differenceWeight(columns, rows, grid, false),
    baselines:
      baselineWeight(body) - baselineWeight(columns.map((_, at) => body.map((row) => row[at] ?? null))),
    kinds: trust * 8 * cells.kinds,
    repetition: trust * 2 * cells.repetition,
    magnitudes: clamp(trust * 2.5 * cells.magnitudes, 1.9),
    // The columns of a table of ticks are compared more often than its rows.
    marks: -0.6 * cells.marks,
    units: 3.4 * (across.units - down.units),
    dimensions: 3 * (across.dimensions - down.dimensions),
    names: 3.2 * (down.names - across.names),
    platforms: 2 * across.platforms,
    enumerated: 3 * (across.enumerated - down.enumerated),
    links: 1.8 * (down.links - across.links),
    words: 0.6 * clamp(across.words - down.words, 3),
    lowerCase: 0.6 * (down.lowerCase - across.lowerCase),
    phrases: 1.5 * (across.phrases - down.phrases),
    identifiers: isFile(grid) ? 2 * (across.identifiers - down.identifiers) : 0,
    groups:
      !isFile(grid) && (rows.some(({ group }) => group !== null) || structure.groupColumn !== null)
        ? -0.5
        : 0,
    ranks: structure.isRanked ? 2 : 0,
    // Notes and links describe subjects in rows.
    sides: (structure.columns.length - columns.length) * 0.1,
  };
}

/** Whether a table is a file of cells, which has no text around it. */
function isFile({ form }: TableGrid): boolean {
  return form === 'delimited' || form === 'sheet';
}

/** The weight of the shape of a file of cells: long files list the subjects in rows. 0 for fewer than 15 rows. */
function shapeWeight(rows: number, columns: number): number {
  return rows < 15 ? 0 : Math.max(0, 0.75 * Math.log(rows / columns));
}

function clamp(value: number, bound: number): number {
  return Math.max(-bound, Math.min(bound, value));
}

function cornerWeight(corner: string, grid: TableGrid): number {
  const { caption, headings } = grid.context;
  // Statistics programs export the names of rows below an empty cell.
  if (corner === '') return isFile(grid) ? 0.5 : -0.5;
  const role = rowRoleOf(corner);
  if (role === 'SUBJECTS') return 3;
  if (role === 'DIMENSIONS') return !isLooseCorner(corner) ? -4.3 : isFile(grid) ? -0.5 : -3.1;
  // The corner "Driver" below the title "Drivers" names the approaches; below another heading, it may name a topic.
  const stems = wordsIn(corner).map((word) => word.replace(/(?:ies|y|e?s)$/u, ''));
  const isNamedIn = (text: string): boolean =>
    stems.length <= 2 &&
    stems.some((stem) => stem.length > 2 && wordsIn(text).some((word) => word.startsWith(stem)));
  const [title] = [...headings, ...(caption ? [caption] : [])].map(({ text }) => text);
  if (title !== undefined && isNamedIn(title)) return 2.7;
  if (endsWithSubjects(corner)) return 2;
  return 1;
}

function wordsIn(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/**
 * The weight of heads that are names of subjects: up to 5 if all are such names, and up to 2.1 if heads only start with
 * the names of two or more subjects.
 */
function witnessWeight(lines: readonly TableLine[], witnesses: SubjectWitnesses): number {
  const certainties = lines.map(({ head }) => witnesses.certaintyOf(head.content.text));
  const known = certainties.filter((certainty) => certainty > 0);
  if (known.length > 0) {
    const certainty = known.reduce((sum, each) => sum + each, 0) / known.length;
    return certainty * ((known.length === 1 ? 1.7 : 3.4) + (1.6 * known.length) / lines.length);
  }
  const mentioned = lines.map(({ head }) => witnesses.subjectAtStart(head.content.text));
  const named = mentioned.filter((subject) => subject !== null);
  return new Set(named).size < 2 ? 0 : (2.1 * named.length) / lines.length;
}

/** The share of heads that the text outside of tables mentions. At most 30 heads are examined. */
function mentionedShare(lines: readonly TableLine[], witnesses: SubjectWitnesses): number {
  const examined = lines.slice(0, 30);
  const mentioned = examined.filter(({ head }) => witnesses.isMentioned(head.content.text));
  return mentioned.length / Math.max(1, examined.length);
}

/**
 * The weight of a row or column whose name starts the title of the document: 5 for a row, −5 for a column, and 0 for both
 * or neither.
 */
function titleWeight(
  rows: readonly TableLine[],
  columns: readonly TableLine[],
  title: string | null,
): number {
  if (title === null) return 0;
  const isNamed = (lines: readonly TableLine[]): boolean =>
    lines.some(({ head: { content } }) => isNamedAfter(title, content.text));
  return 5 * (Number(isNamed(rows)) - Number(isNamed(columns)));
}

/** Whether a title is a name, or starts with a name and continues with a sign: "Oak: a fast parser", "Oak – fast". */
function isNamedAfter(title: string, name: string): boolean {
  const text = title.replace(/^[^\p{L}\p{N}]+/u, '').toLowerCase();
  const start = name.toLowerCase();
  if (!/\p{L}{2}/u.test(start) || !text.startsWith(start)) return false;
  return /^(?:\.\p{Ll}{2,3})?(?:\s*$|\s+[^\p{L}\p{N}\s]|[:,(])/u.test(text.slice(start.length));
}

/**
 * The weight of names that are dimensions of other tables: 3.7 if all names are such dimensions, less if some are; 0
 * for fewer than two.
 */
function dimensionWeight(lines: readonly TableLine[], witnesses: SubjectWitnesses): number {
  const known = lines.filter(({ head }) => witnesses.isDimension(head.content.text));
  return known.length < 2 ? 0 : (3.7 * known.length) / lines.length;
}

/**
 * The weight of a last line of differences, such as "Speedup": 5 or 0. The weight is 5 if there are at least two other
 * lines, if none of these other lines is a statistic, and if they have numbers of one kind in at least half of the lines
 * across.
 */
function differenceWeight(
  lines: readonly TableLine[],
  across: readonly TableLine[],
  { rows }: TableGrid,
  areRows: boolean,
): number {
  const others = withoutDifferences(lines);
  if (others.length === lines.length || others.length < 2) return 0;
  if (others.some(({ head }) => isStatistic(head.content.text))) return 0;
  const kindAt = (line: TableLine, other: TableLine): string =>
    kindOf((areRows ? rows[line.index]?.[other.index] : rows[other.index]?.[line.index]) ?? null);
  const alike = across.slice(0, maxCompared).filter((other) => {
    const kinds = others.map((line) => kindAt(line, other));
    return kinds.every((kind) => kind === kinds[0] && kind.startsWith('NUMBER'));
  });
  return alike.length * 2 >= Math.min(across.length, maxCompared) ? 5 : 0;
}

/**
 * The weight of baselines: lines with only ones, such as 1.00 or 100 %, with which the other lines are compared. The weight
 * is 3 if all cells of three or more lines are numbers of one kind, and some, but fewer than half, of the lines are
 * baselines; otherwise 0.
 */
function baselineWeight(lines: readonly (readonly (TableCell | null)[])[]): number {
  const compared = lines.slice(0, maxCompared).map((cells) => cells.slice(0, maxCompared));
  const kinds = new Set(compared.flat().map(kindOf));
  const [kind = 'BLANK'] = kinds;
  if (kinds.size !== 1 || !kind.startsWith('NUMBER') || compared.length < 3) return 0;
  const baselines = compared.filter(
    (cells) => cells.length > 2 && cells.every((cell) => baseline.test(cell?.content.text ?? '')),
  );
  return baselines.length > 0 && baselines.length * 2 < compared.length ? 3 : 0;
}

const baseline = /^(?:1[.,]0+(?:\s?[x×])?|1\s?[x×]|100(?:[.,]0+)?\s?%)$/u;
const maxCompared = 50;
