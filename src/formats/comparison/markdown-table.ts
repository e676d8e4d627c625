import type { ComparisonTable } from './comparison-table.js';

/** ASCII punctuation that can be inline markup in Markdown. */
const markup = /[\\`*_[\]<>&~|!$#]/gu;

/** Escapes a text for Markdown with backslashes, and replaces line breaks by spaces. */
function escapeMarkdown(text: string): string {
  return text.replace(/\s+/gu, ' ').trim().replace(markup, '\\$&');
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`;
}

/** Prints a comparison as a table of GitHub Flavored Markdown. */
export function printMarkdownTable({ approaches, rows }: ComparisonTable): string {
  const head = line(['', ...approaches.map(({ name }) => escapeMarkdown(name))]);
  const rule = line(['---', ...approaches.map(() => '---')]);
  const body = rows.map(({ axis, cells }) =>
    line([axis.name, ...cells.map(({ text }) => text)].map(escapeMarkdown)),
  );
  return [head, rule, ...body].join('');
}
