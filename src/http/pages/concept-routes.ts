import { conceptHref, parseConceptAddress, parseHomeAddress } from '../../pages/addresses/page-addresses.js';
import { renderApproachPage } from '../../pages/approach-page.js';
import { renderHomePage } from '../../pages/home-page.js';
import type { PageContext } from '../../pages/layout/site.js';
import {
  approachOperation,
  approachVariables,
  type ApproachPageResult,
} from '../../pages/operations/approach-operation.js';
import { homeOperation, homeVariables, type HomeResult } from '../../pages/operations/home-operation.js';
import {
  sourceOperation,
  sourceVariables,
  type SourcePageResult,
} from '../../pages/operations/source-operation.js';
import { renderSourcePage } from '../../pages/source-page.js';
import { htmlPage, redirectTo, type FoundPage } from './found-page.js';
import { findNearPages } from './near-pages.js';
import { notFound } from './page-error.js';
import type { PageRequest } from './page-request.js';

/**
 * Loads and renders the page of an approach.
 * @param reference the slug, a former slug, or the id
 * @throws {PageError} NOT_FOUND, with the nearest pages; the errors of the operation
 * @throws {TertiumError} BAD_USER_INPUT if a parameter is invalid
 */
export async function approachPage(
  page: PageRequest,
  context: PageContext,
  reference: string,
  query: string,
): Promise<FoundPage> {
  const address = parseConceptAddress('APPROACH', reference, query);
  const variables = approachVariables(address, page.locale, page.maxPageSize);
  const { approach, ...result } = await page.execute<ApproachPageResult>(approachOperation, variables);
  if (!approach) {
    const { nearest } = await findNearPages(page, address.slug, ['APPROACH', 'QUESTION'], address);
    throw notFound('approach', address.slug, nearest);
  }
  const { slug } = approach;
  if (slug !== reference) return redirectTo(conceptHref({ ...address, slug }));
  const chunks = renderApproachPage({ context, address, result: { ...result, approach } });
  return htmlPage(await page.render(chunks));
}

/** Loads and renders the page of a cited source. Arguments and errors are those of `approachPage`. */
export async function sourcePage(
  page: PageRequest,
  context: PageContext,
  reference: string,
  query: string,
): Promise<FoundPage> {
  const address = parseConceptAddress('SOURCE', reference, query);
  const variables = sourceVariables(address, page.locale, page.maxPageSize);
  const { citedSource, ...result } = await page.execute<SourcePageResult>(sourceOperation, variables);
  if (!citedSource) {
    const { nearest } = await findNearPages(page, address.slug, ['CITED_SOURCE', 'APPROACH'], address);
    throw notFound('source', address.slug, nearest);
  }
  const { slug } = citedSource;
  if (slug !== reference) return redirectTo(conceptHref({ ...address, slug }));
  const chunks = renderSourcePage({ context, address, result: { ...result, citedSource } });
  return htmlPage(await page.render(chunks));
}

/** Loads and renders the home page: the lists of questions and approaches, or the results of a search. */
export async function homePage(page: PageRequest, context: PageContext, query: string): Promise<FoundPage> {
  const address = parseHomeAddress(query);
  const variables = homeVariables(address, page.maxPageSize);
  const result = await page.execute<HomeResult>(homeOperation, variables);
  return htmlPage(await page.render(renderHomePage({ context, address, result })));
}
