import { spreadsheetError } from '../workbook/spreadsheet-error.js';
import { parseCellReference, parseCellRange, type CellPosition, type CellRange } from './cell-references.js';
import { isAbsolute } from '../../tables/forms/cell-links.js';
import { linksOf, textIn, type GridCell } from '../../tables/model/grid-cell.js';
import { contentOfCell, type CellContext } from './cell-text.js';
import { StringText } from './string-text.js';
import { externalTargets } from '../workbook/workbook.js';
import type { WorkbookParts } from '../workbook/workbook-parts.js';
import type { XmlHandler } from '../workbook/xml-events.js';

interface Hyperlink {
  readonly range: CellRange;
  /** The id of the relationship that has the target of the hyperlink. */
  readonly id: string;
}

/** The non-blank cells of a sheet, and the ranges of its merged cells. */
export interface SheetCells {
  /** Cells by row and column; both count from 1. */
  readonly rows: ReadonlyMap<number, ReadonlyMap<number, GridCell>>;
  readonly merged: readonly CellRange[];
}

/** A sheet to read, and its context. */
export interface SheetTask {
  /** The name of the file in messages. */
  readonly file: string;
  readonly name: string;
  readonly part: string;
  readonly context: CellContext;
  /**
   * Counts the text of a cell that is not blank, or '' for a merged range or a hyperlink. Throws if a limit is exceeded.
   */
  count(text: string): void;
}

/**
 * Reads the cells of a sheet.
 * @throws {DocumentError} if the sheet cannot be read, exceeds a limit, or has an invalid row, cell or merged range, or a formula without a value
 */
export async function readSheet(parts: WorkbookParts, task: SheetTask): Promise<SheetCells> {
  const reader = new SheetReader(task);
  await parts.read(task.part, reader);
  if (reader.hyperlinks.length > 0) addLinks(reader, await externalTargets(parts, task.part));
  return reader;
}

/** The maximum number of cells of a hyperlink. */
const maxLinkedCells = 64;

/**
 * Adds the target of each hyperlink to the cells of the hyperlink, if the target is an HTTP or HTTPS URL without white space.
 * Hyperlinks of more than `maxLinkedCells` cells are left out.
 */
function addLinks({ rows, hyperlinks }: SheetReader, targets: ReadonlyMap<string, string>): void {
  for (const { range, id } of hyperlinks) {
    const { from, to } = range;
    const url = targets.get(id)?.trim() ?? '';
    const size = (to.row - from.row + 1) * (to.column - from.column + 1);
    if (size > maxLinkedCells || !isAbsolute(url) || /\s/u.test(url)) continue;
    for (let row = from.row; row <= to.row; row += 1) {
      const cells = rows.get(row);
      for (let column = from.column; column <= to.column; column += 1) {
        const cell = cells?.get(column);
        if (cell === undefined) continue;
        const content = typeof cell === 'string' ? { text: cell, number: null } : cell;
        cells?.set(column, { ...content, links: [...linksOf(cell), url] });
      }
    }
  }
}

class SheetReader implements SheetCells, XmlHandler {
  readonly rows = new Map<number, Map<number, GridCell>>();
  readonly merged: CellRange[] = [];
  readonly hyperlinks: Hyperlink[] = [];
  readonly #task: SheetTask;
  readonly #string = new StringText();
  #position: CellPosition = { row: 0, column: 0 };
  #type = 'n';
  #style = 0;
  #value: string | null = null;
  #isValue = false;
  #hasFormula = false;

  constructor(task: SheetTask) {
    this.#task = task;
  }

  open(element: string, attributes: ReadonlyMap<string, string>): void {
    switch (element) {
      case 'row':
        this.#position = { row: this.#rowOf(attributes.get('r')), column: 0 };
        return;
      case 'c':
        this.#position = this.#positionOf(attributes.get('r'));
        this.#type = attributes.get('t') ?? 'n';
        this.#style = Number(attributes.get('s') ?? '0');
        this.#value = null;
        this.#hasFormula = false;
        this.#string.start();
        return;
      case 'f':
        this.#hasFormula = true;
        return;
      case 'v':
        this.#isValue = true;
        this.#value = '';
        return;
      case 'mergeCell': {
        const reference = attributes.get('ref') ?? '';
        const range = parseCellRange(reference);
        if (!range)
          throw this.#error('a range of merged cells, such as A1:B2', `"${reference.slice(0, 40)}"`);
        this.#task.count('');
        this.merged.push(range);
        return;
      }
      case 'hyperlink': {
        const range = parseCellRange(attributes.get('ref') ?? '');
        const id = attributes.get('id');
        if (range === null || id === undefined) return;
        this.#task.count('');
        this.hyperlinks.push({ range, id });
        return;
      }
      default:
        this.#string.open(element);
    }
  }

  text(chunk: string): void {
    if (this.#isValue) this.#value = (this.#value ?? '') + chunk;
    else this.#string.add(chunk);
  }

  close(element: string): void {
    if (element === 'v') this.#isValue = false;
    else if (element === 'c') this.#addCell();
    else this.#string.close(element);
  }

  #addCell(): void {
    const type = this.#type;
    const value = this.#value ?? '';
    if (this.#hasFormula && value === '' && (this.#value === null || type !== 'str')) {
      throw this.#error(
        'formulas with their values, as spreadsheet programs save them',
        'a formula without a value: open the file in such a program and save it',
      );
    }
    if (value === '' && type !== 'inlineStr') return;
    const content =
      type === 'inlineStr'
        ? this.#string.finish()
        : contentOfCell({ type, style: this.#style, value }, this.#task.context);
    if (content === null) throw this.#error('the index of a shared string', `"${value.slice(0, 40)}"`);
    const text = textIn(content);
    if (/[\0\p{Cs}]/u.test(text)) throw this.#error('a text', 'invalid characters');
    if (text.trim() === '') return;
    const { row, column } = this.#position;
    const cells = this.rows.get(row) ?? new Map<number, GridCell>();
    if (cells.has(column)) throw this.#error('each cell once', 'a second cell with this reference');
    this.#task.count(text);
    cells.set(column, content);
    this.rows.set(row, cells);
  }

  #rowOf(attribute: string | undefined): number {
    const row =
      attribute === undefined ? this.#position.row + 1 : (parseCellReference(`A${attribute}`)?.row ?? null);
    if (row === null) throw this.#error('the number of a row', `"${attribute?.slice(0, 40)}"`);
    return row;
  }

  #positionOf(attribute: string | undefined): CellPosition {
    if (attribute === undefined) return { row: this.#position.row, column: this.#position.column + 1 };
    const position = parseCellReference(attribute);
    if (!position) throw this.#error('a cell reference, such as B7', `"${attribute.slice(0, 40)}"`);
    return position;
  }

  #error(expected: string, actual: string): Error {
    const { row, column } = this.#position;
    const { file, name } = this.#task;
    return spreadsheetError(
      file,
      expected,
      `${actual} (sheet ${name.slice(0, 80)}, row ${row}, column ${column})`,
      {
        line: Math.max(row, 1),
        column: Math.max(column, 1),
      },
    );
  }
}
