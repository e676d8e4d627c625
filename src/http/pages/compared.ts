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
import { findNearPages } from './near-pages.js';
import { notFound, PageError } from './page-error.js';
import type { PageRequest } from './page-request.js';

/** The resolved subject of an address: the question or the approaches that the address names. */
export interface ComparedSubject {
  /** The address with the current slugs. */
  readonly address: ComparisonAddress;
  /** The question; null for approaches. */
  readonly question: QuestionResult | null;
  /** All approaches of the subject in its order, at most 50, including those that the address hides. */
  readonly columns: readonly ApproachName[];
}

/** An address of a comparison, and the extension of its path. */
export interface ComparisonRequest {
  readonly address: ComparisonAddress;
  /** Null for the page. */
  readonly extension: ComparisonExtension | null;
}

/**
 * Resolves the subject of an address.
 * @returns a redirection if the address has former slugs, ids, another order or several references to one approach, or names only one approach
 * @throws {PageError} NOT_FOUND, with the nearest pages; the errors of operations
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
    const { approach, nearest } = await findNearPages(page, reference, ['QUESTION', 'APPROACH'], address);
    if (approach !== null) return redirectTo(approachHref(approach, address));
    throw notFound('question', reference, nearest);
  }
  const { slug, approaches } = question;
  if (slug !== reference)
    return redirectTo(comparisonHref({ ...address, subject: { type: 'QUESTION', slug } }, extension));
  return { address, question, columns: approaches.nodes.slice(0, maxApproaches) };
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
      const { nearest } = await findNearPages(page, missing, ['APPROACH', 'QUESTION'], address);
      throw notFound('approach', missing, nearest);
    }
  }
  const [slug = '', second] = slugs;
  if (second === undefined) return redirectTo(approachHref(slug, address));
  if (slugs.join() === references.join()) return { address, question: null, columns };
  return redirectTo(comparisonHref({ ...address, subject: { type: 'APPROACHES', slugs } }, extension));
}

/** Loads the approaches to which references resolve, each once, sorted by slug. */
async function namesOf(
  page: PageRequest,
  references: readonly string[],
  at: number | null,
): Promise<readonly ApproachName[]> {
  const { approaches } = await page.execute<ApproachNamesResult>(approachNamesOperation, { references, at });
  return [...approaches.nodes].sort((left, right) => (left.slug < right.slug ? -1 : 1));
}

/** Finds the first reference that resolves to no approach. Returns null if all resolve, some of them to the same approach. */
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

const maxApproaches = 50;
export const minApproaches = 2;
/** The maximum number of cells of a page. The next pages have the other rows. */
const cellsOfPage = 2_000;
/** The maximum number of cells that one operation loads for a format with all rows, because the result is parsed in one step that cannot yield. */
const cellsOfOperation = 10_000;
const maxRows = 500;

/**
 * Compares the approaches that an address shows.
 * @param isComplete whether to load all rows; otherwise, the rows of one page are loaded
 * @throws {PageError} NOT_FOUND if the question is about fewer than two approaches; BAD_USER_INPUT if the address shows fewer than two approaches;
 *   the errors of the operation
 */
export async function compare(
  page: PageRequest,
  subject: ComparedSubject,
  isComplete: boolean,
): Promise<ComparisonResult> {
  const { address, columns } = subject;
  if (columns.length < minApproaches) throw nothingToCompare(address, columns);
  const approaches = shownApproaches(subject);
  const rows = Math.floor((isComplete ? cellsOfOperation : cellsOfPage) / approaches.length);
  const first = Math.min(rows, maxRows, page.maxPageSize);
  const variables: ComparisonVariables = { ...variablesOf(page, address), approaches, first };
  const result = await page.execute<ComparisonResult>(comparisonOperation, variables);
  return isComplete ? withFurtherRows(page, variables, result) : result;
}

/** Returns the slugs of the approaches that an address shows. @throws {PageError} BAD_USER_INPUT if there are fewer than two */
export function shownApproaches({ address, columns }: ComparedSubject): readonly string[] {
  const approaches = shownColumns(address, columns).map(({ slug }) => slug);
  if (approaches.length >= minApproaches) return approaches;
  throw new PageError(
    requestErrorStatuses.BAD_USER_INPUT,
    'BAD_USER_INPUT',
    `Expected at least ${minApproaches} approaches to compare, got ${approaches.length}.`,
  );
}

/** Creates the error for a question about fewer than two approaches, which has no comparison. */
function nothingToCompare(address: ComparisonAddress, columns: readonly ApproachName[]): PageError {
  const message = `Expected a question about at least ${minApproaches} approaches, got ${columns.length}.`;
  const nearest = columns.map(({ slug, name }) => ({ name, href: approachHref(slug, address) }));
  return new PageError(requestErrorStatuses.NOT_FOUND, 'NOT_FOUND', message, { nearest });
}

/** Returns the variables of `comparisonOperation` for an address, without the approaches and the number of rows. */
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
