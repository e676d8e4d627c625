import { mapMaybe, type MaybePromise } from '../../graph/work/maybe-promise.js';
import { badUserInput } from '../../graph/errors.js';
import type { LoaderListeners } from '../../graph/loaders/loaders.js';
import type { Loaders } from '../../graph/loaders/loader-set.js';
import type { GraphReader, GraphView } from '../../graph/ports/reading.js';
import type { RecordBytesCache } from '../bytes/record-bytes-cache.js';
import { unhurried, type Pace } from '../../graph/work/pace.js';
import { RequestView } from './request-view.js';
import { isInMemory, memoOf } from './view-memo.js';

/**
 * What one request works with. It sees one revision from its first field to its last: the one published
 * when it came in. A field that asks for an older revision opens that one beside it, and everything below
 * the field is read from there.
 *
 * (Apollo copies the context member by member, so that members cannot be hard-private.)
 */
export class RequestContext {
  readonly published: RequestView;
  readonly pace: Pace;
  private readonly reader: GraphReader;
  private readonly listeners: LoaderListeners;
  /** Made for the few requests that ask for one. */
  private older: Map<number, MaybePromise<RequestView>> | null = null;
  /** Which records came from an older revision. */
  private views: WeakMap<object, RequestView> | null = null;

  private constructor(reader: GraphReader, view: GraphView, listeners: LoaderListeners, pace: Pace) {
    this.reader = reader;
    this.listeners = listeners;
    this.pace = pace;
    this.published = new RequestView(view, listeners, pace);
  }

  /** @param pace at which its work goes on; to the end, unless it is given */
  static async open(
    reader: GraphReader,
    listeners: LoaderListeners = {},
    pace: Pace = unhurried,
  ): Promise<RequestContext> {
    const view = await reader.openView(undefined, pace);
    if (!view) throw new TypeError('The published view is always there.');
    return new RequestContext(reader, view, listeners, pace);
  }

  /**
   * The view at a revision; the published one where none is named.
   * @throws {TertiumError} BAD_USER_INPUT where there is no such revision
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

  /**
   * What has been written of the published records; null where these are not held in memory, and from the
   * moment on when older ones are read beside them.
   */
  get recordBytes(): RecordBytesCache | null {
    const { view } = this.published;
    return isInMemory(view) && !this.older ? memoOf(view).recordBytes : null;
  }

  /** The view that a record came from. */
  viewOf(record: object): RequestView {
    return this.views?.get(record) ?? this.published;
  }

  /** What to read on with from a record: the loaders of the view that it came from. */
  loadersFor(record: object): Loaders {
    return this.viewOf(record).loaders;
  }

  /** Lets what is derived from an older view's records be read on from that view. */
  bind<Derived extends object>(derived: Derived, view: RequestView): Derived {
    if (view !== this.published) (this.views ??= new WeakMap()).set(derived, view);
    return derived;
  }

  private trackView(view: GraphView | null): RequestView {
    if (!view) throw new TypeError('A revision that has been published stays.');
    const views = (this.views ??= new WeakMap<object, RequestView>());
    const onRecord = (record: object): void => void views.set(record, opened);
    const opened: RequestView = new RequestView(view, { ...this.listeners, onRecord }, this.pace);
    return opened;
  }
}
