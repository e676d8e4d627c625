import { renderToString } from 'preact-render-to-string';
import type { ComparisonTable } from '../../formats/comparison/comparison-table.js';
import { message } from '../../words/catalogue.js';
import { parseLocale } from '../../words/locale.js';
import { renderInChunks } from '../markup/chunks.js';
import { IconDefinitions } from '../markup/icon.js';
import { defaultAccent, styleSheet } from '../styles/style-sheet.js';
import { PageCitations } from './citations.js';
import { SourceList } from './sources.js';
import { ComparisonTableView, tableIcons } from './table.js';

/** The options of `printHtmlComparison`. */
export interface HtmlOptions {
  /** The prefix of all ids, so that several tables can be in one document. Letters, digits and hyphens. */
  readonly idPrefix?: string;
  /** Whether to print a whole document with a style sheet, to open from a file, instead of a fragment to insert into a page. */
  readonly standalone?: boolean;
  /** The accent colour of a whole document: `#rrggbb`. */
  readonly accent?: string;
}

/**
 * Prints a comparison as HTML: the table and the numbered list of its sources, with the renderer of the pages. The only links to
 * other documents are the URLs of sources and of citations. All words and numbers are readable without a style sheet.
 * @throws {Error} if `standalone` is true and `accent` is not of the form `#rrggbb`
 */
export function printHtmlComparison(
  table: ComparisonTable,
  { idPrefix = '', standalone = false, accent = defaultAccent }: HtmlOptions = {},
): string {
  const content = fragment(table, idPrefix, standalone);
  if (!standalone) return content;
  const title = renderToString(<title>{table.title}</title>);
  // The style sheet needs no escapes: it is a constant with a checked colour.
  const style = `<style>${styleSheet({ accent })}</style>`;
  const heading = renderToString(
    <>
      <h1 dir="auto">{table.title}</h1>
      <p class="lead">{table.inWords}</p>
    </>,
  );
  return `<!doctype html>
<html lang="${table.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${title}
${style}
</head>
<body><main>${heading}${content}</main></body>
</html>
`;
}

function fragment(table: ComparisonTable, idPrefix: string, hasSheet: boolean): string {
  const locale = parseLocale(table.language);
  const citations = new PageCitations(table, table.sources);
  const context = {
    locale,
    citations,
    idPrefix,
    hasSheet,
    approachHref: () => null,
    dataOf: () => null,
    sourceHref: () => null,
  };
  return [
    ...renderInChunks(
      <div class="tertium">
        <IconDefinitions names={tableIcons} idPrefix={idPrefix} />
        <ComparisonTableView table={table} context={context} />
        {table.sources.length > 0 && (
          <div>
            <h2>{message(locale, 'page.sources')}</h2>
            <SourceList context={context} />
          </div>
        )}
      </div>,
    ),
  ].join('');
}
