import { mapMaybe, type MaybePromise } from '../../graph/work/maybe-promise.js';
import type { Claim } from '../../graph/claim.js';
import type { Concept } from '../../graph/concept.js';
import type { ClaimCursor, ClaimFilter, ClaimPageRequest, Page } from '../../graph/ports/reading.js';
import { connect, type Connection, type PageArguments } from '../paging/connection.js';
import { inSlices, inSlice } from '../../graph/work/steps.js';
import type { RequestContext } from '../request/context.js';
import { decodeCursor, encodeCursor } from '../paging/cursor.js';

/**
 * Loads a page of the claims with a concept as subject, target or source, ordered by the subject's name, then in editorial order. Pages of several
 * concepts are loaded in one batch if they differ only in the concept.
 * @param by the role of the concept in the claims
 * @throws {TertiumError} BAD_USER_INPUT if `after` does not belong to this list
 */
export function listClaims(
  context: RequestContext,
  concept: Concept,
  by: ClaimPageRequest['by'],
  filter: ClaimFilter,
  { first, after }: PageArguments,
): MaybePromise<Connection<Claim>> {
  const list = [concept.id, by, filter];
  const shape: ClaimCursor = ['', '', 0, ''];
  const from = decodeCursor(list, after, shape);
  const { view, loaders } = context.viewOf(concept);
  const load = (): MaybePromise<Page<Claim, ClaimCursor>> =>
    loaders.claimPage.load({ key: concept.id, by, filter, first, after: from });
  const page = view.inMemoryClaims
    ? mapMaybe(inSlices(view.inMemoryClaims.orderClaims(concept.id, { by, filter }), context.pace), load)
    : inSlice(load, context.pace);
  return mapMaybe(page, ({ items, cursors, hasNextPage, totalCount }) =>
    connect(
      items.map((node) => ({ node })),
      (_, index) => encodeCursor(list, cursors[index] ?? []),
      { hasNextPage, hasPreviousPage: from !== null, totalCount },
    ),
  );
}
