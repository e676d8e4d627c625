import { comparisonChunks } from '../../formats/export-formats.js';
import {
  comparisonExtensionOf,
  comparisonHref,
  parseComparisonAddress,
  shownColumns,
  wholeComparison,
  type ComparisonExtension,
  type ComparisonFormat,
} from '../../pages/addresses/comparison-address.js';
import type { ComparisonTable } from '../../formats/comparison/comparison-table.js';
import { conceptHref, homeHref } from '../../pages/addresses/page-addresses.js';
import { defaultIdPrefix, escapeReference, QueryParameters } from '../../pages/addresses/query-parameters.js';
import { renderComparisonEmbed } from '../../pages/comparison-embed.js';
import { renderComparisonFragment } from '../../pages/comparison-fragment.js';
import { inSlices } from '../../graph/work/steps.js';
import { renderComparisonPage } from '../../pages/comparison-page.js';
import { buildingTable } from '../../pages/comparison/build-table.js';
import {
  changesOperation,
  type ChangesResult,
  type ChangesSince,
  type ChangesVariables,
} from '../../pages/comparison/changes-operation.js';
import type { PageContext } from '../../pages/layout/site.js';
import { comparisonPicture } from '../../pages/picture/comparison-picture.js';
import { comparisonFeed } from './comparison-feed.js';
import { compare, resolveSubject, variablesOf, type ComparedSubject } from './compared.js';
import { htmlPage, redirectTo, type FoundPage, type Redirection } from './found-page.js';
import { errorOfOperation, notFound } from './page-error.js';
import type { PageRequest } from './page-request.js';
import { choiceHref, comparisonWidget, isWidgetExtension } from './widget-routes.js';
import { PictureQueue } from './picture-queue.js';

const contentTypes: Readonly<Record<ComparisonFormat, string>> = {
  md: 'text/markdown; charset=utf-8',
  csv: 'text/csv; charset=utf-8; header=present',
  json: 'application/json; charset=utf-8',
};
const printers = {
  md: comparisonChunks.markdown,
  csv: comparisonChunks.csv,
  json: comparisonChunks.json,
} as const satisfies Readonly<Record<ComparisonFormat, unknown>>;

/** The query parameter with the prefix of all ids in a fragment. */
const prefixParameter = 'prefix';

/**
 * Loads and renders the page of a comparison, or the content that the extension of the path selects, such as the feed.
 * @param origin the URL that precedes the paths of pages, without a final slash
 * @throws {PageError} NOT_FOUND, with the nearest pages; BAD_USER_INPUT if the address shows fewer than two approaches; the errors of operations
 * @throws {TertiumError} BAD_USER_INPUT if the path or a parameter is invalid
 */
export async function comparisonPage(
  page: PageRequest,
  context: PageContext,
  path: string,
  query: string,
  origin: string,
): Promise<FoundPage> {
  const extension = comparisonExtensionOf(path);
  const address = parseComparisonAddress(path, query);
  const subject = await resolveSubject(page, { address, extension });
  if ('type' in subject) {
    // The page of an approach cannot be framed, and has no feed.
    const isOther = extension !== null && comparisonExtensionOf(pathOf(subject.href)) !== extension;
    if (isOther && isForOtherSites(extension))
      throw notFound('comparison', path, [{ name: subject.href, href: subject.href }]);
    return withOwnParameters(subject, extension, query);
  }
  // A path with another order or spelling of the same slugs is redirected to the canonical path.
  const href = comparisonHref(address, extension);
  if (pathOf(href) !== path) return withOwnParameters(redirectTo(href), extension, query);
  if (isWidgetExtension(extension)) return comparisonWidget(page, context, subject, extension, query);
  if (extension === 'fragment') {
    const idPrefix = new QueryParameters(query).idPrefix(prefixParameter) ?? defaultIdPrefix;
    const result = await compare(page, subject, false);
    return htmlPage(await page.render(renderComparisonFragment({ context, ...subject, result, idPrefix })));
  }
  if (extension === 'embed') {
    const result = await compare(page, subject, false);
    const { question } = subject;
    const title = question?.name ?? null;
    return htmlPage(
      await page.render(renderComparisonEmbed({ context, address: subject.address, result, title })),
    );
  }
  if (extension === 'atom') return comparisonFeed(page, context, subject, origin);
  if (extension !== null) {
    // The picture shows a few rows, so those of the first page are enough.
    const result = await compare(page, subject, extension !== 'png');
    const table = await inSlices(buildingTable(result, page.locale, subject.question?.name), page.pace);
    if (extension === 'png') return picturePage(page, context, table);
    const body = await page.render(printers[extension](table));
    return { type: 'BODY', contentType: contentTypes[extension], body };
  }
  const result = await compare(page, subject, false);
  const changes = address.since === null ? null : await changesSince(page, subject, address.since);
  return htmlPage(await page.render(renderComparisonPage({ context, ...subject, result, changes })));
}

/** Returns whether an extension is for other sites. Other sites cannot read or frame a page, so a redirection to a page does not help them. */
function isForOtherSites(extension: ComparisonExtension): boolean {
  return (
    extension === 'embed' || extension === 'atom' || extension === 'fragment' || isWidgetExtension(extension)
  );
}

/** Adds the parameters that only one extension has: the criteria of a choice, or the id prefix of a fragment. */
function withOwnParameters(
  redirection: Redirection,
  extension: ComparisonExtension | null,
  query: string,
): Redirection {
  if (extension === 'choice') return redirectTo(choiceHref(redirection.href, query));
  return extension === 'fragment' ? withIdPrefix(redirection, query) : redirection;
}

function withIdPrefix(redirection: Redirection, query: string): Redirection {
  const idPrefix = new QueryParameters(query).idPrefix(prefixParameter);
  if (idPrefix === null) return redirection;
  const { href } = redirection;
  return redirectTo(`${href}${href.includes('?') ? '&' : '?'}${prefixParameter}=${idPrefix}`);
}

/** The only queue, because a process has only one thread pool. */
const pictures = new PictureQueue();

async function picturePage(
  { pace }: PageRequest,
  { site, locale }: PageContext,
  table: ComparisonTable,
): Promise<FoundPage> {
  const picture = comparisonPicture(table, { locale, siteName: site.name, accent: site.accent });
  return { type: 'BODY', contentType: 'image/png', body: await pictures.draw(picture, pace) };
}

function pathOf(href: string): string {
  return href.split('?', 1)[0] ?? href;
}

/** The maximum number of changed rows that a page lists. */
const maxChanges = 200;

/**
 * Loads the changes since the start of a day (UTC). Returns null if there was no revision then, or if the address names a revision from
 * before that day.
 */
async function changesSince(
  page: PageRequest,
  { address, columns }: ComparedSubject,
  day: string,
): Promise<ChangesSince | null> {
  const { along, at, locale, units } = variablesOf(page, address);
  const approaches = shownColumns(address, columns).map(({ slug }) => slug);
  const variables: ChangesVariables = {
    approaches,
    along,
    at,
    locale,
    units,
    since: `${day}T00:00:00Z`,
    first: Math.min(maxChanges, page.maxPageSize),
  };
  const { data, errors } = await page.tryExecute<ChangesResult>(changesOperation, variables);
  const [error] = errors;
  if (error?.extensions?.['argument'] === 'asOf') return null;
  if (error || !data) throw errorOfOperation(error ?? { message: 'Expected changes, got none.' });
  return data.compare.changesSince;
}

/**
 * Returns the redirection for the form with which readers choose approaches, `/compare?approach=a&approach=b`. Several approaches lead to
 * their comparison, one approach leads to its page, and a form without approaches leads to the home page.
 * @throws {TertiumError} BAD_USER_INPUT for too many approaches
 */
export function chosenComparison(query: string, { chosenLocale: locale }: PageContext): Redirection {
  const slugs = new URLSearchParams(query).getAll('approach').filter((slug) => slug.trim() !== '');
  if (slugs.length === 0) return redirectTo(homeHref({ search: null, after: null, locale }));
  const { subject } = parseComparisonAddress(`/compare/${slugs.map(escapeReference).join(',')}`, '');
  return redirectTo(
    subject.type === 'QUESTION'
      ? conceptHref({ type: 'APPROACH', slug: subject.slug, at: null, after: null, locale })
      : comparisonHref({ ...wholeComparison(subject), locale }),
  );
}
