import { rowsOf, type ComparisonTable, type TableCell, type TableSource } from './comparison-table.js';

/** Prints a comparison as JSON: rows and cells with verdicts, states and sources. */
export function printJsonTable({
  language,
  title,
  inWords,
  revision,
  approaches,
  sections,
  sources,
}: ComparisonTable): string {
  const groups = new Map(sections.flatMap(({ label, rows }) => rows.map((row) => [row, label])));
  const table = {
    revision: revision.number,
    publishedAt: revision.time,
    language,
    title,
    inWords,
    approaches,
    rows: rowsOf(sections).map((row) => ({
      ...row,
      axis: { ...row.axis, group: groups.get(row) },
      cells: row.cells.map((cell) => ({ ...cell, sources: sourceNames(cell, sources) })),
    })),
    sources,
  };
  return `${JSON.stringify(table, null, 2)}\n`;
}

/** The names of the sources of a cell, each once, sorted. */
function sourceNames({ parts }: TableCell, sources: readonly TableSource[]): readonly string[] {
  const numbers = parts.flatMap(({ statements }) => statements.map(({ source }) => source));
  return [...new Set(numbers.map((number) => sources[number - 1]?.name ?? ''))].sort();
}
