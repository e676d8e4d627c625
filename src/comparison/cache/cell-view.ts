import type { ViewStamps } from '../../graph/dependencies/view-stamps.js';
import type { NameLookup } from '../../graph/values/value-type.js';
import type { InMemoryClaims } from '../cells/in-memory-claims.js';

/** The view from which cells are filled. */
export interface CellView {
  readonly claims: InMemoryClaims;
  readonly nameLookup: NameLookup;
  /** Checks which cached cells are valid in the view. */
  readonly stamps: ViewStamps;
}
