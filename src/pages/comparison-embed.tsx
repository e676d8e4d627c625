import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { message } from '../words/catalogue.js';
import { calendarText } from '../words/values/date-text.js';
import { canonicalHref, comparisonHref, type ComparisonAddress } from './addresses/comparison-address.js';
import { conceptHref, homeHref } from './addresses/page-addresses.js';
import { buildTable } from './comparison/build-table.js';
import { PageCitations } from './comparison/citations.js';
import type { ComparisonResult } from './comparison/comparison-operation.js';
import { SourceList } from './comparison/sources.js';
import { ComparisonTableView, tableIcons } from './comparison/table.js';
import { absolute, type PageContext } from './layout/site.js';
import { renderInChunks } from './markup/chunks.js';
import { IconDefinitions } from './markup/icon.js';
import { Message } from './markup/message.js';

/** The input of `renderComparisonEmbed`. */
export interface ComparisonEmbedInput {
  readonly context: PageContext;
  /** Canonical: with current slugs, sorted. */
  readonly address: ComparisonAddress;
  readonly result: ComparisonResult;
  /** The name of the question of the address; null for approaches. */
  readonly title: string | null;
}

/** Links to other pages open in a new tab, because pages of Tertium and of many other sites cannot be framed. */
const linkTarget = '_blank';

/**
 * Renders a comparison as a document for a frame in a page of another site, in chunks: the table, its sources, and a link to the comparison page. The
 * only script reports the height of the document and the positions of link targets; without it, the document scrolls.
 */
export function* renderComparisonEmbed({
  context,
  address,
  result,
  title,
}: ComparisonEmbedInput): Generator<string, void> {
  const { site, locale } = context;
  const table = buildTable(result, locale, title ?? undefined);
  const { revision, sections, sources } = table;
  const cells = { locale, citations: new PageCitations(table, sources), idPrefix: '', linkTarget } as const;
  const shared = { at: address.at, after: null, locale: address.locale };
  const pageHref = comparisonHref({ ...address, since: null });
  const { nodes, totalCount, pageInfo } = result.compare.rows;
  const date = <time dateTime={revision.time}>{calendarText(locale, revision.time.slice(0, 10))}</time>;
  const content = (
    <main>
      <IconDefinitions names={tableIcons} />
      <h1 dir="auto">
        <a href={pageHref} target={linkTarget}>
          {table.title}
        </a>
      </h1>
      {sections.length > 0 ? (
        <ComparisonTableView
          table={table}
          context={{
            ...cells,
            approachHref: ({ slug }) => conceptHref({ type: 'APPROACH', slug, ...shared }),
            dataOf: () => null,
          }}
        />
      ) : (
        <p class="notice">{message(locale, address.differences ? 'page.noDifferences' : 'page.noRows')}</p>
      )}
      {pageInfo.hasNextPage && (
        <p class="pager">{message(locale, 'page.moreRows', { count: nodes.length, total: totalCount })}</p>
      )}
      {sources.length > 0 && (
        <section aria-labelledby="sources">
          <h2 id="sources">{message(locale, 'page.sources')}</h2>
          <SourceList
            context={{
              ...cells,
              hasSheet: true,
              sourceHref: ({ slug }) => conceptHref({ type: 'SOURCE', slug, ...shared }),
            }}
          />
        </section>
      )}
      <footer>
        <p>
          <a href={pageHref} target={linkTarget}>
            <Message locale={locale} id="embed.whole" values={{ site: site.name }} />
          </a>
          {' · '}
          <Message locale={locale} id="page.revision" values={{ number: revision.number, date }} />
        </p>
      </footer>
    </main>
  );
  yield* frameDocument(context, table.title, canonicalHref(address, site.defaultLocale), content);
}

/** Renders the error of a framed comparison as a document: a sentence, and links to the nearest pages and the home page. */
export function renderEmbedError(
  context: PageContext,
  error: {
    readonly message: string;
    readonly nearest: readonly { readonly name: string; readonly href: string }[];
  },
): string {
  const { site, locale, chosenLocale } = context;
  const home = homeHref({ search: null, after: null, locale: chosenLocale });
  const content = (
    <main>
      <h1>{message(locale, 'embed.failed')}</h1>
      <p class="notice" role="alert" lang="en">
        {error.message}
      </p>
      <ul>
        {[...error.nearest, { name: site.name, href: home }].map(({ name, href }) => (
          <li>
            <a href={href} target={linkTarget}>
              <bdi>{name}</bdi>
            </a>
          </li>
        ))}
      </ul>
    </main>
  );
  return [...frameDocument(context, message(locale, 'embed.failed'), null, content)].join('');
}

function* frameDocument(
  { site, locale }: PageContext,
  title: string,
  canonical: string | null,
  content: VNode,
): Generator<string, void> {
  yield '<!doctype html>';
  yield `<html lang="${locale}">`;
  yield renderToString(
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{title}</title>
      <meta name="robots" content="noindex" />
      <meta name="color-scheme" content="light dark" />
      {canonical !== null && <link rel="canonical" href={absolute(site, canonical)} />}
      <link rel="stylesheet" href={site.styleSheet} />
    </head>,
  );
  yield '<body class="frame">';
  yield* renderInChunks(content);
  // A constant without markup, whose hash is in the Content-Security-Policy.
  if (site.frameScript !== null) yield `<script>${site.frameScript}</script>`;
  yield '</body></html>';
}
