import { message } from '../../words/catalogue.js';
import type { MessageKey } from '../../words/catalogues/messages.js';
import type { Locale } from '../../words/locale.js';
import type { ComparisonChange, FeedCell, FeedQuestion, FeedRow } from '../operations/feed-operations.js';

/** A text of the page before and after a revision. */
export interface TextChange {
  /** The label of the text: the name of an approach, or a word such as "Title". */
  readonly what: string;
  readonly before: string;
  readonly after: string;
}

/** A row that a revision adds or ends, or that looks different after the revision. */
export interface VisibleRow {
  readonly kind: FeedRow['kind'];
  readonly name: string;
  readonly changes: readonly TextChange[];
}

/** The changes of a comparison that readers can see after a revision. */
export interface VisibleChange {
  /** The number of rows of the comparison, if it did not exist before this revision; otherwise null. */
  readonly published: number | null;
  /** Changed texts outside of the rows: the title, the names of approaches, and the answers to the question. */
  readonly texts: readonly TextChange[];
  readonly renamed: string | null;
  readonly hasOtherAnswers: boolean;
  readonly columnsAdded: readonly string[];
  readonly columnsRemoved: readonly string[];
  readonly rows: readonly VisibleRow[];
  /** The number of changed rows that were not examined. */
  readonly furtherRows: number;
  readonly isReordered: boolean;
}

/** The input of `visibleChange`: a comparison at two revisions. */
export interface ComparedRevisions {
  readonly change: ComparisonChange;
  /** Whether the later revision is the first one of the graph. */
  readonly isFirst: boolean;
  /** The number of rows at the later revision. */
  readonly rowCount: number;
  /** The question at both revisions; null for a comparison of approaches. `before` is null without a comparison at the earlier revision. */
  readonly question: { readonly before: FeedQuestion | null; readonly after: FeedQuestion } | null;
  /** Returns whether the address shows the column of the approach with the given id. */
  readonly isShown: (approach: string) => boolean;
}

/**
 * Selects the changes that readers can see. The difference of the API also has changes of ranks, of the order of claims, and of values whose texts
 * are equal.
 * @returns null if no change is visible, and all changed rows were examined
 */
export function visibleChange(
  { change, isFirst, rowCount, question, isShown }: ComparedRevisions,
  locale: Locale,
): VisibleChange | null {
  if (isFirst || change.approaches.some(({ before }) => before === null) || question?.before === null)
    return { ...nothing, published: rowCount };
  const { nodes, totalCount } = change.rows;
  const rows = nodes.map((row) => visibleRow(row, locale)).filter((row) => row !== null);
  const columns = question?.before ? columnChanges(question.before, question.after, isShown) : noColumns;
  const renamed =
    question?.before && question.before.name !== question.after.name ? question.after.name : null;
  const answers = question?.before ? answerChanges(question.before, question.after, locale) : [];
  const title: readonly TextChange[] =
    question?.before && renamed !== null
      ? [{ what: message(locale, 'feed.title'), before: question.before.name, after: renamed }]
      : [];
  const visible: VisibleChange = {
    published: null,
    texts: [...title, ...nameChanges(change, locale), ...answers],
    renamed,
    hasOtherAnswers: answers.length > 0,
    ...columns,
    rows,
    furtherRows: totalCount - nodes.length,
    isReordered: change.isReordered,
  };
  const isVisible =
    visible.texts.length > 0 ||
    visible.columnsAdded.length > 0 ||
    visible.columnsRemoved.length > 0 ||
    rows.length > 0 ||
    visible.furtherRows > 0 ||
    visible.isReordered;
  return isVisible ? visible : null;
}

const noColumns = { columnsAdded: [], columnsRemoved: [] } as const;
const nothing = {
  texts: [],
  renamed: null,
  hasOtherAnswers: false,
  ...noColumns,
  rows: [],
  furtherRows: 0,
  isReordered: false,
} as const;

function nameChanges({ approaches }: ComparisonChange, locale: Locale): readonly TextChange[] {
  return changed(
    approaches.map(({ before, after }) => [
      message(locale, 'feed.approach'),
      before?.name ?? null,
      after?.name ?? null,
    ]),
    locale,
  );
}

function columnChanges(
  before: FeedQuestion,
  after: FeedQuestion,
  isShown: ComparedRevisions['isShown'],
): Pick<VisibleChange, 'columnsAdded' | 'columnsRemoved'> {
  return { columnsAdded: onlyIn(after, before, isShown), columnsRemoved: onlyIn(before, after, isShown) };
}

function onlyIn(
  one: FeedQuestion,
  other: FeedQuestion,
  isShown: ComparedRevisions['isShown'],
): readonly string[] {
  const ids = new Set(other.approaches.nodes.map(({ id }) => id));
  return one.approaches.nodes.filter(({ id }) => !ids.has(id) && isShown(id)).map(({ name }) => name);
}

/** Lists the answers whose texts only one of the revisions has. A changed answer is listed twice: as a removed and as a new answer. */
function answerChanges(before: FeedQuestion, after: FeedQuestion, locale: Locale): readonly TextChange[] {
  const textsOf = ({ distinctions, conclusions }: FeedQuestion): readonly string[] =>
    [...distinctions, ...conclusions].map(({ text }) => text ?? '');
  const [earlier, later] = [textsOf(before), textsOf(after)];
  const what = message(locale, 'feed.answer');
  const none = message(locale, 'feed.nothing');
  return [
    ...earlier.filter((text) => !later.includes(text)).map((text) => ({ what, before: text, after: none })),
    ...later.filter((text) => !earlier.includes(text)).map((text) => ({ what, before: none, after: text })),
  ];
}

function visibleRow(row: FeedRow, locale: Locale): VisibleRow | null {
  const { kind, axis, before, after, cells } = row;
  const cellChanges = cells.flatMap(({ approach, ...cell }) => {
    const change = cellChange(cell.before, cell.after, locale);
    return change ? [{ what: approach.name, ...change }] : [];
  });
  if (kind !== 'CHANGED' || !before || !after) return { kind, name: axis.name, changes: cellChanges };
  const labelOf = (key: MessageKey): string => message(locale, key);
  const changes = [
    ...changed(
      [
        [labelOf('feed.name'), before.axis.name, after.axis.name],
        [labelOf('feed.summary'), before.axis.summary, after.axis.summary],
        [labelOf('feed.section'), before.section.label, after.section.label],
      ],
      locale,
    ),
    ...cellChanges,
    ...changed([[labelOf('page.change.verdict'), before.verdictLabel, after.verdictLabel]], locale),
  ];
  return changes.length === 0 ? null : { kind, name: axis.name, changes };
}

type TextPair = readonly [what: string, before: string | null, after: string | null];

function changed(pairs: readonly TextPair[], locale: Locale): readonly TextChange[] {
  const none = message(locale, 'feed.nothing');
  return pairs
    .filter(([, before, after]) => before !== after)
    .map(([what, before, after]) => ({ what, before: before ?? none, after: after ?? none }));
}

/**
 * Returns the texts of a cell before and after: its values if they differ, otherwise its values with the texts and sources of its claims.
 * Null if these are equal too.
 */
function cellChange(
  before: FeedCell | null,
  after: FeedCell | null,
  locale: Locale,
): Omit<TextChange, 'what'> | null {
  for (const textOf of [valuesOf, statementsOf]) {
    const [earlier, later] = [textOf(before, locale), textOf(after, locale)];
    if (earlier !== later) return { before: earlier, after: later };
  }
  return null;
}

function valuesOf(cell: FeedCell | null, locale: Locale): string {
  return cell?.text ?? message(locale, 'state.NOT_STATED');
}

/** Prints the values of a cell with the texts of the claims and the names of their sources. */
function statementsOf(cell: FeedCell | null, locale: Locale): string {
  const parts = (cell?.parts ?? []).map(({ text, claims }) => {
    const statements = claims.map(({ text: words, source }) =>
      words === null ? source.name : `${words} (${source.name})`,
    );
    return `${text}: ${statements.join('; ')}`;
  });
  return parts.length === 0 ? valuesOf(cell, locale) : parts.join(' | ');
}
