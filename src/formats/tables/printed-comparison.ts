import { axisPredicates, type AxisKind } from '../../graph/claim.js';
import { kindInWords, type Concept } from '../../graph/concept.js';
import { fold } from '../../graph/text/fold.js';
import { csvHead, kindNames } from '../comparison/csv-table.js';
import { findWrittenSupport } from '../../graph/values/written-support.js';
import type { NamedConcept } from '../drafts/draft-content.js';
import type { PlacedText } from '../input/placed-text.js';
import { CellCounter } from './cell-counter.js';
import type { CellParsers } from './cells/cell-parsers.js';
import { TableCells } from './cells/table-cells.js';
import { orderOfTables, type TableClaims, type TableDocument } from './draft/table-claims.js';
import type { TableCell, TableGrid } from './model/table-grid.js';
import type {
  TableDimension,
  TableMark,
  TableReading,
  TableStatement,
  TableSubject,
} from './model/table-reading.js';

/** The kinds of axis that approaches are linked to. */
type LinkedKind = Exclude<AxisKind, 'DIMENSION'>;

/** Whether a row is the head of a comparison that `printCsvTable` printed. */
export function isPrintedHead(head: readonly string[]): boolean {
  const { before, after } = csvHead;
  return (
    head.length > before.length + 1 && before.every((name, at) => head[at] === name) && head.at(-1) === after
  );
}

/** The document of a printed comparison, and the parsers of its cells. */
interface PrintedContext {
  readonly document: TableDocument;
  readonly claims: TableClaims;
  readonly parsers: CellParsers;
}

/**
 * Reads a comparison that `printCsvTable` printed. Each row has its axis, the cells of the approaches, and
 * its verdict. Verdicts are ignored, since they are computed from the cells.
 * @param sheet the name of the table; null if the input has only one table
 */
export function readPrintedComparison(
  grid: TableGrid,
  sheet: PlacedText | null,
  { document, claims, parsers }: PrintedContext,
): void {
  const [head = [], ...body] = grid.rows;
  const { report } = document;
  const first = csvHead.before.length;
  const columns = head.flatMap((cell, column) =>
    cell && column >= first && column < head.length - 1 ? [{ cell, column }] : [],
  );
  for (const cell of head) if (cell) report.mark(cell.content, 'NAMED', 'the head of a column');
  const subjects = columns.map(({ cell }): TableSubject => ({
    name: cell.content.text,
    head: cell.content,
  }));
  const path = sheet === null ? [] : [sheet.text];
  const cells = new TableCells(grid, [], parsers, {
    separator: ',',
    sign: '.',
    isUngrouped: false,
    isCanonical: true,
  });
  for (const row of body) {
    const [kind, group, axis] = row;
    if (!kind || !group || !axis || fold(axis.content.text) === '' || !isKind(kind.content.text)) continue;
    const stated = columns.map(({ column }) => row[column] ?? null);
    const name = axis.content.text;
    const marks: TableMark[] = [
      { content: kind.content, outcome: 'NAMED', description: `the kind of ${name}`, confidence: 1 },
      { content: group.content, outcome: 'NAMED', description: `the group of ${name}`, confidence: 1 },
      {
        content: axis.content,
        outcome: 'NAMED',
        description: `a ${kindInWords(kind.content.text)}`,
        confidence: 1,
      },
    ];
    const verdict = row[head.length - 1];
    if (verdict)
      marks.push({
        content: verdict.content,
        outcome: 'MARKUP',
        description: 'a verdict, which follows from the cells',
        confidence: 1,
      });
    const isGrouped = group.content.text !== kindNames.DIMENSION;
    const axisOf = { axis, group: isGrouped ? group.content.text : null, subjects, stated };
    if (kind.content.text === 'DIMENSION') {
      const reading = readDimension(axisOf, cells);
      claims.add({
        reading: { ...reading, subjects, marks: [...marks, ...reading.marks], doubts: [], sign: null },
        path,
      });
    } else {
      for (const { content, outcome, description } of marks) report.mark(content, outcome, description);
      addLinks(kind.content.text, axisOf, cells, path, document);
    }
  }
  for (const subject of subjects) document.approach(subject);
}

/** A row of a printed comparison: its axis, and the cell of each approach. */
interface PrintedRow {
  readonly axis: TableCell;
  readonly group: string | null;
  readonly subjects: readonly TableSubject[];
  readonly stated: readonly (TableCell | null)[];
}

/** The cells of a row with their approaches, without empty cells. */
function cellsIn({ subjects, stated }: PrintedRow): readonly { subject: TableSubject; cell: TableCell }[] {
  return subjects.flatMap((subject, index) => {
    const cell = stated[index];
    return cell && !cell.content.isBlank ? [{ subject, cell }] : [];
  });
}

function readDimension(
  row: PrintedRow,
  cells: TableCells,
): Pick<TableReading, 'dimensions' | 'statements' | 'marks' | 'cells'> {
  const { axis, group } = row;
  const stated = cellsIn(row);
  const counter = new CellCounter(stated.map(({ cell }) => cell));
  const reading = cells.readDimension({ head: axis.content.text, cells: stated.map(({ cell }) => cell) });
  const { name, valueType, unit, levels, inWords, doubt, mayBeAmounts } = reading;
  const dimension: TableDimension = {
    ...{ name, valueType, unit, levels, inWords, doubt, mayBeAmounts, group },
    head: axis.content,
  };
  const marks: TableMark[] = [];
  const statements = stated.flatMap(({ subject, cell }): readonly TableStatement[] => {
    const found = reading.read(cell);
    counter.add(cell, found === null ? 'NOT_STATED' : (found.absence ?? valueType), 1);
    if (found !== null) return [{ subject, dimension, cell, qualifiers: [], ...found }];
    const description = `nothing stated: ${name} of ${subject.name}`;
    marks.push({ content: cell.content, outcome: 'STATED', description, confidence: 1 });
    return [];
  });
  return { dimensions: [dimension], statements, marks, cells: counter.totals() };
}

/** Links approaches to a feature, benefit, drawback or use case. */
function addLinks(
  kind: LinkedKind,
  row: PrintedRow,
  cells: TableCells,
  path: readonly string[],
  { content, report, approach, cite }: TableDocument,
): void {
  const { axis } = row;
  const name = axis.content.text;
  const target = content.put(kind, name, (named) => conceptOf(kind, named));
  const stated = cellsIn(row);
  const counter = new CellCounter(stated.map(({ cell }) => cell));
  for (const { subject, cell } of stated) {
    const found = cells.readDimension({ head: name, cells: [cell] }).read(cell);
    const absence = found?.absence ?? null;
    const support = absence === null ? findWrittenSupport(cell.content.text) : null;
    if (found !== null && absence === null && (support === null || support.certainty === 'IMPLIED')) continue;
    counter.add(cell, found === null ? 'NOT_STATED' : (absence ?? 'SUPPORT'), 1);
    report.mark(cell.content, 'STATED', `${name} of ${subject.name}`);
    if (found === null) continue;
    content.add(
      {
        subject: approach(subject).id,
        predicate: axisPredicates[kind],
        target: target.id,
        value: support?.value ?? null,
        absence,
        text: null,
      },
      [cite(cell.content, [...path, name, subject.name])],
      orderOfTables,
    );
  }
  report.addCells(counter.totals());
}

function conceptOf(kind: LinkedKind, named: NamedConcept): Concept {
  return kind === 'FEATURE' ? { ...named, kind, featureKind: 'CHARACTERISTIC' } : { ...named, kind };
}

function isKind(name: string): name is AxisKind {
  return Object.hasOwn(kindNames, name);
}
