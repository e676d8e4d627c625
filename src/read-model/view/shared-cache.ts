import type { CacheKey } from '../../graph/cache-keys.js';
import type { DependencyTag } from '../../graph/dependencies/dependency-tag.js';
import {
  extended,
  isValidIn,
  type PublicationLog,
  type RevisionRange,
} from '../../graph/dependencies/publication-log.js';

interface Entry<Value> {
  readonly value: Value;
  readonly size: number;
  readonly tags: ReadonlySet<DependencyTag>;
  range: RevisionRange;
  /** The entry of earlier revisions: the previous view still reads this entry while the next view is being prepared. */
  readonly earlier: Entry<Value> | null;
}

/**
 * A cache of values that many revisions share. An entry that is valid at one revision is also valid at another revision
 * if no revision in between has touched a tag of the entry.
 */
export class SharedCache<Value> {
  readonly #maxSize: number;
  readonly #entries = new Map<CacheKey, Entry<Value>>();
  #size = 0;

  /** @param maxSize the maximum sum of the sizes of the entries; a value beyond it replaces all entries */
  constructor(maxSize: number) {
    this.#maxSize = maxSize;
  }

  /** Whether the cache has a value of a key, for any revision. */
  has(key: CacheKey): boolean {
    return this.#entries.has(key);
  }

  /** Returns the value of a key in the view of a revision; undefined if it is not cached. */
  get(key: CacheKey, revision: number, log: PublicationLog): Value | undefined {
    for (let entry = this.#entries.get(key) ?? null; entry; entry = entry.earlier) {
      if (!isValidIn(entry.range, entry.tags, revision, log)) continue;
      if (revision > entry.range.last || revision < entry.range.first)
        entry.range = extended(entry.range, revision);
      return entry.value;
    }
    return undefined;
  }

  /**
   * Returns the latest value of a key, and the last revision for which it was computed or used; undefined if the key is
   * not cached. The value need not be valid at later revisions.
   */
  latest(key: CacheKey): { readonly value: Value; readonly last: number } | undefined {
    const entry = this.#entries.get(key);
    return entry && { value: entry.value, last: entry.range.last };
  }

  /**
   * Caches a value that was computed in the view of a revision, unless the cache has a value of a later revision.
   * @param tags the tags of the parts of the graph from which the value was computed
   * @returns whether the value was cached
   */
  set(
    key: CacheKey,
    value: Value,
    size: number,
    tags: ReadonlySet<DependencyTag>,
    revision: number,
  ): boolean {
    const replaced = this.#entries.get(key);
    if (replaced && replaced.range.last > revision) return false;
    if (replaced) this.#size -= replaced.earlier?.size ?? 0;
    this.#size += size;
    if (this.#size > this.#maxSize) {
      this.#entries.clear();
      this.#size = size;
    }
    const earlier = replaced && this.#entries.has(key) ? { ...replaced, earlier: null } : null;
    this.#entries.set(key, { value, size, tags, range: { first: revision, last: revision }, earlier });
    return true;
  }
}

/** The part of a shared cache for the view of one revision. */
export class CacheOfView<Value> {
  readonly #shared: SharedCache<Value>;
  readonly #revision: number;
  readonly #log: PublicationLog;
  /** The values that the view computed when the shared cache already had values of later revisions for their keys. */
  #own: Map<CacheKey, Value> | null = null;

  constructor(shared: SharedCache<Value>, revision: number, log: PublicationLog) {
    this.#shared = shared;
    this.#revision = revision;
    this.#log = log;
  }

  get(key: CacheKey): Value | undefined {
    return this.#own?.get(key) ?? this.#shared.get(key, this.#revision, this.#log);
  }

  /**
   * Returns the latest cached value, and `last`, the last revision for which it was computed or used. The caller updates
   * the value to this view. Undefined if no value is cached, if `last` is later than the revision of this view, or if a
   * revision after `last` has touched the tag.
   */
  earlier(key: CacheKey, tag: DependencyTag): { readonly value: Value; readonly last: number } | undefined {
    const latest = this.#shared.latest(key);
    if (!latest || latest.last > this.#revision) return undefined;
    return this.#log.lastTouched(tag) <= latest.last ? latest : undefined;
  }

  set(key: CacheKey, value: Value, size: number, tags: ReadonlySet<DependencyTag>): void {
    if (!this.#shared.set(key, value, size, tags, this.#revision)) (this.#own ??= new Map()).set(key, value);
  }
}
