import { badUserInput, type TertiumError } from '../graph/errors.js';
import type { GraphView } from '../graph/ports/reading.js';
import type { Pace } from '../graph/work/pace.js';

/** Opens views with changesets. */
export interface ChangesetViews {
  /**
   * Opens a view with the edits of changesets, in order. Edits with problems, such as conflicts, are left out.
   * @param ids without duplicates
   * @param argument the name of the argument with the ids, for errors
   * @throws {TertiumError} BAD_USER_INPUT for an unknown changeset, and for one that is published or withdrawn; STORE_UNAVAILABLE;
   * DEADLINE_EXCEEDED
   */
  open(base: GraphView, ids: readonly string[], argument: string, pace: Pace): Promise<GraphView>;
}

/** Creates the error for a changeset that the request cannot read. @param argument the name of the argument with the id */
export function unknownChangeset(id: string, argument: string): TertiumError {
  return badUserInput(
    `${argument}: expected the id of an open changeset, got "${id}". The query "changesets" lists the changesets.`,
    { argument },
  );
}
