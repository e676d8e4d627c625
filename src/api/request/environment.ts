import type { EditingServices } from '../../editing/editing-services.js';
import type { ChangesetViews } from '../../editing/changeset-views.js';
import { anonymous, type Rights } from '../../graph/access/rights.js';
import type { GraphRevision } from '../../graph/ports/history.js';

/** What a request may use beyond the published graph. */
export interface RequestEnvironment {
  readonly rights: Rights;
  /** Null if the server does not accept edits. */
  readonly editing: EditingServices | null;
  /** Opens views with changesets; null if the server does not accept edits. */
  readonly changesets: ChangesetViews | null;
  /** Called when the operation of a mutation has ended, before its payload is read. */
  readonly onOperationEnd?: () => void;
  /** Called when a field of a mutation has opened the published view again, with the revision of the view. */
  readonly onReopen?: (revision: GraphRevision) => void;
}

/** The environment of a request that reads the published graph without credentials. */
export const readingOnly: RequestEnvironment = Object.freeze({
  rights: anonymous('none'),
  editing: null,
  changesets: null,
});
