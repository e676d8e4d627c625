import { mapMaybe, type MaybePromise } from '../../graph/work/maybe-promise.js';
import type { GraphRevision } from '../../graph/ports/history.js';
import { connect, type Connection, type PageArguments } from '../paging/connection.js';
import { decodeCursor, encodeCursor } from '../paging/cursor.js';
import type { RequestContext } from '../request/context.js';
import type { RequestView } from '../request/request-view.js';

/** The key of a cursor: the number of a revision. */
const cursorShape: readonly [revision: number] = [0];

/** Decodes a cursor to the number of the revision after which the page starts; null for the first page. @throws {TertiumError} BAD_USER_INPUT */
export function revisionAfter(list: readonly unknown[], after: string | null | undefined): number | null {
  return decodeCursor(list, after, cursorShape)?.[0] ?? null;
}

/** Creates a page of a list of revisions. */
export function connectRevisions(
  list: readonly unknown[],
  revisions: readonly GraphRevision[],
  info: { readonly hasNextPage: boolean; readonly hasPreviousPage: boolean; readonly totalCount: number },
): Connection<GraphRevision> {
  return connect(
    revisions.map((node) => ({ node })),
    ({ node }) => encodeCursor(list, [node.number]),
    info,
  );
}

/**
 * Assigns a revision to the view that it was read from. Copies the revision for other views than the published one, because stores share revision
 * records between views.
 */
export function bindRevision(
  context: RequestContext,
  requestView: RequestView,
  revision: GraphRevision,
): GraphRevision {
  return requestView === context.published ? revision : context.bind({ ...revision }, requestView);
}

/**
 * Loads a page of the revisions with the given numbers.
 * @param list identifies the list in cursors
 * @param numbers sorted, the newest first
 * @throws {TertiumError} BAD_USER_INPUT if `after` does not belong to the list
 */
export function pageOfRevisions(
  context: RequestContext,
  requestView: RequestView,
  list: readonly unknown[],
  numbers: readonly number[],
  { first, after }: PageArguments,
): MaybePromise<Connection<GraphRevision>> {
  const last = revisionAfter(list, after);
  const remaining = last === null ? numbers : numbers.filter((number) => number < last);
  return mapMaybe(requestView.loaders.revision.loadMany(remaining.slice(0, first)), (revisions) =>
    connectRevisions(
      list,
      revisions.flatMap((revision) => (revision ? [bindRevision(context, requestView, revision)] : [])),
      {
        hasNextPage: remaining.length > first,
        hasPreviousPage: last !== null,
        totalCount: numbers.length,
      },
    ),
  );
}
