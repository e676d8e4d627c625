import { rowsOf, type ComparisonTable, type TableCell, type TableSource } from './comparison-table.js';

/** Prints a comparison as JSON: rows and cells with verdicts, states and sources. Each row is one chunk. */
export function* printJsonTable({
  language,
  title,
  inWords,
  revision,
  approaches,
  sections,
  sources,
}: ComparisonTable): Generator<string, void> {
  const groups = new Map(sections.flatMap(({ label, rows }) => rows.map((row) => [row, label])));
  const head = {
    revision: revision.number,
    publishedAt: revision.time,
    language,
    title,
    inWords,
    approaches,
  };
  // The closing brace is cut off, because other members follow.
  yield print(head, 0).slice(0, -2);
  yield ',\n  "rows": [';
  let separator = '';
  for (const row of rowsOf(sections)) {
    const printed = {
      ...row,
      axis: { ...row.axis, group: groups.get(row) },
      cells: row.cells.map((cell) => ({ ...cell, sources: sourceNames(cell, sources) })),
    };
    yield `${separator}\n    ${print(printed, 4)}`;
    separator = ',';
  }
  yield `${separator === '' ? '' : '\n  '}],\n  "sources": ${print(sources, 2)}\n}\n`;
}

/** Prints a value as a part of a JSON text that is indented. Line breaks in texts are escaped, so all others are outside texts. */
function print(value: unknown, indentation: number): string {
  return JSON.stringify(value, null, 2).replaceAll('\n', `\n${' '.repeat(indentation)}`);
}

/** The names of the sources of a cell, each once, sorted. */
function sourceNames({ parts }: TableCell, sources: readonly TableSource[]): readonly string[] {
  const numbers = parts.flatMap(({ statements }) => statements.map(({ source }) => source));
  return [...new Set(numbers.map((number) => sources[number - 1]?.name ?? ''))].sort();
}
