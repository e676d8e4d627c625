import { mapMaybe, type MaybePromise } from '../../graph/work/maybe-promise.js';
import { badUserInput } from '../../graph/errors.js';
import { DependencyRecorder, type DependencyTags } from '../../graph/dependencies/dependency-recorder.js';
import type { ViewStamps } from '../../graph/dependencies/view-stamps.js';
import type { LoaderListeners } from '../../graph/loaders/loaders.js';
import type { Loaders } from '../../graph/loaders/loader-set.js';
import { maySeeChangeset, type Rights } from '../../graph/access/rights.js';
import type { EditingServices } from '../../editing/editing-services.js';
import type { GraphReader, GraphView } from '../../graph/ports/reading.js';
import { unknownChangeset, type ChangesetViews } from '../../editing/changeset-views.js';
import { EntityDependencies } from './entity-dependencies.js';
import type { RecordBytesCache } from '../bytes/record-bytes-cache.js';
import type { ExtendablePace } from '../../graph/work/extendable-pace.js';
import { commandPace, type Pace } from '../../graph/work/pace.js';
import { readingOnly, type RequestEnvironment } from './environment.js';
import { defaultPresentation, type Presentation } from './presentation.js';
import { RecordingView } from './recording-view.js';
import { RequestView, type Preview } from './request-view.js';
import type { ViewArguments } from './view-arguments.js';
import { isInMemory, memoOf } from './view-memo.js';

/** The names of the arguments that select a view, for errors. */
interface ViewArgumentNames {
  readonly at: string;
  readonly asOf: string;
}

/** The maximum number of changesets in one view. */
const maxChangesets = 20;

const viewArgumentNames: ViewArgumentNames = { at: 'at', asOf: 'asOf' };

/**
 * The context of one request. Fields read from the pinned view of the request or, without one, from the view that was
 * published when the work of the request began. A field that selects an older revision or changesets opens another view,
 * and its subfields read from that view. For the fields of a mutation, see `reopen`.
 *
 * Apollo Server copies the context member by member, so members cannot be `#private`.
 */
export class RequestContext {
  published: RequestView;
  readonly pace: Pace;
  readonly presentation: Presentation;
  readonly rights: Rights;
  /** The operations on changesets; null if the server does not accept edits. */
  readonly editing: EditingServices | null;
  /** Records what the request reads from the published view. Reads from older revisions are not recorded, because only erasures change them. */
  readonly recorder = new DependencyRecorder();
  /** Records what a request for entities (`_entities`) reads for each representation. */
  readonly entities = new EntityDependencies(this.recorder);
  private readonly reader: GraphReader;
  private readonly listeners: LoaderListeners;
  private readonly changesets: ChangesetViews | null;
  private readonly onOperationEnd: RequestEnvironment['onOperationEnd'];
  private readonly onReopen: RequestEnvironment['onReopen'];
  /**
   * Views of older revisions by number or time, and views with changesets; null until the request reads one of them, because few
   * requests do.
   */
  private older: Map<number | string, MaybePromise<RequestView>> | null = null;
  /** The views of the records that were not read from the published view. */
  private views: WeakMap<object, RequestView> | null = null;

  private constructor(
    reader: GraphReader,
    view: GraphView,
    listeners: LoaderListeners,
    pace: Pace,
    presentation: Presentation,
    { rights, editing, changesets, onOperationEnd, onReopen }: RequestEnvironment,
  ) {
    this.onOperationEnd = onOperationEnd;
    this.onReopen = onReopen;
    this.changesets = changesets;
    this.rights = rights;
    this.editing = editing;
    this.reader = reader;
    this.listeners = listeners;
    this.pace = pace;
    this.presentation = presentation;
    this.published = new RequestView(new RecordingView(view, this.recorder, reader), listeners, pace);
  }

  /**
   * Opens the context of a request.
   * @param pace the pace of the request; by default without deadline and time slices
   * @param presentation the defaults for texts; a request can select another locale
   * @param pinned the view that the request reads as if it were the published view; by default the view that is published now
   * @param environment what the request may use beyond the published graph; by default nothing
   */
  static async open(
    reader: GraphReader,
    listeners: LoaderListeners = {},
    pace: Pace = commandPace,
    presentation: Presentation = defaultPresentation,
    pinned: MaybePromise<GraphView> | null = null,
    environment: RequestEnvironment = readingOnly,
  ): Promise<RequestContext> {
    const view = await (pinned ?? reader.openView(undefined, pace));
    if (!view) throw new TypeError('Expected the published view, got none.');
    return new RequestContext(reader, view, listeners, pace, presentation, environment);
  }

  /**
   * Opens the view that is published now. The fields of a mutation run one after the other. Each calls this function after its operation,
   * so that its payload contains the effect of the operation.
   */
  async reopen(): Promise<void> {
    this.onOperationEnd?.();
    const view = await this.reader.openView(undefined, this.pace);
    if (!view) throw new TypeError('Expected the published view, got none.');
    this.older = null;
    this.published = new RequestView(
      new RecordingView(view, this.recorder, this.reader),
      this.listeners,
      this.pace,
    );
    this.onReopen?.(view.revision);
  }

  /**
   * Opens the view that the arguments of a field select; without arguments, the published view. Caches the views of the request.
   * @param names the names of the arguments, for errors
   * @throws {TertiumError} BAD_USER_INPUT if both a revision and a time are given, if the revision does not exist, if the time is before
   *   the first revision, for too many or repeated changesets, or for a changeset that is unknown, published, withdrawn or hidden from the request
   */
  viewAt(
    { with: changesets, ...revision }: ViewArguments,
    names: ViewArgumentNames = viewArgumentNames,
  ): MaybePromise<RequestView> {
    const stored = this.storedView(revision, names);
    if (!changesets || changesets.length === 0) return stored;
    return mapMaybe(stored, (below) => this.withChangesets(below, changesets));
  }

  private storedView(
    { at, asOf }: Pick<ViewArguments, 'at' | 'asOf'>,
    names: ViewArgumentNames,
  ): MaybePromise<RequestView> {
    const hasRevision = at !== null && at !== undefined;
    if (asOf === null || asOf === undefined)
      return hasRevision ? this.atRevision(at, names.at) : this.published;
    if (!hasRevision) return this.atTime(asOf, names.asOf);
    throw badUserInput(
      `Expected "${names.at}" or "${names.asOf}", got both: a revision and a time. Omit one of them.`,
      { argument: names.asOf },
    );
  }

  private atRevision(revision: number, argument: string): MaybePromise<RequestView> {
    const published = this.published.revision.number;
    if (revision === published) {
      // After the next publication, the same request reads the view of an older revision, whose nested comparisons have other ids.
      this.recorder.wholeGraph();
      return this.published;
    }
    if (revision < 1 || revision > published) {
      const expected =
        published === 0 ? 'no revision, because the graph is empty' : `a revision from 1 to ${published}`;
      throw badUserInput(`${argument}: expected ${expected}, got ${revision}.`, { argument });
    }
    this.older ??= new Map();
    const opened =
      this.older.get(revision) ??
      mapMaybe(this.reader.openView(revision, this.pace), (view) => this.trackView(view));
    this.older.set(revision, opened);
    return opened;
  }

  /** Opens a view with changesets. Reads from this view are not recorded, so a response with data from the view must not be cached. */
  private withChangesets(below: RequestView, ids: readonly string[]): MaybePromise<RequestView> {
    const argument = 'with';
    if (ids.length > maxChangesets) {
      throw badUserInput(`${argument}: expected ${maxChangesets} changesets at most, got ${ids.length}.`, {
        argument,
      });
    }
    const repeated = ids.find((id, index) => ids.indexOf(id) !== index);
    if (repeated !== undefined)
      throw badUserInput(`${argument}: expected each changeset once, got "${repeated}" more than once.`, {
        argument,
      });
    const hidden = ids.find((id) => !maySeeChangeset(this.rights, id));
    if (hidden !== undefined || !this.changesets) throw unknownChangeset(hidden ?? ids[0] ?? '', argument);
    this.recorder.wholeGraph();
    this.older ??= new Map();
    const key = JSON.stringify([below.revision.number, ...ids]);
    const base = below.view instanceof RecordingView ? below.view.inner : below.view;
    const opened =
      this.older.get(key) ??
      mapMaybe(this.changesets.open(base, ids, argument, this.pace), (view) =>
        this.trackView(view, { below, changesets: ids }),
      );
    this.older.set(key, opened);
    return opened;
  }

  private atTime(time: string, argument: string): MaybePromise<RequestView> {
    const { revision } = this.published;
    // No field reads a revision that is newer than the published view of the request.
    if (revision.number > 0 && time >= revision.time) {
      // The time can be in the future: the next revision may be published before it.
      this.recorder.wholeGraph();
      return this.published;
    }
    this.older ??= new Map();
    const opened =
      this.older.get(time) ??
      mapMaybe(this.reader.openViewAsOf(time, this.pace), (view) => {
        if (view === null) {
          const message = `${argument}: expected a time at or after the first revision, got ${time}. The query "revisions" lists the revisions.`;
          throw badUserInput(message, { argument });
        }
        const { number } = view.revision;
        const byNumber = this.older?.get(number) ?? this.trackView(view);
        this.older?.set(number, byNumber);
        return byNumber;
      });
    this.older.set(time, opened);
    return opened;
  }

  /** Returns the tags of what the request has read from the published view so far. */
  dependencies(): DependencyTags {
    this.entities.finish();
    return this.recorder.recorded();
  }

  /** Records separately what is read for each representation of a request for entities. @param pace of the request */
  separateEntities(pace: ExtendablePace): void {
    this.entities.separate(pace);
    this.published.sharesResults = false;
  }

  /** The cache for the bytes of the published view's records; null if the view is not in memory, or if the request has opened another view. */
  get recordBytes(): { readonly cache: RecordBytesCache; readonly stamps: ViewStamps } | null {
    const { view } = this.published;
    if (!isInMemory(view) || this.older) return null;
    const { recordBytes: cache, stamps } = memoOf(view);
    return { cache, stamps };
  }

  /** Returns the view that a record was read from. */
  viewOf(record: object): RequestView {
    return this.views?.get(record) ?? this.published;
  }

  /** Returns the loaders of the view that a record was read from. */
  loadersFor(record: object): Loaders {
    return this.viewOf(record).loaders;
  }

  /** Assigns a derived object to a view, so that its subfields are read from that view. */
  bind<Derived extends object>(derived: Derived, view: RequestView): Derived {
    if (view !== this.published) (this.views ??= new WeakMap()).set(derived, view);
    return derived;
  }

  /**
   * Opens the view of a revision in the history of a view: each changeset of the view is one revision.
   * @param revision at most the revision of the view
   * @throws {TertiumError} BAD_USER_INPUT for a number below 1
   */
  viewInHistory({ preview }: RequestView, revision: number): MaybePromise<RequestView> {
    const changesets = preview ? revision - preview.below.revision.number : 0;
    if (!preview || changesets <= 0) return this.viewAt({ at: revision });
    return this.withChangesets(preview.below, preview.changesets.slice(0, changesets));
  }

  /**
   * Returns the number of the stored revision that a view reads, for the ids of objects that are derived from the view; null if it is the published
   * revision. A view with changesets reads the stored revision below them.
   */
  pinOf({ stored }: RequestView): number | null {
    return stored === this.published.stored ? null : stored;
  }

  private trackView(view: GraphView | null, preview: Preview | null = null): RequestView {
    if (!view) throw new TypeError('Expected the view of a published revision, got none.');
    const views = (this.views ??= new WeakMap<object, RequestView>());
    const onRecord = (record: object): void => void views.set(record, opened);
    const opened: RequestView = new RequestView(view, { ...this.listeners, onRecord }, this.pace, preview);
    return opened;
  }
}
