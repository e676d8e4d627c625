import { mapMaybe, type MaybePromise } from '../../graph/work/maybe-promise.js';
import { badUserInput } from '../../graph/errors.js';
import type { LoaderListeners } from '../../graph/loaders/loaders.js';
import type { Loaders } from '../../graph/loaders/loader-set.js';
import type { GraphReader, GraphView } from '../../graph/ports/reading.js';
import type { RecordBytesCache } from '../bytes/record-bytes-cache.js';
import { commandPace, type Pace } from '../../graph/work/pace.js';
import { RequestView } from './request-view.js';
import { isInMemory, memoOf } from './view-memo.js';

/**
 * The context of one request. All fields read from one view: the revision that was published when the request arrived. A field that names an
 * older revision opens a second view, and its subfields read from the second view.
 *
 * Apollo Server copies the context member by member, so members cannot be `#private`.
 */
export class RequestContext {
  readonly published: RequestView;
  readonly pace: Pace;
  private readonly reader: GraphReader;
  private readonly listeners: LoaderListeners;
  /** Views of older revisions; null until the request reads an older revision, because few requests do. */
  private older: Map<number, MaybePromise<RequestView>> | null = null;
  /** The views of records from older revisions. */
  private views: WeakMap<object, RequestView> | null = null;

  private constructor(reader: GraphReader, view: GraphView, listeners: LoaderListeners, pace: Pace) {
    this.reader = reader;
    this.listeners = listeners;
    this.pace = pace;
    this.published = new RequestView(view, listeners, pace);
  }

  /** Opens the published view. @param pace the pace of the request; by default without deadline and time slices */
  static async open(
    reader: GraphReader,
    listeners: LoaderListeners = {},
    pace: Pace = commandPace,
  ): Promise<RequestContext> {
    const view = await reader.openView(undefined, pace);
    if (!view) throw new TypeError('Expected the published view, got none.');
    return new RequestContext(reader, view, listeners, pace);
  }

  /**
   * The view at a revision; the published view if `revision` is null or undefined.
   * @throws {TertiumError} BAD_USER_INPUT if the revision does not exist
   */
  at(revision: number | null | undefined): MaybePromise<RequestView> {
    const published = this.published.view.revision.number;
    if (revision === null || revision === undefined || revision === published) return this.published;
    if (revision < 1 || revision > published) {
      throw badUserInput(`at: expected a revision from 1 to ${published}, got ${revision}.`, {
        argument: 'at',
      });
    }
    this.older ??= new Map();
    const opened =
      this.older.get(revision) ??
      mapMaybe(this.reader.openView(revision, this.pace), (view) => this.trackView(view));
    this.older.set(revision, opened);
    return opened;
  }

  /** The cached bytes of the published view's records; null if the view is not in memory, or if the request has opened an older revision. */
  get recordBytes(): RecordBytesCache | null {
    const { view } = this.published;
    return isInMemory(view) && !this.older ? memoOf(view).recordBytes : null;
  }

  /** The view that a record was read from. */
  viewOf(record: object): RequestView {
    return this.views?.get(record) ?? this.published;
  }

  /** The loaders of the view that a record was read from. */
  loadersFor(record: object): Loaders {
    return this.viewOf(record).loaders;
  }

  /** Assigns a derived object to a view, so that its subfields are read from that view. */
  bind<Derived extends object>(derived: Derived, view: RequestView): Derived {
    if (view !== this.published) (this.views ??= new WeakMap()).set(derived, view);
    return derived;
  }

  private trackView(view: GraphView | null): RequestView {
    if (!view) throw new TypeError('Expected the view of a published revision, got none.');
    const views = (this.views ??= new WeakMap<object, RequestView>());
    const onRecord = (record: object): void => void views.set(record, opened);
    const opened: RequestView = new RequestView(view, { ...this.listeners, onRecord }, this.pace);
    return opened;
  }
}
