import { fold } from '../../../graph/text/fold.js';
import type { TableCell } from '../model/table-grid.js';
import { kindOf, type CellKind } from '../structure/cell-kinds.js';

type Cells = readonly (TableCell | null)[];

/** The similarity of the cells within columns, compared with the similarity of the cells within rows. */
export interface CellEvidence {
  /** From −1 to 1: above 0 if cells of a column are more often of one kind than cells of a row. */
  readonly kinds: number;
  /** From −1 to 1: above 0 if texts are repeated within columns more often than within rows. */
  readonly repetition: number;
  /** In decades: above 0 if the numbers of a column differ less than the numbers of a row. */
  readonly magnitudes: number;
  /** The share of cells of the kind `MARK` among the cells that are not blank, from 0 to 1. */
  readonly marks: number;
}

/** The maximum number of rows that are compared. The first rows of a large table are sufficient. */
const maxRows = 400;

/** Compares the cells of a body by columns and by rows. @param body the rows of the body */
export function evidenceOfCells(body: readonly Cells[]): CellEvidence {
  const rows = body.slice(0, maxRows);
  const columns = (rows[0] ?? []).map((_, column) => rows.map((row) => row[column] ?? null));
  const kinds = rows
    .flat()
    .map(kindOf)
    .filter((kind) => kind !== 'BLANK');
  return {
    kinds: difference(columns.map(purityOf), rows.map(purityOf)),
    repetition: difference(columns.map(repetitionOf), rows.map(repetitionOf)),
    magnitudes: difference(rows.map(deviationOf), columns.map(deviationOf)),
    marks: kinds.length === 0 ? 0 : kinds.filter((kind) => kind === 'MARK').length / kinds.length,
  };
}

/** The difference of the means of two lists; 0 if one of them has no values. */
function difference(some: readonly (number | null)[], others: readonly (number | null)[]): number {
  const areKnown = [some, others].every((values) => values.some((value) => value !== null));
  return areKnown ? mean(some) - mean(others) : 0;
}

/** The mean of the values that are not null; 0 if there are none. */
function mean(values: readonly (number | null)[]): number {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? 0 : known.reduce((sum, value) => sum + value, 0) / known.length;
}

/**
 * The mean of two shares: the share of the most frequent kind of cell, and the same share without the units of numbers.
 * Null for fewer than two cells that are not blank.
 */
function purityOf(cells: Cells): number | null {
  const kinds = cells.map(kindOf).filter((kind) => kind !== 'BLANK');
  if (kinds.length < 2) return null;
  const bases = kinds.map((kind) => kind.split(' ')[0] ?? '');
  return (largestShare(kinds) + largestShare(bases)) / 2;
}

function largestShare(items: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return Math.max(...counts.values()) / items.length;
}

/** The share of texts that repeat an earlier text; null for fewer than three texts. */
function repetitionOf(cells: Cells): number | null {
  const texts = cells.flatMap((cell) =>
    cell !== null && kindOf(cell) === 'TEXT' ? [fold(cell.content.text)] : [],
  );
  return texts.length < 3 ? null : 1 - new Set(texts).size / texts.length;
}

/** The mean absolute deviation of the decimal logarithms of the absolute values of numbers, without zeros; null for fewer than two. */
function deviationOf(cells: Cells): number | null {
  const logarithms = cells.flatMap((cell) => {
    if (cell === null || !isNumber(kindOf(cell))) return [];
    const value = Math.abs(
      Number.parseFloat(
        cell.content.text
          .replace(/^[^\p{N}]+/u, '')
          .replace(/[,\s](?=\d{3})/gu, '')
          .replace(',', '.'),
      ),
    );
    return value > 0 ? [Math.log10(value)] : [];
  });
  if (logarithms.length < 2) return null;
  const middle = mean(logarithms);
  return mean(logarithms.map((logarithm) => Math.abs(logarithm - middle)));
}

function isNumber(kind: CellKind): boolean {
  return kind.startsWith('NUMBER');
}
