import { LRUCache } from 'lru-cache';
import { textsKey, type CacheKey } from '../graph/cache-keys.js';
import { digest } from '../graph/identity.js';
import type { Changeset, ChangesetState, ChangesetStore } from '../graph/ports/changesets.js';
import { badUserInput, type TertiumError } from '../graph/errors.js';
import type { GraphRevision } from '../graph/ports/history.js';
import type { GraphView } from '../graph/ports/reading.js';
import type { Change } from '../graph/ports/writing.js';
import { writeToken } from '../graph/revision-token.js';
import type { Pace } from '../graph/work/pace.js';
import { withinTime } from '../graph/work/within-time.js';
import type { LayerChange } from '../read-model/layers/layer.js';
import { layerOver } from '../read-model/layers/layer-over.js';
import { unknownChangeset, type ChangesetViews } from './changeset-views.js';
import type { EditResolution } from './resolution.js';
import type { Resolutions } from './resolutions.js';

/** An open changeset on a view. */
export interface OpenedChangeset {
  readonly resolution: EditResolution;
  /** The view with the changes of the resolution. */
  readonly view: GraphView;
}

/** The maximum number of cached views. Each retains the view below it. */
const maxCachedViews = 16;

/** Opens changesets over views of the graph. Views are cached over views in memory, which requests share. */
export class OpenChangesets implements ChangesetViews {
  readonly #store: Pick<ChangesetStore, 'load'>;
  readonly #resolutions: Resolutions;
  readonly #views = new LRUCache<CacheKey, { readonly below: GraphView; readonly view: GraphView }>({
    max: maxCachedViews,
  });

  /** @param resolutions those that the operations on changesets use, so that both share one cache */
  constructor(store: Pick<ChangesetStore, 'load'>, resolutions: Resolutions) {
    this.#store = store;
    this.#resolutions = resolutions;
  }

  async open(base: GraphView, ids: readonly string[], argument: string, pace: Pace): Promise<GraphView> {
    const changesets = await withinTime(this.#store.load(ids), pace);
    let view = base;
    for (const [index, changeset] of changesets.entries()) {
      if (!changeset) throw unknownChangeset(ids[index] ?? '', argument);
      if (closedStates.includes(changeset.state)) throw closedChangeset(changeset, argument);
      ({ view } = await withinTime(this.over(view, changeset), pace));
    }
    return view;
  }

  /** Puts a changeset on a view, which may have other changesets. */
  async over(below: GraphView, changeset: Changeset): Promise<OpenedChangeset> {
    const key = keyOf(below.revision, changeset);
    const resolution = await this.#resolutions.of(below, changeset);
    const cached = this.#views.get(key);
    if (cached?.below === below) return { resolution, view: cached.view };
    const revision = pendingRevision(below.revision, changeset);
    const view = await layerOver(below, resolution.changes.filter(isLayerChange), revision);
    if (isShared(below) || this.#isCached(below)) this.#views.set(key, { below, view });
    return { resolution, view };
  }

  #isCached(view: GraphView): boolean {
    for (const cached of this.#views.values()) if (cached.view === view) return true;
    return false;
  }
}

/** The states in which a changeset cannot be opened: it is published or withdrawn. */
const closedStates: readonly ChangesetState[] = ['PUBLISHED', 'WITHDRAWN'];

function closedChangeset({ id, state, revision }: Changeset, argument: string): TertiumError {
  const done = state === 'PUBLISHED' ? 'is published' : 'is withdrawn';
  const remedy = revision === null ? `Omit it from "${argument}".` : `Read revision ${revision} instead.`;
  return badUserInput(`${argument}: expected an open changeset, got "${id}", which ${done}. ${remedy}`, {
    argument,
  });
}

/** Whether requests share a view. The reads of other views end with the request that opened them. */
function isShared({ inMemoryClaims }: GraphView): boolean {
  return inMemoryClaims !== undefined;
}

function keyOf(below: GraphRevision, { id, version }: Changeset): CacheKey {
  return textsKey(writeToken(below), id, String(version));
}

function isLayerChange(change: Change): change is LayerChange {
  return change.type !== 'completeSource';
}

/** The number of characters of each half of an epoch. All revisions of a graph share the first half. */
const epochPart = 8;

/**
 * Creates the revision of a view with a changeset, as if the changeset were published after the revision `below`. Its epoch identifies
 * `below` and the version of the changeset, so that its token never names other content.
 */
export function pendingRevision(below: GraphRevision, changeset: Changeset): GraphRevision {
  const { id, version, kind, title, author, changedAt } = changeset;
  const own = digest(['changeset', below.epoch, id, version]).slice(0, epochPart);
  return Object.freeze({
    number: below.number + 1,
    time: changedAt > below.time ? changedAt : below.time,
    author: author.name,
    message: title,
    origin: kind === 'IMPORT' ? 'IMPORT' : 'EDIT',
    epoch: `${below.epoch.slice(0, epochPart).padEnd(epochPart, '_')}${own}`,
    principal: author.principal,
    onBehalfOf: author.onBehalfOf,
    model: author.model,
    changeset: id,
    publisher: null,
    publisherPrincipal: null,
  });
}
