import { badUserInput } from '../../graph/errors.js';
import { comparisonHref, wholeComparison } from '../../pages/addresses/comparison-address.js';
import { conceptHref, homeHref } from '../../pages/addresses/page-addresses.js';
import {
  listedKinds,
  sitemapCursorOperations,
  sitemapOperations,
  type ListedKind,
  type SitemapCursorsResult,
  type SitemapResult,
} from '../../pages/operations/sitemap-operation.js';
import { escapeXml } from '../../pages/markup/xml.js';
import type { FoundPage } from './found-page.js';
import type { PageRequest } from './page-request.js';

/**
 * The maximum number of pages in a sitemap. The protocol allows 50,000 (https://www.sitemaps.org/protocol.html), but the operations for a
 * sitemap must end before the deadline of its request.
 */
export const pagesPerSitemap = 10_000;

const maxItems = 500;

/** A page of the site, for a sitemap. */
interface Listed {
  readonly href: string;
  /** The time of the last change (RFC 3339); null if it is unknown. */
  readonly changed: string | null;
}

/**
 * Builds the sitemap of all pages, or an index of sitemaps if there are more than `pagesPerSitemap` pages. Narrowed comparisons, and comparisons
 * without a question, are not listed. An index has no part for the home page.
 * @param origin the URL that precedes the paths of pages, without a final slash
 * @param query selects a part: `kind`, and `after`, the cursor after which the part starts
 * @throws {TertiumError} BAD_USER_INPUT for an unknown kind
 * @throws {PageError} the errors of operations
 */
export async function sitemapPage(page: PageRequest, origin: string, query: string): Promise<FoundPage> {
  const parameters = new URLSearchParams(query);
  const kind = parameters.get('kind');
  const text =
    kind === null
      ? await wholeSitemap(page, origin)
      : await part(page, origin, kind, parameters.get('after'));
  return { type: 'BODY', contentType: 'application/xml; charset=utf-8', body: text };
}

async function wholeSitemap(page: PageRequest, origin: string): Promise<string> {
  let count = 1;
  for (const kind of listedKinds) {
    const variables = { first: 0, after: null };
    const { list } = await page.execute<SitemapCursorsResult>(sitemapCursorOperations[kind], variables);
    count += list.totalCount;
  }
  if (count > pagesPerSitemap) return page.render(printIndex(origin, await cursors(page)));
  const listed: Listed[] = [{ href: homeHref({ search: null, after: null, locale: null }), changed: null }];
  for (const kind of listedKinds) listed.push(...(await pagesAfter(page, kind, null)));
  return page.render(printPages(origin, listed));
}

async function part(page: PageRequest, origin: string, kind: string, after: string | null): Promise<string> {
  const known = listedKinds.find((each) => each === kind);
  if (known === undefined) {
    const shown = JSON.stringify(kind.slice(0, 60));
    throw badUserInput(`kind: expected one of ${listedKinds.join(', ')}, got ${shown}.`, {
      argument: 'kind',
    });
  }
  return page.render(printPages(origin, await pagesAfter(page, known, after)));
}

/** Loads at most `pagesPerSitemap` pages of a kind, after the cursor `start`. */
async function pagesAfter(
  page: PageRequest,
  kind: ListedKind,
  start: string | null,
): Promise<readonly Listed[]> {
  const listed: Listed[] = [];
  let after = start;
  for (;;) {
    const first = itemsPerRequest(page);
    const { list } = await page.execute<SitemapResult>(sitemapOperations[kind], { first, after });
    for (const node of list.nodes) listed.push({ href: hrefOf(kind, node.slug), changed: lastChange(node) });
    if (!list.pageInfo.hasNextPage || listed.length >= pagesPerSitemap) return listed;
    after = list.pageInfo.endCursor;
  }
}

/** Lists the parts of the sitemap: the kind of each part, and the cursor after which it starts; null for the first part of a kind. */
async function cursors(page: PageRequest): Promise<readonly (readonly [ListedKind, string | null])[]> {
  const parts: (readonly [ListedKind, string | null])[] = [];
  for (const kind of listedKinds) {
    let after: string | null = null;
    for (let count = 0; ;) {
      if (count % pagesPerSitemap === 0) parts.push([kind, after]);
      const first = itemsPerRequest(page);
      const { list }: SitemapCursorsResult = await page.execute(sitemapCursorOperations[kind], {
        first,
        after,
      });
      if (!list.pageInfo.hasNextPage) break;
      count += first;
      after = list.pageInfo.endCursor;
    }
  }
  return parts;
}

/** Returns the largest divisor of `pagesPerSitemap` that exceeds neither `maxItems` nor the maximum page size of a list. */
function itemsPerRequest({ maxPageSize }: PageRequest): number {
  let items = Math.min(maxItems, maxPageSize);
  while (pagesPerSitemap % items !== 0) items -= 1;
  return items;
}

function lastChange({ history, approaches }: SitemapResult['list']['nodes'][number]): string | null {
  const histories = [...(history ? [history] : []), ...(approaches?.nodes ?? []).map((each) => each.history)];
  const times = histories.flatMap(({ nodes }) => nodes.map(({ time }) => time));
  return times.sort().at(-1) ?? null;
}

function hrefOf(kind: ListedKind, slug: string): string {
  if (kind === 'questions') return comparisonHref(wholeComparison({ type: 'QUESTION', slug }));
  const type = kind === 'approaches' ? 'APPROACH' : 'SOURCE';
  return conceptHref({ type, slug, at: null, after: null, locale: null });
}

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
const namespace = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';

function* printPages(origin: string, listed: readonly Listed[]): Generator<string> {
  yield `${declaration}<urlset ${namespace}>\n`;
  for (const { href, changed } of listed) {
    const date = changed === null ? '' : `<lastmod>${escapeXml(changed)}</lastmod>`;
    yield `<url><loc>${escapeXml(origin + href)}</loc>${date}</url>\n`;
  }
  yield '</urlset>\n';
}

function* printIndex(
  origin: string,
  parts: readonly (readonly [ListedKind, string | null])[],
): Generator<string> {
  yield `${declaration}<sitemapindex ${namespace}>\n`;
  for (const [kind, after] of parts) {
    const query = new URLSearchParams({ kind, ...(after === null ? {} : { after }) }).toString();
    yield `<sitemap><loc>${escapeXml(`${origin}/sitemap.xml?${query}`)}</loc></sitemap>\n`;
  }
  yield '</sitemapindex>\n';
}
