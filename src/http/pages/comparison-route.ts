import { comparisonChunks } from '../../formats/export-formats.js';
import {
  comparisonExtensionOf,
  comparisonHref,
  parseComparisonAddress,
  wholeComparison,
  type ComparisonFormat,
} from '../../pages/addresses/comparison-address.js';
import type { ComparisonTable } from '../../formats/comparison/comparison-table.js';
import { conceptHref, homeHref } from '../../pages/addresses/page-addresses.js';
import { inSlices } from '../../graph/work/steps.js';
import { escapeReference } from '../../pages/addresses/query-parameters.js';
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
import { compare, resolveSubject, variablesOf, type ComparedSubject } from './compared.js';
import { htmlPage, redirectTo, type FoundPage, type Redirection } from './found-page.js';
import { errorOfOperation } from './page-error.js';
import type { PageRequest } from './page-request.js';
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

/**
 * The page of a comparison, or one of the formats beside it.
 * @throws {PageError} NOT_FOUND, with the nearest pages; BAD_USER_INPUT; the errors of operations
 */
export async function comparisonPage(
  page: PageRequest,
  context: PageContext,
  path: string,
  query: string,
): Promise<FoundPage> {
  const extension = comparisonExtensionOf(path);
  const address = parseComparisonAddress(path, query);
  const subject = await resolveSubject(page, { address, extension });
  if ('type' in subject) return subject;
  // Another order or spelling of the path is another address of the same page.
  const href = comparisonHref(address, extension);
  if (pathOf(href) !== path) return redirectTo(href);
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

/** The only queue, because a process has one pool of threads. */
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
const mostChanges = 200;

/**
 * The changes since the beginning of a day, in UTC; null if there was no revision then, or if the address names a revision from before that day.
 */
async function changesSince(
  page: PageRequest,
  { address, columns }: ComparedSubject,
  day: string,
): Promise<ChangesSince | null> {
  const { along, at, locale, units } = variablesOf(page, address);
  const approaches = columns.map(({ slug }) => slug).filter((slug) => !address.hide.includes(slug));
  const variables: ChangesVariables = {
    approaches,
    along,
    at,
    locale,
    units,
    since: `${day}T00:00:00Z`,
    first: Math.min(mostChanges, page.maxPageSize),
  };
  const { data, errors } = await page.tryExecute<ChangesResult>(changesOperation, variables);
  const [error] = errors;
  if (error?.extensions?.['argument'] === 'asOf') return null;
  if (error || !data) throw errorOfOperation(error ?? { message: 'Expected changes, got none.' });
  return data.compare.changesSince;
}

/**
 * Redirects the form that chooses approaches, `/compare?approach=a&approach=b`, to their comparison; the page of a single approach, or the first page
 * without one.
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
