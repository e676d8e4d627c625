import { LRUCache } from 'lru-cache';
import { textsKey, type CacheKey } from '../graph/cache-keys.js';
import type { Changeset } from '../graph/ports/changesets.js';
import type { GraphView } from '../graph/ports/reading.js';
import { writeToken } from '../graph/revision-token.js';
import type { StoredEdit } from './edit.js';
import { loadEdits, type EditSource } from './load-edits.js';
import type { EditResolution } from './resolution.js';
import { resolveEdits } from './resolve-edits.js';

/** The capacity of each cache. One counts changes and problems, the other counts edits; each entry counts as one more. */
const maxCachedChanges = 200_000;

/**
 * Resolves the edits of changesets. Resolutions are cached by the revision of the view, and the id and version of the changeset. Only an erasure
 * changes the edits of a version, and such an erasure publishes a revision.
 */
export class Resolutions {
  readonly #store: EditSource;
  readonly #cached = new LRUCache<CacheKey, EditResolution>({
    maxSize: maxCachedChanges,
    sizeCalculation: ({ changes, problems }) => changes.length + problems.length + 1,
  });
  /** The edits of new changesets, until their first resolution. */
  readonly #opened = new LRUCache<CacheKey, readonly StoredEdit[]>({
    maxSize: maxCachedChanges,
    sizeCalculation: (edits) => edits.length + 1,
  });

  constructor(store: EditSource) {
    this.#store = store;
  }

  /** Resolves the edits of a version of a changeset on a view. @throws {TertiumError} STORE_UNAVAILABLE; DEADLINE_EXCEEDED */
  async of(below: GraphView, changeset: Changeset): Promise<EditResolution> {
    const key = keyOf(below, changeset);
    const cached = this.#cached.get(key);
    if (cached) return cached;
    const opened = this.#opened.get(key);
    const resolution = opened
      ? await resolveEdits(below, opened, { areBasesRead: true })
      : await resolveEdits(below, await loadEdits(this.#store, changeset));
    this.#cached.set(key, resolution);
    this.#opened.delete(key);
    return resolution;
  }

  /**
   * Stores the edits of a new changeset for its first resolution. A resolution on the same revision then loads neither the edits nor the
   * states of their bases.
   * @param below the published view, which was opened before the changeset
   * @param edits plain data without undefined members; each base has the states of its revision
   */
  addOpened(below: GraphView, changeset: Changeset, edits: readonly StoredEdit[]): void {
    this.#opened.set(keyOf(below, changeset), edits);
  }

  /** Moves the cached resolution, if any, of the previous version of a changeset to a version with the same edits. */
  carryOver(below: GraphView, changeset: Changeset): void {
    const { id, version } = changeset;
    const earlier = keyOf(below, { id, version: version - 1 });
    const resolution = this.#cached.get(earlier);
    if (!resolution) return;
    this.#cached.delete(earlier);
    this.#cached.set(keyOf(below, changeset), resolution);
  }
}

function keyOf({ revision }: GraphView, { id, version }: Pick<Changeset, 'id' | 'version'>): CacheKey {
  return textsKey(writeToken(revision), id, String(version));
}
