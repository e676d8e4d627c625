import { setTimeout as delay } from 'node:timers/promises';
import { mapMaybe, type MaybePromise } from '../graph/work/maybe-promise.js';
import type { GraphFeed, GraphWatch } from '../graph/ports/feed.js';
import { TertiumError } from '../graph/errors.js';
import type { GraphReader, GraphRevision, GraphView } from '../graph/ports/reading.js';
import type { Pace } from '../graph/work/pace.js';
import type { GraphStore } from '../graph/ports/writing.js';
import { CachedReader } from './cache/cached-view.js';
import { GraphTables } from './tables/graph-tables.js';
import { HeldView } from './view/held-view.js';

export interface ReadModelOptions {
  /** How much it may take, in bytes; a graph that takes more is read from the store. */
  readonly budget: number;
  /** How much is kept of what is read of a graph that takes more, in bytes by estimate: a quarter of the budget, if left out. */
  readonly cacheBudget?: number;
  /** How long a request waits for the next revision before it is read from the store, in milliseconds: 50, if left out. */
  readonly patience?: number;
  /** Is told, now and then, how many claims of how many have been loaded. */
  readonly onProgress?: (loaded: number, whole: number) => void;
  /** Is told why the store is read instead, for good or for now. */
  readonly onTrouble?: (trouble: ReadModelTrouble) => void;
}

export type ReadModelTrouble =
  | { readonly type: 'OVER_BUDGET'; readonly bytes: number }
  | { readonly type: 'NOT_MOVED_ON'; readonly error: unknown };

/** What is needed of a store to hold what it has published. */
export type ReadableStore = Pick<GraphStore, 'reader' | 'feed'>;

const retryMs = 500;
const patienceMs = 50;
/** Objects weigh on whoever collects garbage, as columns of numbers do not. */
const cachedShare = 4;

/**
 * The published view, held in memory and moved on from revision to revision, in front of a store. Views of older
 * revisions come from the store, and all do where the graph takes more than the budget.
 */
export class ReadModel implements GraphReader {
  readonly #stored: GraphReader;
  /** The same, for a graph that takes more than the budget. */
  readonly #cached: GraphReader;
  readonly #feed: GraphFeed;
  readonly #options: ReadModelOptions;
  readonly #watch: GraphWatch;
  /** Null where the store is read. */
  #tables: GraphTables | null = null;
  #view: HeldView | null = null;
  /** There may be a newer revision than that of the view. */
  #isBehind = true;
  /** The number of the newest revision that is known of. */
  #newestKnown = 0;
  /** The last attempt to move on failed: the view is the newest that can be had. */
  #isStoreAway = false;
  /** The moves that have been asked for: one is under way, and those who come meanwhile share the next. */
  #moving: Promise<void> | undefined;
  #next: Promise<void> | undefined;
  #retry: NodeJS.Timeout | undefined;
  #isClosed = false;
  /** The tables have part of what came after the view; it does not see that. */
  #isTorn = false;

  private constructor({ reader, feed }: ReadableStore, options: ReadModelOptions) {
    this.#stored = reader;
    const { budget, cacheBudget = Math.max(1, Math.floor(budget / cachedShare)) } = options;
    this.#cached = new CachedReader(reader, cacheBudget);
    this.#feed = feed;
    this.#options = options;
    this.#watch = feed.watch((newest) => {
      this.#isBehind = true;
      this.#newestKnown = Math.max(this.#newestKnown, newest);
      if (this.#tables && !this.#isClosed) void this.#moveOn();
    });
  }

  /**
   * Loads what a store has published.
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

  /** What it takes, in bytes; 0 where the store is read. */
  get byteLength(): number {
    return this.#tables?.byteLength ?? 0;
  }

  openView(at?: number, pace?: Pace): MaybePromise<GraphView | null> {
    if (!this.#tables) return this.#cached.openView(at, pace);
    if (this.#watch.hasNews()) this.#isBehind = true;
    // A timer tries again; a request that waited for it would wait for a store that is away.
    if (this.#isStoreAway) return this.#open(at, pace);
    if (this.#isBehind) return this.#openAfter(this.#moveOn(), at, pace);
    return this.#moving ? this.#openAfter(this.#moving, at, pace) : this.#open(at, pace);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#retry);
    await this.#watch.stop();
    await this.#moving;
    await this.#next;
  }

  /**
   * Most revisions are small. While one is loaded that is not, the store is read; where the store does not answer, the view
   * that was published before.
   */
  async #openAfter(
    move: Promise<void>,
    at: number | undefined,
    pace: Pace | undefined,
  ): Promise<GraphView | null> {
    const patience = new AbortController();
    const isMoved = await Promise.race([
      move.then(() => true),
      delay(this.#options.patience ?? patienceMs, false, { ref: false, signal: patience.signal }).catch(
        () => false,
      ),
    ]);
    patience.abort();
    const isKnownToBeBehind = this.#newestKnown > (this.#view?.revision.number ?? 0);
    if (isMoved || !isKnownToBeBehind || at !== undefined) return this.#open(at, pace);
    // Whichever is first: a store that is out of reach may not answer at all, while the move ends in time.
    return Promise.race([this.#openStored(pace), move.then(() => this.#open(at, pace))]);
  }

  async #openStored(pace: Pace | undefined): Promise<GraphView | null> {
    try {
      return await this.#stored.openView(undefined, pace);
    } catch (error) {
      if (isUnavailable(error)) return this.#open(undefined, pace);
      throw error;
    }
  }

  #open(at: number | undefined, pace: Pace | undefined): MaybePromise<GraphView | null> {
    const view = this.#view;
    if (!this.#tables) return this.#cached.openView(at, pace);
    if (!view || (at !== undefined && at !== view.revision.number)) return this.#stored.openView(at, pace);
    return view;
  }

  async #load(): Promise<void> {
    const { budget, onProgress, onTrouble } = this.#options;
    const revision = await this.#feed.newest();
    const whole = await this.#feed.countClaims(revision.number);
    const tables = new GraphTables();
    for await (const batch of this.#feed.between(0, revision.number)) {
      tables.take(batch);
      if (batch.type === 'claims') onProgress?.(tables.claims.length, whole);
      if (tables.byteLength > budget) {
        onTrouble?.({ type: 'OVER_BUDGET', bytes: tables.byteLength });
        return;
      }
    }
    this.#tables = tables;
    this.#show(tables, revision);
    await this.#moveOn();
  }

  /** Comes to the revision that is published by the time it is called, or to a newer one. */
  #moveOn(): Promise<void> {
    if (!this.#moving) {
      this.#moving = this.#move().finally(() => {
        this.#moving = undefined;
      });
      return this.#moving;
    }
    this.#next ??= this.#moving.then(() => {
      this.#next = undefined;
      return this.#moveOn();
    });
    return this.#next;
  }

  async #move(): Promise<void> {
    const tables = this.#tables;
    const from = this.#view?.revision.number;
    if (!tables || from === undefined || this.#isClosed) return;
    this.#isBehind = false;
    try {
      const revision = await this.#feed.newest();
      this.#newestKnown = Math.max(this.#newestKnown, revision.number);
      if (revision.number > from) {
        await this.#keep(await this.#moved(tables, from, revision.number), revision);
      }
      this.#isStoreAway = false;
    } catch (error) {
      if (this.#isClosed) return;
      this.#isStoreAway = isUnavailable(error);
      this.#options.onTrouble?.({ type: 'NOT_MOVED_ON', error });
      clearTimeout(this.#retry);
      this.#retry = setTimeout(() => void this.#moveOn(), retryMs).unref();
    }
  }

  /** The tables with what came between two revisions; others, where a move broke off, as part of it was taken. */
  async #moved(tables: GraphTables, from: number, to: number): Promise<GraphTables> {
    const isTorn = this.#isTorn;
    const moved = isTorn ? new GraphTables() : tables;
    this.#isTorn = true;
    for await (const batch of this.#feed.between(isTorn ? 0 : from, to)) moved.take(batch);
    this.#isTorn = false;
    return moved;
  }

  async #keep(tables: GraphTables, revision: GraphRevision): Promise<void> {
    const kept = tables.isWorn ? await tables.takenOver(revision.number) : tables;
    const bytes = kept.byteLength;
    if (bytes > this.#options.budget) {
      this.#tables = null;
      this.#view = null;
      this.#options.onTrouble?.({ type: 'OVER_BUDGET', bytes });
      return;
    }
    this.#tables = kept;
    this.#show(kept, revision);
  }

  #show(tables: GraphTables, revision: GraphRevision): void {
    tables.concepts.orderSlugs();
    const openStored = (pace?: Pace): MaybePromise<GraphView> =>
      mapMaybe(this.#stored.openView(revision.number, pace), (view) => {
        if (!view) throw new TypeError('A revision that has been published stays.');
        return view;
      });
    this.#view = new HeldView(tables, revision, openStored);
  }
}

function isUnavailable(error: unknown): boolean {
  return error instanceof TertiumError && error.code === 'STORE_UNAVAILABLE';
}
