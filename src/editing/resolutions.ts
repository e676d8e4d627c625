import { LRUCache } from 'lru-cache';
import { textsKey, type CacheKey } from '../graph/cache-keys.js';
import type { Changeset } from '../graph/ports/changesets.js';
import type { GraphView } from '../graph/ports/reading.js';
import { writeToken } from '../graph/revision-token.js';
import type { StoredEdit } from './edit.js';
import { loadEdits, type EditSource } from './load-edits.js';
import type { EditResolution } from './resolution.js';
import { resolveEdits } from './resolve-edits.js';

/** The maximum number of changes and problems of cached resolutions, and the maximum number of edits that wait for their first resolution. */
const maxCachedChanges = 200_000;

/**
 * Resolves the edits of changesets. Resolutions are cached by the revision below them and the version of the changeset: the edits of a version
 * change only by an erasure, which publishes a revision.
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
   * Uses the edits of a new changeset for its first resolution, which then does not load them, and does not read their bases again.
   * @param below the published view, opened before the changeset. An erasure that removes words from the stored edits publishes a revision, so
   *   that `edits` are not used for later views.
   * @param edits plain data without undefined members. The states of their bases are those of the revisions of the bases
   */
  addOpened(below: GraphView, changeset: Changeset, edits: readonly StoredEdit[]): void {
    this.#opened.set(keyOf(below, changeset), edits);
  }

  /** Uses the resolution of the previous version of a changeset for a version that differs from it only in the state. */
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
