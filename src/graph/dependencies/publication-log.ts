import type { DependencyTag } from './dependency-tag.js';

/**
 * The revisions that last touched each tag. All views of a read model share one log. A result that was computed at revision `c` from parts of
 * the graph with tags `T` is valid in the view of revision `r` if no tag in `T` was touched after the earlier, and up to the later, of
 * `c` and `r`.
 */
export interface PublicationLog {
  /** The number of the last revision that touched a tag; 0 if no revision since the start of the log touched it. */
  lastTouched(tag: DependencyTag): number;
  /** The number of the last revision that touched any of the tags; 0 if none did. Cached by set of tags until the next publication. */
  lastTouchedOf(tags: ReadonlySet<DependencyTag>): number;
}
