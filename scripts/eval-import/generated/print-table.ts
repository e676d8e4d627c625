import type { GeneratedCell, GeneratedDimension, GeneratedTable } from './generated-table.js';

/** The forms in which a generated table can be printed, each with the extension of its file. */
export const printedForms = Object.freeze({
  pipes: 'md',
  html: 'html',
  commas: 'csv',
  semicolons: 'csv',
  tabs: 'tsv',
  sheet: 'xlsx',
  spaces: 'txt',
  grid: 'txt',
} as const);
export type PrintedForm = keyof typeof printedForms;

/** A cell of the printed grid. */
interface PrintedCell {
  readonly words: string;
  readonly footnote: string | null;
  readonly isHead: boolean;
  /** Whether the cell names a subject. */
  readonly isSubject?: boolean;
}

const head = (words: string): PrintedCell => ({ words, footnote: null, isHead: true });
const body = (words: string): PrintedCell => ({ words, footnote: null, isHead: false });

/**
 * Whether a form can represent the parts of a table that its true reading needs. Grids and spaced columns have no footnotes; delimited files and sheets
 * have no footnotes and no legend. Spaced columns also have no empty cells, conditions, sections or row of units.
 */
export function canPrint(form: PrintedForm, table: GeneratedTable): boolean {
  const isDelimited = ['commas', 'semicolons', 'tabs', 'sheet'].includes(form);
  const cells = table.dimensions.flatMap(({ cells: ofSubjects }) => ofSubjects.flat());
  if (form === 'spaces')
    return (
      table.conditions.length === 0 &&
      table.corner !== '' &&
      cells.every(({ words, footnote }) => words !== '' && footnote === null) &&
      table.dimensions.every(({ section }) => section === null) &&
      !table.extras.rowOfUnits
    );
  const needsText = table.before.length > 1 || cells.some(({ footnote }) => footnote !== null);
  return form === 'grid' ? cells.every(({ footnote }) => footnote === null) : !isDelimited || !needsText;
}

/** Prints a table as a document in a form; a sheet as a text for `workbookOfText`. */
export function printTable(form: PrintedForm, table: GeneratedTable): string {
  const rows = gridOf(table);
  switch (form) {
    case 'pipes':
      return printMarkdown(table, rows);
    case 'html':
      return printHtml(table, rows);
    case 'spaces':
    case 'grid':
      return printText(form, table, rows);
    case 'commas':
    case 'semicolons':
    case 'tabs':
      return printDelimited({ commas: ',', semicolons: ';', tabs: '\t' }[form], rows);
    case 'sheet':
      return rows.map((row) => `${row.map(({ words }) => `'${words}`).join(' | ')}\n`).join('');
  }
}

type PrintedRows = readonly (readonly PrintedCell[])[];

const notesIn = (rows: PrintedRows): readonly string[] => [
  ...new Set(rows.flat().flatMap(({ footnote }) => (footnote === null ? [] : [footnote]))),
];

function printMarkdown({ title, before, after, decoration }: GeneratedTable, rows: PrintedRows): string {
  const notes = notesIn(rows);
  const decorated = ({ words, isSubject = false }: PrintedCell): string => {
    if (!isSubject) return words;
    if (decoration === 'bold') return `**${words}**`;
    if (decoration === 'code') return `\`${words}\``;
    return decoration === 'link' ? `[${words}](https://example.org/${encodeURIComponent(words)})` : words;
  };
  const cellOf = (cell: PrintedCell): string =>
    `${decorated(cell)}${cell.footnote === null ? '' : `[^${notes.indexOf(cell.footnote) + 1}]`}`;
  const [first = [], ...others] = rows.map((row) => `| ${row.map(cellOf).join(' | ')} |`);
  return [
    `# ${title}\n`,
    ...before.map((text) => `${text}\n`),
    [first, `|${(rows[0] ?? []).map(() => '---|').join('')}`, ...others].join('\n'),
    '',
    ...after.map((text) => `${text}\n`),
    ...notes.map((note, index) => `[^${index + 1}]: ${note}\n`),
  ].join('\n');
}

function printHtml({ title, before, after, decoration }: GeneratedTable, rows: PrintedRows): string {
  const notes = notesIn(rows);
  const decorated = ({ words, isSubject = false }: PrintedCell): string => {
    const text = words.replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    if (!isSubject) return text;
    if (decoration === 'bold') return `<b>${text}</b>`;
    if (decoration === 'code') return `<code>${text}</code>`;
    return decoration === 'link' ? `<a href="https://example.org/">${text}</a>` : text;
  };
  const cellOf = (cell: PrintedCell, width: number): string => {
    const tag = cell.isHead ? 'th' : 'td';
    const note = cell.footnote === null ? '' : `<sup>${notes.indexOf(cell.footnote) + 1}</sup>`;
    return `<${tag}${width === 1 ? '' : ` colspan="${width}"`}>${decorated(cell)}${note}</${tag}>`;
  };
  const rowOf = (row: readonly PrintedCell[]): string => {
    const isSection = row.slice(1).every(({ words }) => words === '');
    const widths = row.map((cell, column) => {
      if (decoration !== 'spans') return 1;
      if (isSection) return column === 0 ? row.length : 0;
      const isRepeated = cell.isSubject === true && row[column - 1]?.words === cell.words;
      const isFollowed = cell.isSubject === true && row[column + 1]?.words === cell.words;
      return isRepeated ? 0 : isFollowed ? 2 : 1;
    });
    return `<tr>${row.map((cell, column) => (widths[column] === 0 ? '' : cellOf(cell, widths[column] ?? 1))).join('')}</tr>`;
  };
  return [
    `<h1>${title}</h1>`,
    ...before.map((text) => `<p>${text}</p>`),
    '<table>',
    ...rows.map(rowOf),
    '</table>',
    ...notes.map((note, index) => `<p><sup>${index + 1}</sup> ${note}</p>`),
    ...after.map((text) => `<p>${text}</p>`),
  ].join('\n');
}

function printText(
  form: 'spaces' | 'grid',
  { title, before, after }: GeneratedTable,
  rows: PrintedRows,
): string {
  const words = rows.map((row) => row.map((each) => each.words));
  const widths = (words[0] ?? []).map((_, column) =>
    Math.max(1, ...words.map((row) => row[column]?.length ?? 0)),
  );
  const padded = words.map((row) => row.map((text, column) => text.padEnd(widths[column] ?? 0)));
  const rule = (sign: string): string => `+${widths.map((width) => sign.repeat(width + 2)).join('+')}+`;
  const lines =
    form === 'spaces'
      ? padded.map((row) => row.join('   ').trimEnd())
      : [
          rule('-'),
          ...padded.flatMap((row, index) => [`| ${row.join(' | ')} |`, rule(index === 0 ? '=' : '-')]),
        ];
  return [
    `${title}\n`,
    ...before.map((text) => `${text}\n`),
    ...lines,
    '',
    ...after.map((text) => `${text}\n`),
  ].join('\n');
}

function printDelimited(separator: string, rows: PrintedRows): string {
  const quoted = ({ words }: PrintedCell): string =>
    words.includes(separator) || words.includes('"') ? `"${words.replaceAll('"', '""')}"` : words;
  return `${rows.map((row) => row.map(quoted).join(separator)).join('\n')}\n`;
}

/** Prints the head of a dimension: its name, with its unit unless a row of units has it. */
function headOf({ name, headUnit }: GeneratedDimension, hasRowOfUnits: boolean): string {
  return headUnit === null || hasRowOfUnits ? name : `${name} (${headUnit})`;
}

const bodyOf = ({ words, footnote }: GeneratedCell): PrintedCell => ({ words, footnote, isHead: false });

function gridOf(table: GeneratedTable): readonly (readonly PrintedCell[])[] {
  const { extras } = table;
  const rows = table.orientation === 'rows' ? rowsOfSubjects(table) : rowsOfDimensions(table);
  const firstHead = extras.ranks ? 'Rank' : '#';
  if (!extras.rowNumbers && !extras.ranks) return rows;
  let number = 0;
  return rows.map((row, index) => {
    if (index === 0) return [head(firstHead), ...row];
    const isNumbered = row.some(({ isHead }, column) => column > 0 && !isHead);
    if (isNumbered) number += 1;
    return [isNumbered ? body(String(number)) : head(''), ...row];
  });
}

function rowsOfSubjects({ corner, subjects, dimensions, extras }: GeneratedTable): PrintedCell[][] {
  const rows = [[head(corner), ...dimensions.map((each) => head(headOf(each, extras.rowOfUnits)))]];
  if (extras.rowOfUnits) rows.push([body(''), ...dimensions.map(({ headUnit }) => body(headUnit ?? ''))]);
  for (const [index, subject] of subjects.entries())
    rows.push([
      { ...body(subject), isSubject: true },
      ...dimensions.map(({ cells }) => bodyOf(cells[index]?.[0] ?? missing)),
    ]);
  if (extras.totals) rows.push([body('Total'), ...dimensions.map((_, index) => body(String(1000 + index)))]);
  return rows;
}

const missing: GeneratedCell = { words: '', truth: 'nothing', footnote: null };
const noteWords = ['both soon', 'see the manual', 'by the club', 'in the yard', 'as before'];

function rowsOfDimensions({
  corner,
  subjects,
  conditions,
  dimensions,
  extras,
}: GeneratedTable): PrintedCell[][] {
  const heads = [
    head(corner),
    ...subjects.flatMap((subject) =>
      (conditions.length > 0 ? conditions : ['']).map(() => ({ ...head(subject), isSubject: true })),
    ),
    ...(extras.notes === null ? [] : [head(extras.notes)]),
  ];
  const rows = [heads];
  if (conditions.length > 0) rows.push([head(''), ...subjects.flatMap(() => conditions.map(head))]);
  let section: string | null = null;
  for (const [index, dimension] of dimensions.entries()) {
    if (dimension.section !== section) {
      section = dimension.section;
      if (section !== null) rows.push([body(section), ...heads.slice(1).map(() => body(''))]);
    }
    if (extras.repeatedHead && index === Math.floor(dimensions.length / 2)) rows.push(heads);
    rows.push([
      body(headOf(dimension, false)),
      ...dimension.cells.flat().map(bodyOf),
      ...(extras.notes === null ? [] : [body(noteWords[index % noteWords.length] ?? '')]),
    ]);
  }
  return rows;
}
