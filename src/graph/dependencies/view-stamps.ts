import type { DependencyTag } from './dependency-tag.js';
import type { PublicationLog } from './publication-log.js';

/** The first and the last revision in which a cached result is known to be valid. */
export interface Stamp {
  first: number;
  last: number;
}

/** Decides which results that views of the same reader share are valid in one of the views: the rule of `isValidIn`, tag by tag. */
export class ViewStamps {
  readonly revision: number;
  readonly #log: PublicationLog | undefined;

  /** @param log undefined for a view that shares no results with other views */
  constructor(revision: number, log: PublicationLog | undefined) {
    this.revision = revision;
    this.#log = log;
  }

  /** The stamp of a result that is computed in this view. */
  now(): Stamp {
    return { first: this.revision, last: this.revision };
  }

  /** Whether a result is known to be valid in this view, without a look at the log. */
  isKnown({ first, last }: Stamp): boolean {
    return first <= this.revision && this.revision <= last;
  }

  /** Whether a result is valid in this view; then extends its stamp. @param tags of the parts of the graph that it was computed from */
  isValid(stamp: Stamp, tags: Iterable<DependencyTag>): boolean {
    if (this.isKnown(stamp)) return true;
    const { revision } = this;
    const log = this.#log;
    if (!log || Math.max(stamp.last, revision) > log.revision) return false;
    const earlier = Math.min(stamp.last, revision);
    for (const tag of tags) if (log.lastTouched(tag) > earlier) return false;
    this.#extend(stamp);
    return true;
  }

  /** Whether a result is valid in this view, as `isValid`, for a set of tags that is kept with it. */
  isValidFor(stamp: Stamp, tags: ReadonlySet<DependencyTag>): boolean {
    if (this.isKnown(stamp)) return true;
    const { revision } = this;
    const log = this.#log;
    if (!log || Math.max(stamp.last, revision) > log.revision) return false;
    if (log.lastTouchedOf(tags) > Math.min(stamp.last, revision)) return false;
    this.#extend(stamp);
    return true;
  }

  #extend(stamp: Stamp): void {
    stamp.first = Math.min(stamp.first, this.revision);
    stamp.last = Math.max(stamp.last, this.revision);
  }
}
