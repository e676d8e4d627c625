import { absenceIn, isEmptyCell, typeOfCells } from './cell-values.js';

const headOfDimensions =
  /^(?:|features?|aspects?|dimensions?|criteri(?:a|on)|attributes?|propert(?:y|ies)|characteristics?|factors?|points?|basis|parameters?|categor(?:y|ies)|topics?|difference|comparison)$/iu;
const headOfSubjects =
  /^(?:names?|products?|tools?|approach(?:es)?|options?|plans?|vendors?|models?|services?|providers?|languages?|systems?|methods?|frameworks?|platforms?|brands?|solutions?)$/iu;

/**
 * Whether the rows or the columns of a table are the approaches. The word in the corner decides first. Then
 * the cells decide: the cells of one dimension have one value type. Otherwise the columns, as in most
 * articles.
 * @param head the head of the table, its corner first
 */
export function detectSubjects(
  head: readonly string[],
  body: readonly (readonly string[])[],
): 'rows' | 'columns' {
  const [corner = ''] = head;
  if (headOfSubjects.test(corner)) return 'rows';
  if (corner !== '' && headOfDimensions.test(corner)) return 'columns';
  const lines = body.map((row) => row.slice(1));
  const columns = head.slice(1).map((_, index) => lines.map((row) => row[index] ?? ''));
  return typedShare(columns) > typedShare(lines) ? 'rows' : 'columns';
}

/**
 * The share of lines, among those with two or more values, whose cells have one value type other than TEXT.
 */
function typedShare(lines: readonly (readonly string[])[]): number {
  const linesWithValues = lines.filter(
    (cells) => cells.filter((cell) => !isEmptyCell(cell) && absenceIn(cell) === null).length > 1,
  );
  if (linesWithValues.length === 0) return 0;
  return linesWithValues.filter((cells) => typeOfCells(cells) !== 'TEXT').length / linesWithValues.length;
}
