import { groupBy } from '../../graph/group-by.js';
import type { ComparisonTable } from './comparison-table.js';

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Words as HTML shows them, in a text or in quotes. */
function escaped(words: string): string {
  return words.replace(/[&<>"']/gu, (character) => references[character] ?? character);
}

/** A comparison as a table of HTML, with a body for each group of rows, to be put into a page. */
export function printHtmlTable({ approaches, rows }: ComparisonTable): string {
  const columns = approaches.map(({ name }) => `      <th scope="col">${escaped(name)}</th>\n`);
  const bodies = [...groupBy(rows, ({ axis }) => axis.group)].map(([group, ofGroup]) =>
    [
      '  <tbody>\n',
      `    <tr>\n      <th scope="rowgroup" colspan="${approaches.length + 1}">${escaped(group)}</th>\n    </tr>\n`,
      ...ofGroup.map(({ axis, cells }) =>
        [
          `    <tr>\n      <th scope="row">${escaped(axis.name)}</th>\n`,
          ...cells.map(({ text }) => `      <td>${escaped(text)}</td>\n`),
          '    </tr>\n',
        ].join(''),
      ),
      '  </tbody>\n',
    ].join(''),
  );
  return [
    '<table>\n',
    `  <thead>\n    <tr>\n      <td></td>\n${columns.join('')}    </tr>\n  </thead>\n`,
    ...bodies,
    '</table>\n',
  ].join('');
}
