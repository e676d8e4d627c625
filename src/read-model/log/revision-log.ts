import { wholeGraph, type DependencyTag } from '../../graph/dependencies/dependency-tag.js';
import type { PublicationLog, Touch, TouchHistory } from '../../graph/dependencies/publication-log.js';

/** The maximum number of tags in a log: about 30 MB. Beyond it, the tags that were touched the longest ago are removed. */
const maxTags = 200_000;
/** The maximum number of publications and late touches whose tags are listed. */
const maxListed = 256;

/** The tags that a revision touches; null if it touches every part of the graph. */
export type TouchedTags = Set<DependencyTag> | null;

/** The last result for a set of tags, and the number of touches that it includes. */
interface Checked {
  readonly sequence: number;
  readonly touched: number;
}

/** Records the last revision that touched each tag. A new log covers the revisions after the given one. */
export class RevisionLog implements TouchHistory {
  /** The last revision of each tag, ordered by touch, the earliest first. */
  readonly #touched = new Map<DependencyTag, number>();
  /** The log is complete for the revisions after this one. */
  #first: number;
  #revision: number;
  /** The tags of the last publications and late touches. The last element has the number `#sequence`. */
  readonly #listed: Touch[] = [];
  /** All touches by the revisions after this one are listed. */
  #listedSince: number;
  #sequence = 0;
  readonly #checked = new WeakMap<ReadonlySet<DependencyTag>, Checked>();
  #staged: StagedLog | null = null;

  constructor(revision: number) {
    this.#first = revision;
    this.#revision = revision;
    this.#listedSince = revision;
  }

  get revision(): number {
    return this.#revision;
  }

  get published(): this {
    return this;
  }

  get touchCount(): number {
    return this.#sequence;
  }

  touchesAfter(count: number): readonly Touch[] | null {
    const start = this.#listed.length - (this.#sequence - count);
    return start < 0 ? null : this.#listed.slice(start);
  }

  touchesSince(revision: number): readonly Touch[] | null {
    if (revision < this.#listedSince) return null;
    return this.#listed.filter((touch) => touch.revision > revision);
  }

  lastTouched(tag: DependencyTag): number {
    if (tag === wholeGraph) return this.#revision;
    return Math.max(this.#first, this.#touched.get(tag) ?? 0);
  }

  lastTouchedOf(tags: ReadonlySet<DependencyTag>): number {
    const checked = this.#checked.get(tags);
    if (checked?.sequence === this.#sequence) return Math.max(this.#first, checked.touched);
    const touched = (checked && this.#sinceChecked(checked, tags)) ?? this.#highestOf(tags);
    this.#checked.set(tags, { sequence: this.#sequence, touched });
    return Math.max(this.#first, touched);
  }

  /**
   * Starts the next revision. Until `publish`, only the returned log has the tags of that revision. A log can have one next revision.
   * Until `StagedLog.complete`, the revision counts as touching every tag.
   */
  stage(revision: number): StagedLog {
    return (this.#staged = new StagedLog(this, revision));
  }

  /** Adds the tags of the next revision. */
  publish(): void {
    const staged = this.#staged;
    if (!staged) return;
    this.#staged = null;
    this.#revision = staged.revision;
    if (staged.tags === null) this.#touchAll();
    else this.#touch(staged.tags);
  }

  /** Ends a next revision that will not be published. */
  discard(): void {
    this.#staged = null;
  }

  /**
   * Touches a tag at the newest revision and at the next one: for changes that the publications did not detect, because
   * nothing depended on the tag.
   */
  touchLate(tag: DependencyTag): void {
    this.#touch(new Set([tag]));
    this.#staged?.touchLate(tag);
  }

  /** Whether a revision in the log touched a tag, including the next revision. */
  hasTouched(tag: DependencyTag): boolean {
    const staged = this.#staged;
    return this.#touched.has(tag) || (staged !== null && (staged.tags?.has(tag) ?? true));
  }

  /** Whether a revision after the given one touched a tag, including the next revision. */
  isTouchedAfter(revision: number, tag: DependencyTag): boolean {
    return (this.#staged ?? this).lastTouched(tag) > revision;
  }

  #touchAll(): void {
    this.#first = this.#revision;
    this.#touched.clear();
    this.#listed.length = 0;
    this.#listedSince = this.#revision;
    this.#sequence += 1;
  }

  #touch(tags: ReadonlySet<DependencyTag>): void {
    for (const tag of tags) {
      // Deleting first moves the tag to the end of the order.
      this.#touched.delete(tag);
      this.#touched.set(tag, this.#revision);
    }
    this.#sequence += 1;
    this.#listed.push({ revision: this.#revision, tags });
    if (this.#listed.length > maxListed) this.#listedSince = this.#listed.shift()?.revision ?? this.#revision;
    if (this.#touched.size > maxTags) this.#removeEarliest();
  }

  /** Removes the earliest revisions, so that the map is at most three quarters full. */
  #removeEarliest(): void {
    for (const [tag, revision] of this.#touched) {
      if (this.#touched.size <= (maxTags * 3) / 4 && revision > this.#first) return;
      this.#touched.delete(tag);
      this.#first = revision;
    }
  }

  /**
   * Returns the last revision that touched a tag of a set, computed from the last check of the set and the later touches. Null if some of the later
   * touches are no longer listed, or if they have at least as many tags as the set.
   */
  #sinceChecked({ sequence, touched }: Checked, tags: ReadonlySet<DependencyTag>): number | null {
    const start = this.#listed.length - (this.#sequence - sequence);
    if (start < 0) return null;
    let steps = 0;
    for (let index = start; index < this.#listed.length; index += 1) {
      steps += (this.#listed[index] as { tags: ReadonlySet<DependencyTag> }).tags.size;
    }
    if (steps >= tags.size) return null;
    if (tags.has(wholeGraph)) return this.#revision;
    for (let index = this.#listed.length - 1; index >= start; index -= 1) {
      const publication = this.#listed[index] as { revision: number; tags: ReadonlySet<DependencyTag> };
      for (const tag of publication.tags) if (tags.has(tag)) return publication.revision;
    }
    return touched;
  }

  #highestOf(tags: ReadonlySet<DependencyTag>): number {
    let highest = 0;
    for (const tag of tags) highest = Math.max(highest, this.lastTouched(tag));
    return highest;
  }
}

/** The log of a view that is being prepared: the published log, and the tags that the view's revision touches. */
export class StagedLog implements PublicationLog {
  readonly published: TouchHistory;
  readonly #revision: number;
  /** The tags that `touchLate` received while `#tags` was null. */
  readonly #late = new Set<DependencyTag>();
  #tags: TouchedTags = null;

  constructor(published: TouchHistory, revision: number) {
    this.published = published;
    this.#revision = revision;
  }

  get revision(): number {
    return Math.max(this.#revision, this.published.revision);
  }

  /** The tags that the revision touches. */
  get tags(): TouchedTags {
    return this.#tags;
  }

  /** Sets the tags that the revision touches. */
  complete(tags: TouchedTags): void {
    this.#tags = tags;
    for (const tag of this.#late) tags?.add(tag);
  }

  touchLate(tag: DependencyTag): void {
    (this.#tags ?? this.#late).add(tag);
  }

  lastTouched(tag: DependencyTag): number {
    if (this.#isPublished) return this.published.lastTouched(tag);
    const isTouched = this.#tags === null || tag === wholeGraph || this.#tags.has(tag);
    return isTouched ? this.#revision : this.published.lastTouched(tag);
  }

  lastTouchedOf(tags: ReadonlySet<DependencyTag>): number {
    if (!this.#isPublished && this.#touches(tags)) return this.#revision;
    return this.published.lastTouchedOf(tags);
  }

  touchesSince(revision: number): readonly Touch[] | null {
    const published = this.published.touchesSince(revision);
    if (this.#isPublished || published === null) return published;
    return this.#tags === null ? null : [...published, { revision: this.#revision, tags: this.#tags }];
  }

  get #isPublished(): boolean {
    return this.published.revision >= this.#revision;
  }

  #touches(tags: ReadonlySet<DependencyTag>): boolean {
    if (this.#tags === null || tags.has(wholeGraph)) return true;
    const [fewer, more] = tags.size < this.#tags.size ? [tags, this.#tags] : [this.#tags, tags];
    for (const tag of fewer) if (more.has(tag)) return true;
    return false;
  }
}
