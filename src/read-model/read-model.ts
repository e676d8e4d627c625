import { mapMaybe, type MaybePromise } from '../graph/work/maybe-promise.js';
import type { GraphFeed, GraphWatch } from '../graph/ports/feed.js';
import { TertiumError } from '../graph/errors.js';
import type { GraphRevision } from '../graph/ports/history.js';
import type { PublicationLog } from '../graph/dependencies/publication-log.js';
import type { GraphReader, GraphView, Publication, Publications } from '../graph/ports/reading.js';
import type { Pace } from '../graph/work/pace.js';
import { isOfOneGraph } from '../graph/revision-token.js';
import { inSlices } from '../graph/work/steps.js';
import { background } from '../graph/work/time-slices.js';
import type { GraphStore } from '../graph/ports/writing.js';
import { CachedReader } from './cache/cached-view.js';
import { RetainedViews } from './publication/retained-views.js';
import { RevisionLog, type StagedLog } from './log/revision-log.js';
import { ViewPreparation } from './publication/view-preparation.js';
import { SearchIndex } from './search/search-index.js';
import { ChangedRows } from './tables/changed-rows.js';
import { GraphTables } from './tables/graph-tables.js';
import { InMemoryView } from './view/in-memory-view.js';
import { MeasuredSpreads } from './view/measured-spreads.js';
import { ViewCaches } from './view/view-caches.js';

export interface ReadModelOptions {
  /** The memory budget in bytes. Larger graphs are read from the store. */
  readonly budget: number;
  /** The maximum size of the cache for larger graphs in estimated bytes: a quarter of the budget by default. */
  readonly cacheBudget?: number;
  /**
   * The time in milliseconds from the start of an update in which requests wait for the next view: 25 by default. Later requests read the
   * previous view until the update ends.
   */
  readonly maxWaitMs?: number;
  /** The maximum time in milliseconds for the functions that prepare the next view before it is published: 500 by default. */
  readonly prepareMs?: number;
  /** The maximum time in milliseconds for which the view of a previous revision stays in memory: 10,000 by default. */
  readonly retainMs?: number;
  /** Called during the load with the number of loaded claims, and the total number of claims. */
  readonly onProgress?: (loaded: number, total: number) => void;
  /**
   * Called when the graph exceeds the budget, so that views are read from the store. Also called when an update, or a function that prepares a
   * view, fails.
   */
  readonly onProblem?: (problem: ReadModelProblem) => void;
}

export type ReadModelProblem =
  | { readonly type: 'OVER_BUDGET'; readonly bytes: number }
  | { readonly type: 'UPDATE_FAILED'; readonly error: unknown }
  | { readonly type: 'PREPARATION_FAILED'; readonly error: unknown };

/** The part of a store that a read model uses. */
export type ReadableStore = Pick<GraphStore, 'reader' | 'feed'>;

const retryMs = 500;
const defaultPrepareMs = 500;
const defaultRetainMs = 10_000;
const defaultMaxWaitMs = 25;
/**
 * The default size of the cache is the budget divided by this number. The whole budget would be too much, because cached objects slow the
 * garbage collector, unlike columns of numbers.
 */
const cacheDivisor = 4;

/** The graph in memory, at all revisions since its tables were filled. */
interface InMemoryGraph {
  readonly tables: GraphTables;
  readonly caches: ViewCaches;
  readonly search: SearchIndex;
}

/**
 * Serves the published view from memory, and updates it from revision to revision. Requests wait at most `maxWaitMs` for a running update,
 * and then read the previous view. The store is read for views of older revisions, for views by time, and for all views of a graph that
 * exceeds the budget. `publications.viewInMemory` also returns the next view while it is prepared, and the retained views of previous revisions.
 */
export class ReadModel implements GraphReader {
  readonly publications: Publications;
  readonly #reader: GraphReader;
  /** The reader with a cache, for graphs that exceed the budget. */
  readonly #cached: GraphReader;
  readonly #feed: GraphFeed;
  readonly #options: ReadModelOptions;
  readonly #watch: GraphWatch;
  /** Null if views are read from the store. */
  #graph: InMemoryGraph | null = null;
  #view: InMemoryView | null = null;
  /** The next view, while it is being prepared. */
  #nextView: InMemoryView | null = null;
  readonly #retained: RetainedViews<InMemoryView>;
  readonly #preparation: ViewPreparation;
  readonly #listeners = new Set<(publication: Publication) => void>();
  /** The tags that the revisions since the load have touched; null if views are read from the store. */
  #log: RevisionLog | null = null;
  /** Whether a newer revision than the view's revision may exist. */
  #isBehind = true;
  /** Whether the store was unavailable at the last update. The view is then used although it may be outdated. */
  #isStoreUnavailable = false;
  /**
   * The current update, and the next update. Calls during an update share the next update, since the current update may
   * miss their revision.
   */
  #updating: Promise<void> | undefined;
  #next: Promise<void> | undefined;
  /** Resolved when the current update ends, or after `maxWaitMs`; undefined afterwards. */
  #waiting: Promise<void> | undefined;
  #retry: NodeJS.Timeout | undefined;
  #isClosed = false;
  /** Whether the last update failed. */
  #hasFailed = false;
  /**
   * Whether the tables may have a part of the changes after the view's revision: during an update, and after a failed update. The view does
   * not contain these changes.
   */
  #isPartial = false;

  private constructor({ reader, feed }: ReadableStore, options: ReadModelOptions) {
    this.#reader = reader;
    const { budget, cacheBudget = Math.max(1, Math.floor(budget / cacheDivisor)) } = options;
    this.#cached = new CachedReader(reader, cacheBudget);
    this.#feed = feed;
    this.#options = options;
    this.#retained = new RetainedViews(options.retainMs ?? defaultRetainMs);
    this.#preparation = new ViewPreparation(options.prepareMs ?? defaultPrepareMs, (error) =>
      options.onProblem?.({ type: 'PREPARATION_FAILED', error }),
    );
    const logOf = (): PublicationLog | undefined => this.#log ?? undefined;
    this.publications = {
      get log() {
        return logOf();
      },
      viewInMemory: (revision) => this.#viewInMemory(revision),
      beforePublication: (prepare) => this.#preparation.add(prepare),
      afterPublication: (listener) => {
        this.#listeners.add(listener);
        return () => void this.#listeners.delete(listener);
      },
    };
    this.#watch = feed.watch(() => {
      this.#isBehind = true;
      if (this.#graph && !this.#isClosed) void this.#update();
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
    return (this.#graph?.tables.byteLength ?? 0) + (this.#graph?.search.byteLength ?? 0);
  }

  openView(at?: number, pace?: Pace): MaybePromise<GraphView | null> {
    if (!this.#graph) return this.#cached.openView(at, pace);
    if (this.#watch.hasNews()) this.#isBehind = true;
    // A timer retries the update. Requests must not wait for a store that is unavailable.
    if (this.#isStoreUnavailable) return this.#open(at, pace);
    if (this.#isBehind) void this.#update();
    if (!this.#waiting || at === this.#view?.revision.number) return this.#open(at, pace);
    return this.#waiting.then(() => this.#open(at, pace));
  }

  /** Reads from the store, since a time usually selects an older revision. */
  openViewAsOf(time: string, pace?: Pace): MaybePromise<GraphView | null> {
    return this.#reader.openViewAsOf(time, pace);
  }

  /**
   * Waits until requests read a revision or a newer one. Also ends if views are read from the store, if the update fails, and if the model
   * is closed.
   */
  async published(revision: number): Promise<void> {
    this.#isBehind ||= this.#updating === undefined;
    while (this.#graph && !this.#isClosed && this.#isBefore(revision)) {
      await (this.#updating ?? this.#update());
      if (this.#hasFailed) return;
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#retry);
    this.#graph?.search.stop();
    this.#preparation.stop();
    this.#retained.clear();
    await this.#watch.stop();
    await this.#updating;
    await this.#next;
  }

  #isBefore(revision: number): boolean {
    return (this.#view?.revision.number ?? revision) < revision;
  }

  #open(at: number | undefined, pace: Pace | undefined): MaybePromise<GraphView | null> {
    const view = this.#view;
    if (!this.#graph) return this.#cached.openView(at, pace);
    if (!view || (at !== undefined && at !== view.revision.number)) return this.#reader.openView(at, pace);
    return view;
  }

  #viewInMemory(revision: number): GraphView | null {
    for (const view of [this.#view, this.#nextView]) if (view?.revision.number === revision) return view;
    return this.#retained.get(revision);
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
    tables.concepts.orderSlugs();
    this.#log = new RevisionLog(revision.number);
    this.#graph = this.#graphOf(tables, new MeasuredSpreads(this.#log));
    this.#view = this.#createView(this.#graph, revision, this.#log);
    await this.#update();
  }

  /** Updates the view to the revision that is published at the time of the call, or to a newer revision. */
  #update(): Promise<void> {
    if (!this.#updating) {
      this.#updating = this.#runUpdate().finally(() => {
        this.#updating = undefined;
      });
      this.#startWaiting(this.#updating);
      return this.#updating;
    }
    this.#next ??= this.#updating.then(() => {
      this.#next = undefined;
      return this.#update();
    });
    return this.#next;
  }

  #startWaiting(update: Promise<void>): void {
    const waiting = new Promise<void>((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        if (this.#waiting === waiting) this.#waiting = undefined;
        resolve();
      };
      const timer = setTimeout(end, this.#options.maxWaitMs ?? defaultMaxWaitMs).unref();
      void update.then(end);
    });
    this.#waiting = waiting;
  }

  async #runUpdate(): Promise<void> {
    const view = this.#view;
    if (!this.#graph || !view || this.#isClosed) return;
    this.#isBehind = false;
    try {
      const revision = await this.#feed.newest();
      if (revision.number > view.revision.number) await this.#publish(view, revision);
      this.#isStoreUnavailable = false;
      this.#hasFailed = false;
    } catch (error) {
      this.#log?.discard();
      if (this.#isClosed) return;
      this.#hasFailed = true;
      this.#isStoreUnavailable = isUnavailable(error);
      this.#options.onProblem?.({ type: 'UPDATE_FAILED', error });
      clearTimeout(this.#retry);
      this.#retry = setTimeout(() => void this.#update(), retryMs).unref();
    }
  }

  /** Loads a revision, prepares its view, and publishes the view. Requests read the previous view until then. */
  async #publish(previous: InMemoryView, revision: GraphRevision): Promise<void> {
    const log = this.#log as RevisionLog;
    const staged = log.stage(revision.number);
    const wasPartial = this.#isPartial;
    // An erasure has changed earlier revisions, so their tables and views must not be used.
    const isErased = !isOfOneGraph(previous.revision.epoch, revision.epoch);
    this.#isPartial = true;
    const { graph, view } =
      wasPartial || isErased
        ? await this.#reload(revision, staged)
        : await this.#withChanges(this.#graph as InMemoryGraph, previous, revision, staged);
    if (graph.tables.byteLength > this.#options.budget) {
      this.#readFromStore(graph.tables.byteLength);
      return;
    }
    this.#nextView = view;
    await this.#preparation.run(view, () => this.#takeOver(graph, view));
    if (isErased) this.#retained.clear();
    for (const listener of this.#listeners) listener({ revision: revision.number, touched: staged.tags });
  }

  /** Adds the changes between two revisions to the tables, and the tags that the changes touch to the log. Compacts fragmented tables. */
  async #withChanges(
    graph: InMemoryGraph,
    previous: InMemoryView,
    revision: GraphRevision,
    staged: StagedLog,
  ): Promise<{ graph: InMemoryGraph; view: InMemoryView }> {
    const { tables, caches } = graph;
    const changed = new ChangedRows();
    for await (const batch of this.#feed.between(previous.revision.number, revision.number)) {
      await inSlices(tables.applying(batch, changed), background);
    }
    tables.concepts.orderSlugs();
    const view = this.#createView(graph, revision, staged);
    staged.complete(await inSlices(view.touchedSince(previous, changed), background));
    if (!tables.isFragmented) {
      await inSlices(view.renewLists(), background);
      return { graph, view };
    }
    const compacted = this.#graphOf(await tables.copyValid(revision.number), caches.spreads);
    compacted.tables.concepts.orderSlugs();
    return { graph: compacted, view: this.#createView(compacted, revision, staged) };
  }

  /** Loads new tables: after a failed update, which left partial changes in the tables, and after an erasure. */
  async #reload(
    revision: GraphRevision,
    staged: StagedLog,
  ): Promise<{ graph: InMemoryGraph; view: InMemoryView }> {
    const tables = new GraphTables();
    for await (const batch of this.#feed.between(0, revision.number)) {
      await inSlices(tables.applying(batch), background);
    }
    tables.concepts.orderSlugs();
    staged.complete(null);
    const graph = this.#graphOf(tables, new MeasuredSpreads(this.#log as RevisionLog));
    return { graph, view: this.#createView(graph, revision, staged) };
  }

  #takeOver(graph: InMemoryGraph, view: InMemoryView): void {
    const previous = this.#view;
    const replaced = this.#graph;
    this.#log?.publish();
    this.#graph = graph;
    this.#view = view;
    this.#nextView = null;
    this.#isPartial = false;
    if (replaced && replaced !== graph) {
      replaced.search.stop();
      // At most one copy of the graph is retained for earlier views.
      this.#retained.removeAllExcept((each) => each.isOf(replaced.tables));
    }
    if (previous) this.#retained.add(previous);
  }

  #readFromStore(bytes: number): void {
    this.#graph?.search.stop();
    this.#graph = null;
    this.#view = null;
    this.#log = null;
    this.#retained.clear();
    this.#options.onProblem?.({ type: 'OVER_BUDGET', bytes });
  }

  #graphOf(tables: GraphTables, spreads: MeasuredSpreads): InMemoryGraph {
    return {
      tables,
      caches: new ViewCaches(spreads),
      search: new SearchIndex(tables, this.#options.budget),
    };
  }

  #createView({ search, caches }: InMemoryGraph, revision: GraphRevision, log: PublicationLog): InMemoryView {
    const openStored = (pace?: Pace): MaybePromise<GraphView> =>
      mapMaybe(this.#reader.openView(revision.number, pace), (view) => {
        if (!view) throw new TypeError('Expected the view of a published revision, got null.');
        return view;
      });
    return new InMemoryView(search, revision, caches, log, openStored);
  }
}

function isUnavailable(error: unknown): boolean {
  return error instanceof TertiumError && error.code === 'STORE_UNAVAILABLE';
}
