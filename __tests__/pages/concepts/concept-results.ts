import { parseHTML } from 'linkedom';
import { renderApproachPage } from '../../../src/pages/approach-page.js';
import type { ConceptAddress, HomeAddress } from '../../../src/pages/addresses/page-addresses.js';
import { renderHomePage } from '../../../src/pages/home-page.js';
import type { PageContext } from '../../../src/pages/layout/site.js';
import {
  approachOperation,
  approachVariables,
  type FoundApproach,
} from '../../../src/pages/operations/approach-operation.js';
import {
  homeOperation,
  homeVariables,
  type HomeResult,
} from '../../../src/pages/operations/home-operation.js';
import {
  sourceOperation,
  sourceVariables,
  type FoundSource,
} from '../../../src/pages/operations/source-operation.js';
import { renderSourcePage } from '../../../src/pages/source-page.js';
import type { Locale } from '../../../src/words/locale.js';
import { execute } from '../../support/api.js';
import type { TestStore } from '../../support/stores.js';
import { site } from '../comparison/comparison-results.js';

/** The default maximum number of items of a list in the API. */
const maxPageSize = 500;

export function contextOf(chosenLocale: Locale | null): PageContext {
  return { site, locale: chosenLocale ?? site.defaultLocale, chosenLocale };
}

/** A rendered page, its parsed document, and the result from which it was rendered. */
export interface Rendered<Result> {
  readonly html: string;
  readonly document: Document;
  readonly result: Result;
}

export function parsed(html: string): Document {
  return parseHTML(html).document;
}

export function elements(root: ParentNode, selector: string): readonly Element[] {
  return [...root.querySelectorAll(selector)];
}

export function textsOf(root: ParentNode, selector: string): readonly string[] {
  return elements(root, selector).map(({ textContent }) => textContent);
}

function conceptAddress(
  type: ConceptAddress['type'],
  slug: string,
  more: Partial<ConceptAddress>,
): ConceptAddress {
  return { type, slug, at: null, after: null, locale: null, ...more };
}

async function executed<Result>(graph: TestStore, operation: string, variables: object): Promise<Result> {
  const { data, errors } = await execute(graph.store, operation, { ...variables });
  if (errors) throw new Error(errors.map(({ message }) => message).join('\n'));
  return data as Result;
}

/** Renders the page of an approach. @param pageSize the maximum number of claims on the page */
export async function approachPage(
  graph: TestStore,
  slug: string,
  more: Partial<ConceptAddress> = {},
  pageSize = maxPageSize,
): Promise<Rendered<FoundApproach>> {
  const address = conceptAddress('APPROACH', slug, more);
  const context = contextOf(address.locale);
  const variables = approachVariables(address, context.locale, pageSize);
  const result = await executed<FoundApproach>(graph, approachOperation, variables);
  const html = [...renderApproachPage({ context, address, result })].join('');
  return { html, document: parsed(html), result };
}

/** Renders the page of a source. @param pageSize the maximum number of claims on the page */
export async function sourcePage(
  graph: TestStore,
  slug: string,
  more: Partial<ConceptAddress> = {},
  pageSize = maxPageSize,
): Promise<Rendered<FoundSource>> {
  const address = conceptAddress('SOURCE', slug, more);
  const context = contextOf(address.locale);
  const variables = sourceVariables(address, context.locale, pageSize);
  const result = await executed<FoundSource>(graph, sourceOperation, variables);
  const html = [...renderSourcePage({ context, address, result })].join('');
  return { html, document: parsed(html), result };
}

/** Renders the home page. @param pageSize the maximum number of items of its lists */
export async function homePage(
  graph: TestStore,
  more: Partial<HomeAddress> = {},
  pageSize = maxPageSize,
): Promise<Rendered<HomeResult>> {
  const address: HomeAddress = { search: null, after: null, locale: null, ...more };
  const context = contextOf(address.locale);
  const result = await executed<HomeResult>(graph, homeOperation, homeVariables(address, pageSize));
  const html = [...renderHomePage({ context, address, result })].join('');
  return { html, document: parsed(html), result };
}
