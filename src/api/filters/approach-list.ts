import { valueDefinitionOf, type Axis } from '../../comparison/cells/axis.js';
import type { MatchingApproaches } from '../../comparison/conditions/approach-filter.js';
import { maxListedValues } from '../../comparison/conditions/axis-condition.js';
import { isAscending, ValueSort, type ApproachPosition } from '../../comparison/conditions/value-order.js';
import type { Qualifier } from '../../graph/claim.js';
import type { Approach } from '../../graph/concept.js';
import type { ConceptCursor, ConceptOrder, ConceptPageFilter, Page } from '../../graph/ports/reading.js';
import { ExactDecimal } from '../../graph/values/decimal.js';
import { ruleFor } from '../../graph/values/value-rules.js';
import { settleAll } from '../../graph/work/maybe-promise.js';
import { inSlices, type Steps } from '../../graph/work/steps.js';
import { readConceptFilter } from '../concept/concept-filter.js';
import { decodeCursor, wrongCursor } from '../paging/cursor.js';
import { loadReferences, shortened } from '../references/reference.js';
import type { RequestView } from '../request/request-view.js';
import type { ApproachFilterInput, AxisSortInput } from './approach-filter.type.js';
import {
  badArgument,
  plainQualifiers,
  readAxes,
  readConditions,
  termsOf,
  type ReadCondition,
} from './axis-conditions.js';
import { loadColumns } from './condition-columns.js';
import { axesOf, columnOf, findMatches, matchTest } from './matching-approaches.js';

/** The filter and the order of a list of approaches. */
export interface ApproachSelection {
  readonly filter?: ApproachFilterInput | null | undefined;
  readonly orderBy: ConceptOrder;
  readonly sortAxis?: AxisSortInput | null | undefined;
}

/**
 * The sort key and id of an approach in a list. In a list that is sorted along an axis, two members come first: the group (0 for values with a
 * certain bound, 1 for other values, 2 without values) and the bound, which is empty in groups 1 and 2.
 */
export type ApproachCursor =
  | ConceptCursor
  | readonly [group: number, position: string, key: string, id: string];

export interface ApproachPageRequest {
  readonly first: number;
  readonly after?: string | null | undefined;
  /** Identifies the list in cursors: see `encodeCursor`. */
  readonly list: readonly unknown[];
}

/** A page size that is larger than every list. */
const allItems = 2 ** 40;

/**
 * Loads a page of the approaches that a selection matches.
 * @throws {TertiumError} BAD_USER_INPUT for the conditions that `readConditions` rejects, for an invalid `sortAxis`, or for a cursor
 *   of another list; NOT_FOUND, with the nearest slugs, for an axis, an approach of `without` or a concept of `relatedTo` that does not exist
 */
export async function loadApproachPage(
  requestView: RequestView,
  selection: ApproachSelection,
  { first, after, list }: ApproachPageRequest,
): Promise<Page<Approach, ApproachCursor>> {
  const { view, pace } = requestView;
  const { orderBy } = selection;
  const isSorted = Boolean(selection.sortAxis);
  const from = isSorted ? null : decodeCursor(list, after, keyShape);
  const fromPosition = isSorted ? decodePosition(list, after) : null;
  const { where, any, sort, pageFilter } = await readSelection(requestView, selection);
  if (view.inMemoryClaims) await inSlices(view.inMemoryClaims.orderConcepts('APPROACH', orderBy), pace);
  const conditions = [...where, ...any];
  const axes = axesOf([...conditions, ...(sort ? [sort] : [])]);
  const columns = axes.length === 0 ? null : await loadColumns(requestView, axes, termsOf(conditions));
  const filter =
    columns && conditions.length > 0
      ? restrictTo(pageFilter, await inSlices(findMatches(where, any, columns), pace), columns.numbers)
      : pageFilter;
  const page = (await view.conceptPage({
    ...{ kind: 'APPROACH', orderBy, filter },
    ...(isSorted ? { first: allItems, after: null } : { first, after: from }),
  })) as Page<Approach, ConceptCursor>;
  if (!sort || !columns) return page;
  const valueSort = new ValueSort(columnOf(sort.axis, columns), columns.numbers, sort.ascending, sort.under);
  return inSlices(sortedPage(page, valueSort, first, fromPosition), pace);
}

/** A selection with the concepts that its references resolve to. */
interface ReadSelection {
  readonly where: readonly ReadCondition[];
  /** The conditions of which at least one must be met; empty if the filter does not require this. */
  readonly any: readonly ReadCondition[];
  readonly sort: {
    readonly axis: Axis;
    readonly ascending: boolean;
    readonly under: readonly Qualifier[];
  } | null;
  /** The part of the filter that does not depend on claims along axes. */
  readonly pageFilter: ConceptPageFilter;
}

async function readSelection(
  requestView: RequestView,
  { filter, sortAxis }: ApproachSelection,
): Promise<ReadSelection> {
  // None of these functions may throw before it returns a promise. Otherwise, rejections of the other promises would not be handled.
  const [pageFilter, where, any, excluded, axes] = await settleAll([
    filter ? readConceptFilter(requestView, 'APPROACH', filter) : {},
    readConditions(requestView, 'filter.where', filter?.where ?? [], null),
    readConditions(requestView, 'filter.any', filter?.any ?? [], null),
    readExcluded(requestView, filter?.without ?? []),
    sortAxis ? readAxes(requestView, 'sortAxis.axis', [sortAxis.axis]) : [],
  ]);
  return {
    where,
    any,
    sort: sortAxis && axes[0] ? readSort(axes[0], sortAxis) : null,
    pageFilter: excluded.length === 0 ? pageFilter : { ...pageFilter, except: excluded },
  };
}

/** Loads the ids of the approaches that a filter leaves out. */
async function readExcluded(
  requestView: RequestView,
  without: readonly string[],
): Promise<readonly string[]> {
  if (without.length === 0) return [];
  const excluded = await loadReferences(requestView, 'filter.without', without, ['APPROACH']);
  return excluded.map(({ id }) => id);
}

function readSort(axis: Axis, { order, under }: AxisSortInput): ReadSelection['sort'] {
  if (under && (under.length === 0 || under.length > maxListedValues)) {
    throw badArgument(
      'sortAxis.under',
      `expected 1 to ${maxListedValues} values or no list, got ${under.length}`,
    );
  }
  const { valueType } = valueDefinitionOf(axis);
  if (!ruleFor(valueType).order) {
    const actual = `"${shortened(axis.slug)}", whose values are of type ${valueType}`;
    throw badArgument('sortAxis.axis', `expected an axis whose values have an order, got ${actual}`);
  }
  return { axis, ascending: isAscending(axis, order), under: plainQualifiers(under) };
}

/** Restricts a filter to matching approaches. */
function restrictTo(
  filter: ConceptPageFilter,
  matches: MatchingApproaches,
  numbers: ReadonlyMap<string, number>,
): ConceptPageFilter {
  const isMatching = matchTest(matches, numbers);
  if (filter.ids) return { ...filter, ids: filter.ids.filter(isMatching) };
  const listed: string[] = [];
  for (const id of numbers.keys()) if (isMatching(id) !== matches.others) listed.push(id);
  return matches.others
    ? { ...filter, except: [...(filter.except ?? []), ...listed] }
    : { ...filter, ids: listed };
}

/** Sorts all approaches of a list by their values, and returns one page. @param page all approaches, in the order of the list */
function* sortedPage(
  page: Page<Approach, ConceptCursor>,
  valueSort: ValueSort,
  first: number,
  after: ApproachPosition | null,
): Steps<Page<Approach, ApproachCursor>> {
  const { items, cursors, totalCount } = page;
  const inOrder = yield* valueSort.sorted(items);
  const positionOf = (index: number): ApproachPosition => {
    const [key, id] = cursors[index] as ConceptCursor;
    return { ...valueSort.sortPositionOf(id), key, id };
  };
  let start = 0;
  if (after) {
    let end = inOrder.length;
    while (start < end) {
      const middle = (start + end) >>> 1;
      if (valueSort.compare(positionOf(inOrder[middle] as number), after) <= 0) start = middle + 1;
      else end = middle;
    }
  }
  const indexes = [...inOrder.subarray(start, start + first)];
  return {
    items: indexes.map((index) => items[index] as Approach),
    cursors: indexes.map((index) => cursorOf(positionOf(index))),
    hasNextPage: inOrder.length > start + first,
    totalCount,
  };
}

const keyShape: ConceptCursor = ['', ''];
const positionShape = [0, '', '', ''] as const satisfies ApproachCursor;

function cursorOf({ group, position, key, id }: ApproachPosition): ApproachCursor {
  return [group, position?.toFixed() ?? '', key, id];
}

/** Decodes a cursor of a list that is sorted along an axis. @throws {TertiumError} BAD_USER_INPUT if the cursor is not valid for the list */
function decodePosition(list: readonly unknown[], after: string | null | undefined): ApproachPosition | null {
  const cursor = decodeCursor<readonly [number, string, string, string]>(list, after, positionShape);
  if (cursor === null) return null;
  const [group, position, key, id] = cursor;
  if (group === 0 && positionPattern.test(position))
    return { group, position: new ExactDecimal(position), key, id };
  if ((group === 1 || group === 2) && position === '') return { group, position: null, key, id };
  throw wrongCursor(after ?? '');
}

const positionPattern = /^-?\d{1,400}(?:\.\d{1,400})?$/u;
