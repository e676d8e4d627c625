import { conceptHref, parseConceptAddress, parseHomeAddress } from '../../pages/addresses/page-addresses.js';
import type { PageContext } from '../../pages/layout/site.js';
import { htmlPage, redirectTo, type FoundPage } from './found-page.js';
import { findMeant } from './near-pages.js';
import { notFound } from './page-error.js';
import type { PageRequest } from './page-request.js';
import {
  approachOperation,
  homeOperation,
  renderApproachPage,
  renderHomePage,
  renderSourcePage,
  sourceOperation,
} from './placeholders.js';

/** The page of an approach. @param reference the decoded rest of the path @throws {PageError} NOT_FOUND, with the nearest pages */
export async function approachPage(
  page: PageRequest,
  context: PageContext,
  reference: string,
  query: string,
): Promise<FoundPage> {
  const address = parseConceptAddress('APPROACH', reference, query);
  const { slug, at } = address;
  const result = await page.execute<{ approach: never }>(approachOperation, { slug, at });
  const { approach } = result as unknown as { approach: { slug: string } | null };
  if (!approach) {
    const { nearest } = await findMeant(page, slug, ['APPROACH', 'QUESTION'], address);
    throw notFound('approach', slug, nearest);
  }
  if (approach.slug !== reference) return redirectTo(conceptHref({ ...address, slug: approach.slug }));
  return htmlPage(await page.render(renderApproachPage({ context, address, result })));
}

/** The page of a cited source. @param reference the decoded rest of the path @throws {PageError} NOT_FOUND, with the nearest pages */
export async function sourcePage(
  page: PageRequest,
  context: PageContext,
  reference: string,
  query: string,
): Promise<FoundPage> {
  const address = parseConceptAddress('SOURCE', reference, query);
  const { slug, at } = address;
  const result = await page.execute<{ citedSource: never }>(sourceOperation, { slug, at });
  const { citedSource } = result as unknown as { citedSource: { slug: string } | null };
  if (!citedSource) {
    const { nearest } = await findMeant(page, slug, ['CITED_SOURCE', 'APPROACH'], address);
    throw notFound('source', slug, nearest);
  }
  if (citedSource.slug !== reference) return redirectTo(conceptHref({ ...address, slug: citedSource.slug }));
  return htmlPage(await page.render(renderSourcePage({ context, address, result })));
}

/** The first page, with the results of its search. */
export async function homePage(page: PageRequest, context: PageContext, query: string): Promise<FoundPage> {
  const address = parseHomeAddress(query);
  const result = await page.execute<never>(homeOperation, { after: address.after });
  return htmlPage(await page.render(renderHomePage({ context, address, result })));
}
