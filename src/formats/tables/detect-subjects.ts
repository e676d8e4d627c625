import type { CellParsers } from './cells/cell-parsers.js';
import { statesValue } from './cell-values.js';
import { notationOf, readCells, type HeadedCells } from './dimension-cells.js';
import type { CellSeparator as Separator } from './model/table-grid.js';
import type { CellContent } from './grid-text.js';

const headOfDimensions =
  /^(?:|features?|aspects?|dimensions?|criteri(?:a|on)|attributes?|propert(?:y|ies)|characteristics?|factors?|points?|basis|parameters?|categor(?:y|ies)|topics?|difference|comparison)$/iu;
const headOfSubjects =
  /^(?:names?|products?|tools?|approach(?:es)?|options?|plans?|vendors?|models?|services?|providers?|languages?|systems?|methods?|frameworks?|platforms?|brands?|solutions?)$/iu;

/**
 * Detects whether the rows or the columns of a table are the approaches: by the word in the corner, otherwise
 * by the cells, because the cells of one dimension have one value type. The default is the columns, as in most
 * articles.
 * @param head the head of the table, its corner first
 */
export function detectSubjects(
  head: readonly CellContent[],
  body: readonly (readonly CellContent[])[],
  separator: Separator,
  parsers: CellParsers,
): 'rows' | 'columns' {
  const corner = head[0]?.text ?? '';
  if (headOfSubjects.test(corner)) return 'rows';
  if (corner !== '' && headOfDimensions.test(corner)) return 'columns';
  const rows = body.map((row) => ({ head: row[0]?.text ?? '', cells: row.slice(1) }));
  const columns = head
    .slice(1)
    .map((cell, index) => ({ head: cell.text, cells: rows.flatMap(({ cells }) => cells[index] ?? []) }));
  const shareOf = (lines: readonly HeadedCells[]): number => typedShare(lines, separator, parsers);
  return shareOf(columns) > shareOf(rows) ? 'rows' : 'columns';
}

/** Computes the share of lines whose cells have one value type other than TEXT, among lines with two or more values. */
function typedShare(lines: readonly HeadedCells[], separator: Separator, parsers: CellParsers): number {
  const linesWithValues = lines.filter(
    ({ cells }) => cells.filter(({ text }) => statesValue(text)).length > 1,
  );
  if (linesWithValues.length === 0) return 0;
  const notation = notationOf(linesWithValues, separator);
  const typed = linesWithValues.filter((line) => readCells(line, notation, parsers).valueType !== 'TEXT');
  return typed.length / linesWithValues.length;
}
