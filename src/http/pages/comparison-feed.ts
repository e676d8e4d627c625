import { comparisonTitle } from '../../pages/comparison/comparison-title.js';
import {
  feedAddress,
  feedType,
  renderComparisonFeed,
  type ComparisonFeedInput,
  type FeedEntry,
} from '../../pages/comparison-feed.js';
import { visibleChange, type VisibleChange } from '../../pages/feed/visible-change.js';
import type { PageContext } from '../../pages/layout/site.js';
import {
  comparisonChangeOperation,
  feedOperation,
  questionChangeOperation,
  type ComparisonChangeResult,
  type ComparisonChangeVariables,
  type FeedQuestion,
  type FeedResult,
  type FeedRevision,
  type FeedVariables,
  type QuestionChangeResult,
} from '../../pages/operations/feed-operations.js';
import { minApproaches, shownApproaches, variablesOf, type ComparedSubject } from './compared.js';
import type { FoundPage } from './found-page.js';
import { errorOfOperation } from './page-error.js';
import type { PageRequest } from './page-request.js';

/** The maximum number of revisions that a feed examines: each takes one or two operations. */
export const maxExamined = 20;
/**
 * The number of newest revisions that are candidates even if they change none of the approaches: they can rename an axis, or a concept that a value
 * names.
 */
export const newestExamined = 10;
/** The maximum number of cells that are compared in all examined revisions together, unless `minExamined` revisions have more. */
const maxCells = 10_000;
const minExamined = 3;
/** The maximum number of changed rows that are examined for each revision. */
const maxRows = 200;

/** The properties of a comparison that are the same at all revisions of its feed. */
interface ExaminedComparison {
  /** The ids of the shown approaches in the order of their columns. */
  readonly approaches: readonly string[];
  /** Returns whether the address shows the column of the approach with the given id. */
  readonly isShown: (approach: string) => boolean;
  /** The id of the question; null for approaches. */
  readonly question: string | null;
  readonly variables: Pick<ComparisonChangeVariables, 'along' | 'locale' | 'units'>;
}

/**
 * Builds the feed of a comparison, with an entry for each examined revision with visible changes. Examines the newest revisions that
 * changed an approach or the question, and the newest revisions of the graph.
 * @param origin the URL that precedes the paths of pages, without a final slash
 * @throws {PageError} BAD_USER_INPUT if the address shows fewer than two approaches; the errors of operations
 */
export async function comparisonFeed(
  page: PageRequest,
  context: PageContext,
  subject: ComparedSubject,
  origin: string,
): Promise<FoundPage> {
  const { question } = subject;
  const address = feedAddress(subject.address);
  const { along, at, locale, units } = variablesOf(page, address);
  const slugs = shownApproaches(subject);
  const hidden = subject.columns.map(({ slug }) => slug).filter((slug) => !slugs.includes(slug));
  const variables: FeedVariables = {
    approaches: slugs,
    along,
    hasAxes: address.axes !== null,
    at,
    newest: newestExamined,
    ofConcept: maxExamined,
    question: question?.id ?? '',
    hasQuestion: question !== null,
    hidden,
    hasHidden: hidden.length > 0,
  };
  const result = await page.execute<FeedResult>(feedOperation, variables);
  const { approaches, rows } = result.compare;
  const shown = approaches.map(({ id }) => id);
  const hiddenIds = new Set(result.hidden?.nodes.map(({ id }) => id));
  const histories = [...approaches, ...(result.question ? [result.question] : [])].map(
    ({ history }) => history.nodes,
  );
  const examined: ExaminedComparison = {
    approaches: shown,
    isShown: (id) => (address.columns === null ? !hiddenIds.has(id) : shown.includes(id)),
    question: question?.id ?? null,
    // Axes are selected by id, because they can have other slugs at an earlier revision.
    variables: {
      along: rows ? { ...along, axes: rows.nodes.map(({ axis }) => axis.id) } : along,
      locale,
      units,
    },
  };
  const entries: FeedEntry[] = [];
  const candidates = newestOf([result.revisions.nodes, ...histories]);
  for (const revision of candidates.slice(0, examinedCount(result))) {
    const change = await changeAt(page, examined, revision.number);
    if (change === 'MISSING') break;
    if (change) entries.push({ revision, change });
    if (change?.published !== undefined && change.published !== null) break;
  }
  const input: ComparisonFeedInput = {
    context,
    origin,
    address,
    permanentAddress: {
      ...address,
      subject:
        question === null
          ? { type: 'APPROACHES', slugs: [...examined.approaches].sort() }
          : { type: 'QUESTION', slug: question.id },
    },
    title: question?.name ?? comparisonTitle(page.locale, approaches),
    entries,
    changed: newestOf(histories)[0]?.time ?? result.revisions.nodes[0]?.time ?? '',
  };
  const body = await page.render(renderComparisonFeed(input));
  return { type: 'BODY', contentType: `${feedType}; charset=utf-8`, body };
}

/** Merges lists of revisions: at most `maxExamined` revisions, each once, newest first. */
function newestOf(lists: readonly (readonly FeedRevision[])[]): readonly FeedRevision[] {
  const byNumber = new Map(lists.flat().map((revision) => [revision.number, revision]));
  return [...byNumber.values()].sort((one, other) => other.number - one.number).slice(0, maxExamined);
}

/**
 * Finds the visible changes of a revision.
 * @returns null if there are none; MISSING if there was no comparison at this revision
 */
async function changeAt(
  page: PageRequest,
  { approaches, isShown, question, variables }: ExaminedComparison,
  at: number,
): Promise<VisibleChange | null | 'MISSING'> {
  const questions = question === null ? null : await questionsAt(page, question, isShown, at);
  if (questions === 'MISSING') return questions;
  const compared = questions?.after.approaches.nodes.map(({ id }) => id) ?? approaches;
  const { data, errors } = await page.tryExecute<ComparisonChangeResult>(comparisonChangeOperation, {
    ...variables,
    approaches: compared.filter(isShown),
    before: revisionBefore(at),
    at,
    first: Math.min(maxRows, page.maxPageSize),
  } satisfies ComparisonChangeVariables);
  const [error] = errors;
  // An approach or an axis did not exist yet.
  if (error?.extensions?.['code'] === 'NOT_FOUND') return 'MISSING';
  if (error || !data) throw errorOfOperation(error ?? { message: 'Expected changes, got none.' });
  const { summary, changesSince } = data.compare;
  return visibleChange(
    {
      change: changesSince,
      isFirst: at === firstRevision,
      rowCount: summary.rowCount,
      question: questions,
      isShown,
    },
    page.locale,
  );
}

/**
 * Loads the question at a revision and at the revision before. A question with fewer than two shown approaches has no comparison.
 * @returns MISSING without a comparison at this revision; `before` is null without a comparison at the revision before
 */
async function questionsAt(
  page: PageRequest,
  question: string,
  isShown: ExaminedComparison['isShown'],
  at: number,
): Promise<{ readonly before: FeedQuestion | null; readonly after: FeedQuestion } | 'MISSING'> {
  const variables = { question, before: revisionBefore(at), at };
  const { before, after } = await page.execute<QuestionChangeResult>(questionChangeOperation, variables);
  const isCompared = (each: FeedQuestion | null): each is FeedQuestion =>
    each !== null && each.approaches.nodes.filter(({ id }) => isShown(id)).length >= minApproaches;
  return isCompared(after) ? { before: isCompared(before) ? before : null, after } : 'MISSING';
}

const firstRevision = 1;

/** Returns the number of the revision before a revision; for the first revision, its own number. */
function revisionBefore(number: number): number {
  return Math.max(firstRevision, number - 1);
}

/** Returns the number of revisions to examine: fewer for a larger comparison, so that its feed is built within the deadline. */
function examinedCount({ compare: { summary, approaches } }: FeedResult): number {
  const cells = Math.max(1, summary.rowCount * approaches.length);
  return Math.max(minExamined, Math.min(maxExamined, Math.floor(maxCells / cells)));
}
