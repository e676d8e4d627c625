import type { ComparisonTable } from './comparison-table.js';

/** ASCII punctuation that Markdown may take for markup within a line, which a backslash takes it back to. */
const markup = /[\\`*_[\]<>&~|!$#]/gu;

/** Words as Markdown shows them, on one line. */
function escaped(words: string): string {
  return words.replace(/\s+/gu, ' ').trim().replace(markup, '\\$&');
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`;
}

/** A comparison as a table of GitHub Flavored Markdown. */
export function printMarkdownTable({ approaches, rows }: ComparisonTable): string {
  const head = line(['', ...approaches.map(({ name }) => escaped(name))]);
  const rule = line(['---', ...approaches.map(() => '---')]);
  const body = rows.map(({ axis, cells }) =>
    line([axis.name, ...cells.map(({ text }) => text)].map(escaped)),
  );
  return [head, rule, ...body].join('');
}
