import type { DependencyTag } from './dependency-tag.js';

/**
 * The revision that last touched each tag. The in-memory views of a read model share one log, to which each publication adds its tags.
 * `isValidIn` has the rule by which cached results are checked.
 */
export interface PublicationLog {
  /** The number of the newest revision whose touched tags are in the log. */
  readonly revision: number;
  /**
   * The number of the last revision that touched a tag. If the log does not reach back far enough, the number of the
   * revision after which the log is complete, which is at least as high.
   */
  lastTouched(tag: DependencyTag): number;
  /**
   * The highest `lastTouched` of a set of tags; for an empty set, the `lastTouched` of a tag that no revision in the log touched. Cached by
   * set (object), so the set must not change. After a publication, takes one step per tag of this set or per touched tag, whichever are fewer.
   */
  lastTouchedOf(tags: ReadonlySet<DependencyTag>): number;
  /** The tags that the revisions after the given revision touched; null if they are not listed, so that every tag may have been touched. */
  touchesSince(revision: number): readonly Touch[] | null;
  /** The log of the published revisions: this log, or, for a view that is being prepared, the log that its revision will be added to. */
  readonly published: TouchHistory;
}

/** The log of the published revisions, for caches that process each touch once instead of checking each cached result. */
export interface TouchHistory extends PublicationLog {
  /** The number of touches so far: one for each publication, and one for each tag that was added to a published revision later. */
  readonly touchCount: number;
  /** The touches after the first `count`; null if they are not listed, so that they may include every tag. */
  touchesAfter(count: number): readonly Touch[] | null;
}

/** The tags that a revision touched. */
export interface Touch {
  readonly revision: number;
  readonly tags: ReadonlySet<DependencyTag>;
}

/** The first and the last revision of a range in which a cached result is known to be valid. */
export interface RevisionRange {
  readonly first: number;
  readonly last: number;
}

/**
 * Whether a result that is valid in a range of revisions is also valid in the view of another revision: no tag of the result was touched
 * in between. The caller can then extend the range to this revision (see `extended`).
 * @param tags the tags of the parts of the graph from which the result was computed
 * @param log undefined for views without a log: their results are valid in their range only
 */
export function isValidIn(
  range: RevisionRange,
  tags: ReadonlySet<DependencyTag>,
  revision: number,
  log: PublicationLog | undefined,
): boolean {
  if (range.first <= revision && revision <= range.last) return true;
  if (!log || Math.max(range.last, revision) > log.revision) return false;
  return log.lastTouchedOf(tags) <= Math.min(range.last, revision);
}

/** The smallest range that contains a range and a revision. */
export function extended({ first, last }: RevisionRange, revision: number): RevisionRange {
  return { first: Math.min(first, revision), last: Math.max(last, revision) };
}
