import type { GraphStore } from '../graph/ports/writing.js';
import type { EditingLimits } from './editing-limits.js';

/** What the operations on changesets use. */
export interface EditingServices {
  readonly store: GraphStore;
  /** Whether an author may not approve their own changeset. */
  readonly fourEyes: boolean;
  readonly limits: EditingLimits;
}
