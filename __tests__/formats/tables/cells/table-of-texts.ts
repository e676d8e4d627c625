import { ruleOf } from '../../../../src/graph/values/value-rules.js';
import { PlacedText } from '../../../../src/formats/input/placed-text.js';
import { CellParsers } from '../../../../src/formats/tables/cells/cell-parsers.js';
import { TableCells } from '../../../../src/formats/tables/cells/table-cells.js';
import { tableCell } from '../../../../src/formats/tables/forms/make-grid.js';
import type { CellSeparator, TableCell, TableGrid } from '../../../../src/formats/tables/model/table-grid.js';

/** The texts around a table, its cell separator, and the properties of its cells that texts cannot represent. */
export interface TextTable {
  readonly separator?: CellSeparator;
  readonly before?: readonly string[];
  readonly after?: readonly string[];
  /** The unit of every dimension, as a row of units states it. */
  readonly unit?: string;
  /** The marks of footnotes by the text of their cell. */
  readonly footnotes?: Readonly<Record<string, readonly string[]>>;
  /** The numbers of spreadsheets by the text of their cell. */
  readonly numbers?: Readonly<Record<string, TableCell['number']>>;
}

/** The reading of a dimension. */
export interface ReadRow {
  readonly name: string;
  readonly valueType: string;
  readonly unit: string | null;
  readonly inWords: string;
  readonly doubt: string | null;
  /** The statement of each cell: `QUANTITY 5 kg`, an absence, `nothing` or `left out`. The text of the claim, if any, follows in braces. */
  readonly cells: readonly string[];
}

/** Reads rows of texts as dimensions. The first text of each row is the head. */
export function readRows(rows: readonly (readonly string[])[], table: TextTable = {}): readonly ReadRow[] {
  const { separator = null, before = [], after = [], unit = null, footnotes = {}, numbers = {} } = table;
  const placed = (text: string): PlacedText => PlacedText.of(text);
  const cellsOfRows = rows.map((row) =>
    row.map((text) =>
      tableCell(placed(text), { footnotes: footnotes[text] ?? [], number: numbers[text] ?? null }),
    ),
  );
  const grid: TableGrid = {
    form: 'test',
    rows: cellsOfRows,
    separator,
    confidences: null,
    context: { caption: null, headings: [], before: before.map(placed), after: after.map(placed) },
  };
  const dimensions = cellsOfRows.map(([head, ...cells]) => ({ head: head?.content.text ?? '', cells, unit }));
  const cells = new TableCells(grid, dimensions, new CellParsers());
  return dimensions.map((dimension) => {
    const {
      read,
      isLeftOut,
      name,
      valueType,
      unit: readUnit,
      inWords,
      doubt,
    } = cells.readDimension(dimension);
    return {
      ...{ name, valueType, unit: readUnit, inWords, doubt },
      cells: dimension.cells.map((cell) => {
        const statement = read(cell);
        if (statement === null) return isLeftOut(cell) ? 'left out' : 'nothing';
        const { value, absence, text } = statement;
        const stated = value ? `${value.type} ${ruleOf(value).display(value)}` : `${absence}`;
        return text === null ? stated : `${stated} {${text}}`;
      }),
    };
  });
}

/** Reads one row of cells. @returns the statements of the cells, as in `ReadRow.cells` */
export function readRow(
  cells: readonly string[],
  table?: TextTable & { readonly head?: string },
): readonly string[] {
  return readRows([[table?.head ?? 'Topic', ...cells]], table)[0]?.cells ?? [];
}
