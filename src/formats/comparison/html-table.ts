import { groupBy } from '../../graph/group-by.js';
import type { ComparisonTable } from './comparison-table.js';

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Escapes a text for HTML content and quoted attributes. */
function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/gu, (character) => references[character] ?? character);
}

/** Prints a comparison as an HTML table to insert into a page, with a `<tbody>` for each group of rows. */
export function printHtmlTable({ approaches, rows }: ComparisonTable): string {
  const columns = approaches.map(({ name }) => `      <th scope="col">${escapeHtml(name)}</th>\n`);
  const bodies = [...groupBy(rows, ({ axis }) => axis.group)].map(([group, groupRows]) =>
    [
      '  <tbody>\n',
      `    <tr>\n      <th scope="rowgroup" colspan="${approaches.length + 1}">${escapeHtml(group)}</th>\n    </tr>\n`,
      ...groupRows.map(({ axis, cells }) =>
        [
          `    <tr>\n      <th scope="row">${escapeHtml(axis.name)}</th>\n`,
          ...cells.map(({ text }) => `      <td>${escapeHtml(text)}</td>\n`),
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
