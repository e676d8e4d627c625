import { setTimeout as delay } from 'node:timers/promises';
import { mapMaybe, type MaybePromise } from '../graph/work/maybe-promise.js';
import type { GraphFeed, GraphWatch } from '../graph/ports/feed.js';
import { TertiumError } from '../graph/errors.js';
import type { GraphRevision } from '../graph/ports/history.js';
import type { GraphReader, GraphView } from '../graph/ports/reading.js';
import type { Pace } from '../graph/work/pace.js';
import type { GraphStore } from '../graph/ports/writing.js';
import { CachedReader } from './cache/cached-view.js';
import { SearchIndex } from './search/search-index.js';
import { GraphTables } from './tables/graph-tables.js';
import { InMemoryView } from './view/in-memory-view.js';

export interface ReadModelOptions {
  /** The memory budget in bytes. Larger graphs are read from the store. */
  readonly budget: number;
  /** The size of the cache for larger graphs in estimated bytes: a quarter of the budget by default. */
  readonly cacheBudget?: number;
  /**
   * The time in milliseconds that a request waits until the next revision is loaded, before it reads from the store: 50
   * by default.
   */
  readonly maxWaitMs?: number;
  /** Called during the load with the number of loaded claims, and the total number of claims. */
  readonly onProgress?: (loaded: number, total: number) => void;
  /** Called when the graph exceeds the budget, so that views are read from the store, and when an update fails. */
  readonly onProblem?: (problem: ReadModelProblem) => void;
}

export type ReadModelProblem =
  | { readonly type: 'OVER_BUDGET'; readonly bytes: number }
  | { readonly type: 'UPDATE_FAILED'; readonly error: unknown };

/** The part of a store that a read model uses. */
export type ReadableStore = Pick<GraphStore, 'reader' | 'feed'>;

const retryMs = 500;
const defaultMaxWaitMs = 50;
/**
 * By default, the cache has this fraction (1/n) of the budget: cached objects slow the garbage collector, unlike
 * columns of numbers.
 */
const cachedShare = 4;

/**
 * Serves the published view from memory, and updates it from revision to revision. Views of older revisions, and all
 * views of a graph that exceeds the budget, are read from the store.
 */
export class ReadModel implements GraphReader {
  readonly #reader: GraphReader;
  /** The reader with a cache, for graphs that exceed the budget. */
  readonly #cached: GraphReader;
  readonly #feed: GraphFeed;
  readonly #options: ReadModelOptions;
  readonly #watch: GraphWatch;
  /** The tables of the view in memory; null if views are read from the store. */
  #tables: GraphTables | null = null;
  #view: InMemoryView | null = null;
  /** The search index of `#tables`. */
  #search: SearchIndex | null = null;
  /** Whether a newer revision than the view's revision may exist. */
  #isBehind = true;
  /** The highest known revision number. */
  #newestKnown = 0;
  /** Whether the store was unavailable at the last update. The view is then used although it may be outdated. */
  #isStoreUnavailable = false;
  /**
   * The current update, and the next update. Calls during an update share the next update, since the current update may
   * miss their revision.
   */
  #updating: Promise<void> | undefined;
  #next: Promise<void> | undefined;
  #retry: NodeJS.Timeout | undefined;
  #isClosed = false;
  /**
   * Whether a failed update has left a part of the changes after the view's revision in the tables. The view does not
   * contain these changes.
   */
  #isPartial = false;

  private constructor({ reader, feed }: ReadableStore, options: ReadModelOptions) {
    this.#reader = reader;
    const { budget, cacheBudget = Math.max(1, Math.floor(budget / cachedShare)) } = options;
    this.#cached = new CachedReader(reader, cacheBudget);
    this.#feed = feed;
    this.#options = options;
    this.#watch = feed.watch((newest) => {
      this.#isBehind = true;
      this.#newestKnown = Math.max(this.#newestKnown, newest);
      if (this.#tables && !this.#isClosed) void this.#update();
    });
  }

  /**
   * Loads the published view of a store.
   * @throws {TertiumError} STORE_UNAVAILABLE
   */
  static async load(store: ReadableStore, options: ReadModelOptions): Promise<ReadModel> {
    const model = new ReadModel(store, options);
    try {
      model.#watch.hasNews();
      await model.#load();
    } catch (error) {
      await model.close();
      throw error;
    }
    return model;
  }

  /** The memory of the view in bytes; 0 if views are read from the store. */
  get byteLength(): number {
    return (this.#tables?.byteLength ?? 0) + (this.#search?.byteLength ?? 0);
  }

  openView(at?: number, pace?: Pace): MaybePromise<GraphView | null> {
    if (!this.#tables) return this.#cached.openView(at, pace);
    if (this.#watch.hasNews()) this.#isBehind = true;
    // A timer retries the update. Requests must not wait for a store that is unavailable.
    if (this.#isStoreUnavailable) return this.#open(at, pace);
    if (this.#isBehind) return this.#openAfter(this.#update(), at, pace);
    return this.#updating ? this.#openAfter(this.#updating, at, pace) : this.#open(at, pace);
  }

  /** Reads from the store, since a time usually selects an older revision. */
  openViewAsOf(time: string, pace?: Pace): MaybePromise<GraphView | null> {
    return this.#reader.openViewAsOf(time, pace);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#retry);
    this.#search?.stop();
    await this.#watch.stop();
    await this.#updating;
    await this.#next;
  }

  /**
   * Opens a view after an update. Most revisions are small, and the update is fast. During a longer update, the view is
   * read from the store. If the update ends first, or the store is unavailable, the view in memory is used; it is the
   * previous view if the update has failed or has not ended.
   */
  async #openAfter(
    update: Promise<void>,
    at: number | undefined,
    pace: Pace | undefined,
  ): Promise<GraphView | null> {
    const timer = new AbortController();
    const isUpdated = await Promise.race([
      update.then(() => true),
      delay(this.#options.maxWaitMs ?? defaultMaxWaitMs, false, { ref: false, signal: timer.signal }).catch(
        () => false,
      ),
    ]);
    timer.abort();
    const isKnownBehind = this.#newestKnown > (this.#view?.revision.number ?? 0);
    if (isUpdated || !isKnownBehind || at !== undefined) return this.#open(at, pace);
    // Uses the first result: an unreachable store might never respond, but the update always ends.
    return Promise.race([this.#openFromStore(pace), update.then(() => this.#open(at, pace))]);
  }

  async #openFromStore(pace: Pace | undefined): Promise<GraphView | null> {
    try {
      return await this.#reader.openView(undefined, pace);
    } catch (error) {
      if (isUnavailable(error)) return this.#open(undefined, pace);
      throw error;
    }
  }

  #open(at: number | undefined, pace: Pace | undefined): MaybePromise<GraphView | null> {
    const view = this.#view;
    if (!this.#tables) return this.#cached.openView(at, pace);
    if (!view || (at !== undefined && at !== view.revision.number)) return this.#reader.openView(at, pace);
    return view;
  }

  async #load(): Promise<void> {
    const { budget, onProgress, onProblem } = this.#options;
    const revision = await this.#feed.newest();
    const total = await this.#feed.countClaims(revision.number);
    const tables = new GraphTables();
    for await (const batch of this.#feed.between(0, revision.number)) {
      tables.apply(batch);
      if (batch.type === 'claims') onProgress?.(tables.claims.length, total);
      if (tables.byteLength > budget) {
        onProblem?.({ type: 'OVER_BUDGET', bytes: tables.byteLength });
        return;
      }
    }
    this.#tables = tables;
    this.#setView(tables, revision);
    await this.#update();
  }

  /** Updates the view to the revision that is published at the time of the call, or to a newer revision. */
  #update(): Promise<void> {
    if (!this.#updating) {
      this.#updating = this.#runUpdate().finally(() => {
        this.#updating = undefined;
      });
      return this.#updating;
    }
    this.#next ??= this.#updating.then(() => {
      this.#next = undefined;
      return this.#update();
    });
    return this.#next;
  }

  async #runUpdate(): Promise<void> {
    const tables = this.#tables;
    const from = this.#view?.revision.number;
    if (!tables || from === undefined || this.#isClosed) return;
    this.#isBehind = false;
    try {
      const revision = await this.#feed.newest();
      this.#newestKnown = Math.max(this.#newestKnown, revision.number);
      if (revision.number > from) {
        await this.#publish(await this.#withChanges(tables, from, revision.number), revision);
      }
      this.#isStoreUnavailable = false;
    } catch (error) {
      if (this.#isClosed) return;
      this.#isStoreUnavailable = isUnavailable(error);
      this.#options.onProblem?.({ type: 'UPDATE_FAILED', error });
      clearTimeout(this.#retry);
      this.#retry = setTimeout(() => void this.#update(), retryMs).unref();
    }
  }

  /**
   * Adds the changes between two revisions to the tables. After a failed update, which leaves partial changes, new
   * tables are loaded instead.
   */
  async #withChanges(tables: GraphTables, from: number, to: number): Promise<GraphTables> {
    const wasPartial = this.#isPartial;
    const updated = wasPartial ? new GraphTables() : tables;
    this.#isPartial = true;
    for await (const batch of this.#feed.between(wasPartial ? 0 : from, to)) updated.apply(batch);
    this.#isPartial = false;
    return updated;
  }

  async #publish(tables: GraphTables, revision: GraphRevision): Promise<void> {
    const compacted = tables.isFragmented ? await tables.copyValid(revision.number) : tables;
    const bytes = compacted.byteLength;
    if (bytes > this.#options.budget) {
      this.#tables = null;
      this.#view = null;
      this.#search?.stop();
      this.#search = null;
      this.#options.onProblem?.({ type: 'OVER_BUDGET', bytes });
      return;
    }
    this.#tables = compacted;
    this.#setView(compacted, revision);
  }

  #setView(tables: GraphTables, revision: GraphRevision): void {
    tables.concepts.orderSlugs();
    const openStored = (pace?: Pace): MaybePromise<GraphView> =>
      mapMaybe(this.#reader.openView(revision.number, pace), (view) => {
        if (!view) throw new TypeError('Expected the view of a published revision, got null.');
        return view;
      });
    if (this.#search?.tables !== tables) {
      this.#search?.stop();
      this.#search = new SearchIndex(tables, this.#options.budget);
    }
    this.#view = new InMemoryView(this.#search, revision, openStored);
  }
}

function isUnavailable(error: unknown): boolean {
  return error instanceof TertiumError && error.code === 'STORE_UNAVAILABLE';
}
