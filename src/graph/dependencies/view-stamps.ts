import { linkOf, type DependencyTag } from './dependency-tag.js';
import type { PublicationLog, Touch, TouchHistory } from './publication-log.js';

/** The first and the last revision in which a cached result is known to be valid. */
export interface Stamp {
  first: number;
  last: number;
}

/** Checks which cached results are valid in a view, by the rule of `isValidIn`. Views of one reader share the results. */
export class ViewStamps {
  readonly revision: number;
  readonly #log: PublicationLog | undefined;

  /** @param log undefined for a view that shares no results with other views */
  constructor(revision: number, log: PublicationLog | undefined) {
    this.revision = revision;
    this.#log = log;
  }

  /** The log of the published revisions; null for a view that shares no results with other views. */
  get published(): TouchHistory | null {
    return this.#log?.published ?? null;
  }

  /** Creates the stamp of a result that is computed in this view. */
  now(): Stamp {
    return { first: this.revision, last: this.revision };
  }

  /** Whether the stamp of a result includes this view, so that the log is not needed. */
  isKnown({ first, last }: Stamp): boolean {
    return first <= this.revision && this.revision <= last;
  }

  /**
   * Whether a result is valid in this view. If so, extends its stamp.
   * @param tags the tags of the parts of the graph from which the result was computed
   */
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

  /** Like `isValid`, for a set of tags that is stored with the result and does not change. */
  isValidFor(stamp: Stamp, tags: ReadonlySet<DependencyTag>): boolean {
    if (this.isKnown(stamp)) return true;
    const { revision } = this;
    const log = this.#log;
    if (!log || Math.max(stamp.last, revision) > log.revision) return false;
    if (log.lastTouchedOf(tags) > Math.min(stamp.last, revision)) return false;
    this.#extend(stamp);
    return true;
  }

  /**
   * Finds the targets whose links with a subject were touched after the last revision of a stamp, up to this view's revision.
   * @returns null if the stamp is of a later revision, if the touched tags are not listed, or if no log reaches this view's revision
   */
  targetsTouched({ last }: Stamp, subject: string): ReadonlySet<string> | null {
    const log = this.#log;
    if (!log || last > this.revision || this.revision > log.revision) return null;
    const touches = log.touchesSince(last)?.filter(({ revision }) => revision <= this.revision);
    if (!touches) return null;
    const targets = new Set<string>();
    for (const touch of touches) for (const target of targetsIn(touch, subject)) targets.add(target);
    return targets;
  }

  #extend(stamp: Stamp): void {
    stamp.first = Math.min(stamp.first, this.revision);
    stamp.last = Math.max(stamp.last, this.revision);
  }
}

/** A cache of the targets of touched links, by subject, for each touch. */
const linksOfTouches = new WeakMap<Touch['tags'], ReadonlyMap<string, readonly string[]>>();

function targetsIn({ tags }: Touch, subject: string): readonly string[] {
  let links = linksOfTouches.get(tags);
  if (!links) {
    links = linksBySubject(tags);
    linksOfTouches.set(tags, links);
  }
  return links.get(subject) ?? [];
}

function linksBySubject(tags: Touch['tags']): ReadonlyMap<string, readonly string[]> {
  const links = new Map<string, string[]>();
  for (const tag of tags) {
    const link = linkOf(tag);
    if (!link) continue;
    const targets = links.get(link.subject);
    if (targets) targets.push(link.target);
    else links.set(link.subject, [link.target]);
  }
  return links;
}
