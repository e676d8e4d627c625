import type { GraphStore } from '../graph/ports/writing.js';
import type { EditingLimits } from './editing-limits.js';

/** What the operations on changesets use. */
export interface EditingServices {
  readonly store: GraphStore;
  /** Whether the authors of a changeset and of its edits may not approve it. */
  readonly fourEyes: boolean;
  readonly limits: EditingLimits;
}
