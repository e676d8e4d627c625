import {
  comparisonHref,
  shownColumns,
  type ComparisonAddress,
  type ComparisonExtension,
} from '../../pages/addresses/comparison-address.js';
import { conceptHref } from '../../pages/addresses/page-addresses.js';
import {
  comparisonOperation,
  type ComparisonResult,
  type ComparisonVariables,
} from '../../pages/comparison/comparison-operation.js';
import {
  questionOperation,
  type ApproachName,
  type QuestionPageResult,
  type QuestionResult,
} from '../../pages/comparison/question-operation.js';
import {
  approachNamesOperation,
  type ApproachNamesResult,
} from '../../pages/operations/reference-operation.js';
import { requestErrorStatuses } from '../errors/request-error.js';
import { redirectTo, type Redirection } from './found-page.js';
import { findMeant } from './near-pages.js';
import { notFound, PageError } from './page-error.js';
import type { PageRequest } from './page-request.js';

/** What an address compares. */
export interface ComparedSubject {
  /** The address with the current slugs. */
  readonly address: ComparisonAddress;
  /** The question; null for approaches. */
  readonly question: QuestionResult | null;
  /** All approaches, in the order of their columns, with those that the address hides. */
  readonly columns: readonly ApproachName[];
}

/** An address of a comparison, and the extension of its path. */
export interface ComparisonRequest {
  readonly address: ComparisonAddress;
  /** Null for the page. */
  readonly extension: ComparisonExtension | null;
}

/**
 * Resolves what an address compares.
 * @returns a redirection if the address has former slugs, ids, another order, or is that of one approach
 * @throws {PageError} NOT_FOUND, with the nearest pages
 */
export function resolveSubject(
  page: PageRequest,
  request: ComparisonRequest,
): Promise<ComparedSubject | Redirection> {
  const { subject } = request.address;
  return subject.type === 'QUESTION'
    ? resolveQuestion(page, request, subject.slug)
    : resolveApproaches(page, request, subject.slugs);
}

async function resolveQuestion(
  page: PageRequest,
  { address, extension }: ComparisonRequest,
  reference: string,
): Promise<ComparedSubject | Redirection> {
  const { at } = address;
  const { question } = await page.execute<QuestionPageResult>(questionOperation, { slug: reference, at });
  if (!question) {
    const { approach, nearest } = await findMeant(page, reference, ['QUESTION', 'APPROACH'], address);
    if (approach !== null) return redirectTo(approachHref(approach, address));
    throw notFound('question', reference, nearest);
  }
  const { slug, approaches } = question;
  if (slug !== reference)
    return redirectTo(comparisonHref({ ...address, subject: { type: 'QUESTION', slug } }, extension));
  return { address, question, columns: approaches.nodes.slice(0, mostApproaches) };
}

async function resolveApproaches(
  page: PageRequest,
  { address, extension }: ComparisonRequest,
  references: readonly string[],
): Promise<ComparedSubject | Redirection> {
  const { at } = address;
  const columns = await namesOf(page, references, at);
  const slugs = columns.map(({ slug }) => slug);
  if (slugs.length < references.length) {
    const missing = await firstMissing(page, references, slugs, at);
    if (missing !== null) {
      const { nearest } = await findMeant(page, missing, ['APPROACH', 'QUESTION'], address);
      throw notFound('approach', missing, nearest);
    }
  }
  const [slug = '', second] = slugs;
  if (second === undefined) return redirectTo(approachHref(slug, address));
  if (slugs.join() === references.join()) return { address, question: null, columns };
  return redirectTo(comparisonHref({ ...address, subject: { type: 'APPROACHES', slugs } }, extension));
}

/** The approaches that references resolve to, each once, sorted by slug. */
async function namesOf(
  page: PageRequest,
  references: readonly string[],
  at: number | null,
): Promise<readonly ApproachName[]> {
  const { approaches } = await page.execute<ApproachNamesResult>(approachNamesOperation, { references, at });
  return [...approaches.nodes].sort((left, right) => (left.slug < right.slug ? -1 : 1));
}

/** The first reference that resolves to no approach; null if two references resolve to the same approach instead. */
async function firstMissing(
  page: PageRequest,
  references: readonly string[],
  slugs: readonly string[],
  at: number | null,
): Promise<string | null> {
  for (const reference of references) {
    if (!slugs.includes(reference) && (await namesOf(page, [reference], at)).length === 0) return reference;
  }
  return null;
}

function approachHref(slug: string, { at, locale }: ComparisonAddress): string {
  return conceptHref({ type: 'APPROACH', slug, at, after: null, locale });
}

const mostApproaches = 50;
export const fewestApproaches = 2;
/** The maximum number of cells of a page. Further rows are on further pages. */
const cellsOfPage = 2_000;
/** The maximum number of cells that one operation loads for a form with all rows: its result is parsed in one step. */
const cellsOfOperation = 10_000;
const mostRows = 500;

/**
 * Compares the approaches of an address that it does not hide.
 * @param isComplete whether all rows are loaded; otherwise those of one page
 * @throws {PageError} NOT_FOUND if the question asks about fewer than two approaches; BAD_USER_INPUT if the address hides so many that fewer are left;
 *   the errors of the operation
 */
export async function compare(
  page: PageRequest,
  subject: ComparedSubject,
  isComplete: boolean,
): Promise<ComparisonResult> {
  const { address, columns } = subject;
  if (columns.length < fewestApproaches) throw nothingToCompare(address, columns);
  const approaches = shownApproaches(subject);
  const rows = Math.floor((isComplete ? cellsOfOperation : cellsOfPage) / approaches.length);
  const first = Math.min(rows, mostRows, page.maxPageSize);
  const variables: ComparisonVariables = { ...variablesOf(page, address), approaches, first };
  const result = await page.execute<ComparisonResult>(comparisonOperation, variables);
  return isComplete ? withFurtherRows(page, variables, result) : result;
}

/** The slugs of the approaches that an address does not hide. @throws {PageError} BAD_USER_INPUT if fewer than two are left */
export function shownApproaches({ address, columns }: ComparedSubject): readonly string[] {
  const approaches = shownColumns(address, columns).map(({ slug }) => slug);
  if (approaches.length >= fewestApproaches) return approaches;
  throw new PageError(
    requestErrorStatuses.BAD_USER_INPUT,
    'BAD_USER_INPUT',
    `Expected at least ${fewestApproaches} approaches to compare, got ${approaches.length}.`,
  );
}

/** The error for a question that asks about fewer than two approaches: it has no comparison yet. */
function nothingToCompare(address: ComparisonAddress, columns: readonly ApproachName[]): PageError {
  const message = `The question asks about ${columns.length} of the ${fewestApproaches} approaches that a comparison needs.`;
  const nearest = columns.map(({ slug, name }) => ({ name, href: approachHref(slug, address) }));
  return new PageError(requestErrorStatuses.NOT_FOUND, 'NOT_FOUND', message, { nearest });
}

/** The variables of an address, without the approaches and the number of rows. */
export function variablesOf(
  { locale }: PageRequest,
  { axes, under, at, units, sort, differences, after }: ComparisonAddress,
): Omit<ComparisonVariables, 'approaches' | 'first'> {
  return {
    along:
      axes === null && under.length === 0
        ? null
        : { ...(axes && { axes }), ...(under.length > 0 && { under }) },
    at,
    locale,
    units: unitChoices[units],
    differences,
    orderBy: rowOrders[sort],
    after,
  };
}

const unitChoices = { row: 'ROW', stated: 'STATED', canonical: 'CANONICAL' } as const;
const rowOrders = {
  editorial: 'EDITORIAL',
  alike: 'MOST_ALIKE',
  different: 'MOST_DIFFERENT',
  name: 'NAME',
} as const;

async function withFurtherRows(
  page: PageRequest,
  variables: ComparisonVariables,
  firstPage: ComparisonResult,
): Promise<ComparisonResult> {
  const nodes = [...firstPage.compare.rows.nodes];
  let { pageInfo } = firstPage.compare.rows;
  while (pageInfo.hasNextPage) {
    const further = await page.execute<ComparisonResult>(comparisonOperation, {
      ...variables,
      after: pageInfo.endCursor,
    });
    nodes.push(...further.compare.rows.nodes);
    ({ pageInfo } = further.compare.rows);
  }
  const { compare, revision } = firstPage;
  return { compare: { ...compare, rows: { ...compare.rows, pageInfo, nodes } }, revision };
}
