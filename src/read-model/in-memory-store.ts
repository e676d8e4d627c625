import type { ApiKeyStore, AuditLog } from '../graph/ports/access.js';
import type { PreviewTokenStore } from '../graph/ports/preview-tokens.js';
import type { ChangesetStore } from '../graph/ports/changesets.js';
import type { Eraser } from '../graph/ports/erasing.js';
import type { GraphFeed } from '../graph/ports/feed.js';
import type { DiffEntry } from '../graph/ports/history.js';
import type { GraphReader } from '../graph/ports/reading.js';
import type {
  AppliedChanges,
  Change,
  GraphStore,
  RevisionNote,
  WriteOptions,
} from '../graph/ports/writing.js';
import { ReadModel, type ReadModelOptions } from './read-model.js';

/** A store that serves the published view from memory, and writes to another store. */
export class InMemoryStore implements GraphStore {
  readonly #store: GraphStore;
  readonly #model: ReadModel;

  private constructor(store: GraphStore, model: ReadModel) {
    this.#store = store;
    this.#model = model;
  }

  /**
   * Loads the published view of a store. Closing the in-memory store also closes that store.
   * @throws {TertiumError} STORE_UNAVAILABLE; the given store then stays open
   */
  static async open(store: GraphStore, options: ReadModelOptions): Promise<InMemoryStore> {
    return new InMemoryStore(store, await ReadModel.load(store, options));
  }

  get reader(): GraphReader {
    return this.#model;
  }

  /** The memory of the view in bytes; 0 if views are read from the store. */
  get byteLength(): number {
    return this.#model.byteLength;
  }

  get feed(): GraphFeed {
    return this.#store.feed;
  }

  get changesets(): ChangesetStore {
    return this.#store.changesets;
  }

  get apiKeys(): ApiKeyStore {
    return this.#store.apiKeys;
  }

  get previewTokens(): PreviewTokenStore {
    return this.#store.previewTokens;
  }

  /** Erases as the other store does. An erasure resolves after the update of the view has ended or failed. */
  get eraser(): Eraser {
    const { eraser } = this.#store;
    return {
      erase: async (request, options) => {
        const erased = await eraser.erase(request, options);
        if (erased.revision) await this.#model.published(erased.revision.number);
        return erased;
      },
      rehearse: (request) => eraser.rehearse(request),
      removeTraces: () => eraser.removeTraces(),
    };
  }

  get audit(): AuditLog {
    return this.#store.audit;
  }

  /** Publishes changes as the other store does. Resolves after the update of the view has ended or failed. */
  async apply(
    changes: Iterable<Change> | AsyncIterable<Change>,
    note: RevisionNote,
    options?: WriteOptions,
  ): Promise<AppliedChanges> {
    const applied = await this.#store.apply(changes, note, options);
    if (applied.revision) await this.#model.published(applied.revision.number);
    return applied;
  }

  rehearse(
    changes: Iterable<Change> | AsyncIterable<Change>,
    note: RevisionNote,
    options?: WriteOptions,
  ): Promise<AppliedChanges> {
    return this.#store.rehearse(changes, note, options);
  }

  diff(request: { revision: number; first: number; after: DiffEntry | null }): Promise<readonly DiffEntry[]> {
    return this.#store.diff(request);
  }

  ping(): Promise<void> {
    return this.#store.ping();
  }

  async close(): Promise<void> {
    await this.#model.close();
    await this.#store.close();
  }
}
