import { createLoaders, type LoaderListeners } from '../../graph/loaders/loaders.js';
import type { Loaders } from '../../graph/loaders/loader-set.js';
import type { GraphRevision } from '../../graph/ports/history.js';
import type { GraphView } from '../../graph/ports/reading.js';
import type { GraphStatistics } from '../../graph/ports/statistics.js';
import type { MaybePromise } from '../../graph/work/maybe-promise.js';
import type { Loading } from '../../graph/loaders/loader.js';
import type { Pace } from '../../graph/work/pace.js';
import { inSlices, type Steps } from '../../graph/work/steps.js';
import { withoutPromise } from './in-memory-axis-knowledge.js';
import { recordingLoaders } from './recording-loaders.js';
import { RecordingView } from './recording-view.js';
import { InMemorySpreads, StoredSpreads, type LoadableSpreads } from './request-spreads.js';
import { viewKeyOf, type ViewArguments } from './view-arguments.js';
import { isInMemory, memoOf } from './view-memo.js';

/** The parts of a view with changesets. */
export interface Preview {
  readonly below: RequestView;
  /** The ids of the changesets, in order. */
  readonly changesets: readonly string[];
}

/** A view of the graph with the loaders of one request. */
export class RequestView {
  readonly view: GraphView;
  readonly pace: Pace;
  /** Whether a part of the request may use results that another part has computed. False if the reads of each part are recorded separately. */
  sharesResults = true;
  /** The view below the changesets, and their ids; null without changesets. */
  readonly preview: Preview | null;
  readonly #listeners: LoaderListeners;
  #loaders: Loaders | undefined;
  #spreads: LoadableSpreads | undefined;

  /**
   * Creates the view of a request.
   * @param pace the pace of the request
   * @param preview the changesets of `view`, and the view below them; null without changesets
   */
  constructor(view: GraphView, listeners: LoaderListeners, pace: Pace, preview: Preview | null = null) {
    this.view = view;
    this.preview = preview;
    this.pace = pace;
    this.#listeners = listeners;
  }

  /** The loaders, created at the first use: requests that are served from cached bytes of an in-memory view need no loaders. */
  get loaders(): Loaders {
    return (this.#loaders ??= this.#createLoaders());
  }

  /** The revision of the view. Not recorded as a dependency: code that returns a revision to clients must read `view.revision`. */
  get revision(): GraphRevision {
    return this.view instanceof RecordingView ? this.view.inner.revision : this.view.revision;
  }

  /** The number of the stored revision that the view reads; for a view with changesets, of the revision below them. */
  get stored(): number {
    return (this.preview?.below ?? this).revision.number;
  }

  /**
   * Returns the statistics of the view. Not recorded as a dependency: they decide whether an operation is executed, not what its result
   * contains. Code that returns statistics to clients must call `view.statistics`.
   */
  statistics(): MaybePromise<GraphStatistics> {
    return (this.view instanceof RecordingView ? this.view.inner : this.view).statistics();
  }

  /** The spreads of the view's dimensions. */
  get spreads(): LoadableSpreads {
    const { view } = this;
    return (this.#spreads ??= isInMemory(view)
      ? new InMemorySpreads(memoOf(view).spreads, this.pace)
      : new StoredSpreads(this.loaders));
  }

  #createLoaders(): Loaders {
    const loaders = createLoaders(this.view, this.#listeners, this.pace);
    return this.view instanceof RecordingView ? recordingLoaders(loaders, this.view.recorder) : loaders;
  }
}

/**
 * Returns the revision that the ids of derived objects cover: the stored revision if the field selects a revision or a time; otherwise null, so
 * that the ids do not change with each publication.
 */
export function pinnedRevision(selected: ViewArguments, { stored }: RequestView): number | null {
  return viewKeyOf(selected) === null ? null : stored;
}

/** Loads keys that may each take a millisecond or more. An in-memory view loads the keys one by one in time slices, another view in one batch. */
export function loadInSteps<Key, Value>(
  { view, pace }: RequestView,
  loading: Loading<Key, Value>,
  keys: readonly Key[],
): MaybePromise<readonly Value[]> {
  return isInMemory(view) ? inSlices(loadEach(loading, keys), pace) : loading.loadMany(keys);
}

function* loadEach<Key, Value>(loading: Loading<Key, Value>, keys: readonly Key[]): Steps<readonly Value[]> {
  const values: Value[] = [];
  for (const key of keys) {
    values.push(withoutPromise(loading.load(key)));
    yield;
  }
  return values;
}
