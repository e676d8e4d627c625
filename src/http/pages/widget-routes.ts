import { cardHref, parseCardAddress } from '../../pages/addresses/card-address.js';
import { parseChoiceCriteria, withCriteria } from '../../pages/addresses/choice-criteria.js';
import type { ComparisonExtension } from '../../pages/addresses/comparison-address.js';
import type { PageContext } from '../../pages/layout/site.js';
import { renderBadge } from '../../pages/widgets/badge.js';
import { renderCard } from '../../pages/widgets/card.js';
import {
  axisNamesOperation,
  cardOperation,
  type AxisNamesResult,
  type AxisNamesVariables,
  type CardApproach,
  type CardResult,
  type CardVariables,
  type NamedAxis,
} from '../../pages/widgets/card-operation.js';
import { renderChoice } from '../../pages/widgets/choice.js';
import {
  choiceAxesOperation,
  choiceOperation,
  defaultCriteria,
  weightedCriteria,
  type ChoiceAxesResult,
  type ChoiceAxesVariables,
  type ChoiceCriterion,
  type ChoiceResult,
  type ChoiceVariables,
} from '../../pages/widgets/choice-operation.js';
import { renderVerdict } from '../../pages/widgets/verdict.js';
import {
  verdictOperation,
  type VerdictResult,
  type VerdictVariables,
} from '../../pages/widgets/verdict-operation.js';
import { requestErrorStatuses } from '../errors/request-error.js';
import { shownApproaches, variablesOf, type ComparedSubject } from './compared.js';
import { htmlPage, redirectTo, type FoundPage, type PageBody } from './found-page.js';
import { findNearPages } from './near-pages.js';
import { notFound, PageError } from './page-error.js';
import type { PageRequest } from './page-request.js';

/** The extensions of the widgets of a comparison, except the table. */
type WidgetExtension = Extract<ComparisonExtension, 'verdict' | 'choice' | 'svg'>;

export function isWidgetExtension(extension: ComparisonExtension | null): extension is WidgetExtension {
  return extension === 'verdict' || extension === 'choice' || extension === 'svg';
}

/**
 * Loads and renders the verdict, the choice or the badge of a comparison.
 * @param query the query string, which has the criteria of a choice
 * @throws {PageError} BAD_USER_INPUT if the address shows fewer than two approaches, or if the address of a choice has no weights and no axis has
 *   a default weight; the errors of the operations
 * @throws {TertiumError} BAD_USER_INPUT if a criterion is invalid
 */
export function comparisonWidget(
  page: PageRequest,
  context: PageContext,
  subject: ComparedSubject,
  extension: WidgetExtension,
  query: string,
): Promise<PageBody> {
  switch (extension) {
    case 'verdict':
      return verdictFragment(page, context, subject);
    case 'choice':
      return choiceFragment(page, context, subject, query);
    case 'svg':
      return badge(page, context, subject);
  }
}

async function verdictOf(page: PageRequest, subject: ComparedSubject): Promise<VerdictResult> {
  const { along, at, locale } = variablesOf(page, subject.address);
  const variables: VerdictVariables = { approaches: shownApproaches(subject), along, at, locale };
  return page.execute<VerdictResult>(verdictOperation, variables);
}

async function verdictFragment(
  page: PageRequest,
  context: PageContext,
  subject: ComparedSubject,
): Promise<PageBody> {
  const { address, question } = subject;
  const result = await verdictOf(page, subject);
  return htmlPage(renderVerdict({ context, address, question, result }));
}

async function badge(page: PageRequest, context: PageContext, subject: ComparedSubject): Promise<PageBody> {
  const result = await verdictOf(page, subject);
  const body = renderBadge(result, page.locale, context.site.accent);
  return { type: 'BODY', contentType: 'image/svg+xml; charset=utf-8', body };
}

async function choiceFragment(
  page: PageRequest,
  context: PageContext,
  subject: ComparedSubject,
  query: string,
): Promise<PageBody> {
  const { address } = subject;
  const criteria = await criteriaOf(page, subject, query);
  const variables: ChoiceVariables = {
    approaches: shownApproaches(subject),
    criteria,
    under: address.under,
    at: address.at,
    locale: page.locale,
  };
  const { rank: ranking } = await page.execute<ChoiceResult>(choiceOperation, variables);
  return htmlPage(renderChoice({ context, address, criteria, ranking }));
}

/** Returns the criteria of an address, or the default criteria of its comparison. */
async function criteriaOf(
  page: PageRequest,
  subject: ComparedSubject,
  query: string,
): Promise<readonly ChoiceCriterion[]> {
  const named = parseChoiceCriteria(query);
  if (named.weights.length > 0) return weightedCriteria(named);
  const { along, at } = variablesOf(page, subject.address);
  const variables: ChoiceAxesVariables = { approaches: shownApproaches(subject), along, at };
  const axes = await page.execute<ChoiceAxesResult>(choiceAxesOperation, variables);
  const criteria = defaultCriteria(axes, named.atLeast);
  if (criteria.some(({ weight }) => weight > 0)) return criteria;
  throw new PageError(
    requestErrorStatuses.BAD_USER_INPUT,
    'BAD_USER_INPUT',
    'weights: expected weights such as price:3, got none, and no axis of this comparison has a default weight.',
    { details: { argument: 'weights' } },
  );
}

/**
 * Adds the criteria in a query string to the address of a choice.
 * @param href the path and query of the choice, without criteria
 * @throws {TertiumError} BAD_USER_INPUT if a criterion is invalid
 */
export function choiceHref(href: string, query: string): string {
  return withCriteria(href, parseChoiceCriteria(query));
}

/**
 * Loads and renders the card of an approach.
 * @param reference the slug, a former slug, or the id, with the extension
 * @throws {PageError} NOT_FOUND for an unknown approach, with the nearest pages, and for an unknown axis; the errors of the operations
 * @throws {TertiumError} BAD_USER_INPUT if a parameter is invalid
 */
export async function approachCard(
  page: PageRequest,
  context: PageContext,
  reference: string,
  query: string,
): Promise<FoundPage> {
  const address = parseCardAddress(reference, query);
  const { slug: requested, at } = address;
  const approach = await cardOf(page, address.slug, at, address.axes !== null);
  if (!approach) {
    const { nearest } = await findNearPages(page, requested, ['APPROACH'], address);
    throw notFound('approach', requested, nearest);
  }
  const { slug } = approach;
  if (slug !== reference.slice(0, reference.lastIndexOf('.')))
    return redirectTo(cardHref({ ...address, slug }));
  const axes = address.axes && (await namedAxes(page, address.axes, at));
  const chunks = renderCard({ context, address, approach, axes });
  return htmlPage(await page.render(chunks));
}

/** Loads the approach of a card. @param isComplete whether to load all claims; otherwise, only the first page of claims is loaded */
async function cardOf(
  page: PageRequest,
  slug: string,
  at: number | null,
  isComplete: boolean,
): Promise<CardApproach | null> {
  const variables: CardVariables = { slug, at, locale: page.locale, first: page.maxPageSize, after: null };
  const { approach } = await page.execute<CardResult>(cardOperation, variables);
  if (!approach || !isComplete) return approach;
  const nodes = [...approach.claims.nodes];
  let { pageInfo } = approach.claims;
  while (pageInfo.hasNextPage) {
    const further = await page.execute<CardResult>(cardOperation, {
      ...variables,
      after: pageInfo.endCursor,
    });
    if (!further.approach) break;
    nodes.push(...further.approach.claims.nodes);
    ({ pageInfo } = further.approach.claims);
  }
  return { ...approach, claims: { ...approach.claims, nodes } };
}

/** Loads the axes that references name, in the order of the references. @throws {PageError} NOT_FOUND for the first unknown axis */
async function namedAxes(
  page: PageRequest,
  references: readonly string[],
  at: number | null,
): Promise<readonly NamedAxis[]> {
  const found = await axesOf(page, references, at);
  const named: NamedAxis[] = [];
  for (const reference of references) {
    const axis = found.find(({ id, slug }) => id === reference || slug === reference);
    // The reference can be a former slug, which is not the slug of the found axis.
    const resolved = axis ?? (await axesOf(page, [reference], at))[0];
    if (!resolved) throw notFound('axis', reference, []);
    named.push(resolved);
  }
  return named;
}

async function axesOf(
  page: PageRequest,
  references: readonly string[],
  at: number | null,
): Promise<readonly NamedAxis[]> {
  const variables: AxisNamesVariables = { references, first: references.length, at };
  const result = await page.execute<AxisNamesResult>(axisNamesOperation, variables);
  return Object.values(result).flatMap(({ nodes }) => nodes);
}
