import { mapMaybe, type MaybePromise } from '../../graph/work/maybe-promise.js';
import { badUserInput } from '../../graph/errors.js';
import type { LoaderListeners } from '../../graph/loaders/loaders.js';
import type { Loaders } from '../../graph/loaders/loader-set.js';
import type { GraphReader, GraphView } from '../../graph/ports/reading.js';
import type { Fragments } from '../bytes/fragments.js';
import { unhurried, type Pace } from '../../graph/work/pace.js';
import { RequestView } from './request-view.js';
import { isHeld, memoOf } from './view-memo.js';

/**
 * The context of one request. All fields read from one revision: the one that was published when the request arrived.
 * A field with the argument `at` opens a second view, and everything below the field is read from that view.
 *
 * (Apollo copies the context member by member, so members cannot be `#private`.)
 */
export class RequestContext {
  readonly published: RequestView;
  readonly pace: Pace;
  private readonly reader: GraphReader;
  private readonly listeners: LoaderListeners;
  /** Created only for requests that use `at`. */
  private older: Map<number, MaybePromise<RequestView>> | null = null;
  /** The older view of each record that was read from one. */
  private views: WeakMap<object, RequestView> | null = null;

  private constructor(reader: GraphReader, view: GraphView, listeners: LoaderListeners, pace: Pace) {
    this.reader = reader;
    this.listeners = listeners;
    this.pace = pace;
    this.published = new RequestView(view, listeners, pace);
  }

  /** @param pace schedules the work of the request; by default, work runs to its end without a pause */
  static async open(
    reader: GraphReader,
    listeners: LoaderListeners = {},
    pace: Pace = unhurried,
  ): Promise<RequestContext> {
    const view = await reader.openView(undefined, pace);
    if (!view) throw new TypeError('Expected a view of the published revision.');
    return new RequestContext(reader, view, listeners, pace);
  }

  /**
   * The view of a revision; by default, the published view.
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
      mapMaybe(this.reader.openView(revision, this.pace), (view) => this.keep(view));
    this.older.set(revision, opened);
    return opened;
  }

  /**
   * The cached bytes of the published records; null if the view is not in memory, and as soon as the request also
   * reads an older view.
   */
  get fragments(): Fragments | null {
    const { view } = this.published;
    return isHeld(view) && !this.older ? memoOf(view).fragments : null;
  }

  /** The view that a record was read from. */
  viewOf(record: object): RequestView {
    return this.views?.get(record) ?? this.published;
  }

  /** The loaders of the view that a record was read from. */
  loadersFor(record: object): Loaders {
    return this.viewOf(record).loaders;
  }

  /** Registers records that were derived from records of an older view, so that their fields read from that view. */
  bind<Derived extends object>(derived: Derived, view: RequestView): Derived {
    if (view !== this.published) (this.views ??= new WeakMap()).set(derived, view);
    return derived;
  }

  private keep(view: GraphView | null): RequestView {
    if (!view) throw new TypeError('Expected a published revision to stay readable.');
    const views = (this.views ??= new WeakMap<object, RequestView>());
    const onRecord = (record: object): void => void views.set(record, opened);
    const opened: RequestView = new RequestView(view, { ...this.listeners, onRecord }, this.pace);
    return opened;
  }
}
