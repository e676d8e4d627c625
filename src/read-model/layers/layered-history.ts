import type { Claim } from '../../graph/claim.js';
import type { Concept } from '../../graph/concept.js';
import type { Erasure } from '../../graph/ports/erasures.js';
import type {
  Changed,
  ChangedRequest,
  ChangePage,
  ChangePageRequest,
  DiffEntry,
  GraphHistory,
  GraphRevision,
  RevisionPage,
  RevisionPageRequest,
} from '../../graph/ports/history.js';
import { compareCodePoints } from '../../graph/text/code-points.js';
import { mapMaybe, type MaybePromise } from '../../graph/work/maybe-promise.js';
import type { Pace } from '../../graph/work/pace.js';
import type { Layer } from './layer.js';

/** The history of a view, with the revision of a layer as the newest one. */
export class LayeredHistory implements GraphHistory {
  readonly #base: GraphHistory;
  readonly #layer: Layer;
  readonly #revision: GraphRevision;

  constructor(base: GraphHistory, layer: Layer, revision: GraphRevision) {
    this.#base = base;
    this.#layer = layer;
    this.#revision = revision;
  }

  revisions(numbers: readonly number[], pace?: Pace): MaybePromise<readonly (GraphRevision | null)[]> {
    const { number } = this.#revision;
    const others = numbers.filter((each) => each !== number);
    const read = others.length === 0 ? [] : this.#base.revisions(others, pace);
    return mapMaybe(read, (found) => alignOwn(numbers, (each) => each === number, this.#revision, found));
  }

  revisionPage(request: RevisionPageRequest, pace?: Pace): MaybePromise<RevisionPage> {
    const { author, since, first, after } = request;
    const own = this.#revision;
    const passes =
      (author === undefined || author === own.author) && (since === undefined || own.time >= since);
    return mapMaybe(this.#base.revisionPage(request, pace), (page) => {
      if (!passes) return page;
      const isShown = after === null || after > own.number;
      const items = isShown ? [own, ...page.items] : page.items;
      return Object.freeze({
        items: Object.freeze(items.slice(0, first)),
        hasNextPage: page.hasNextPage || items.length > first,
        totalCount: page.totalCount + 1,
      });
    });
  }

  changePages(request: ChangePageRequest, pace?: Pace): MaybePromise<readonly ChangePage[]> {
    const { number } = this.#revision;
    const others = request.revisions.filter((each) => each !== number);
    const read = others.length === 0 ? [] : this.#base.changePages({ ...request, revisions: others }, pace);
    return mapMaybe(read, (found) =>
      alignOwn(request.revisions, (each) => each === number, this.#ownChanges(request), found),
    );
  }

  changedClaims(request: ChangedRequest, pace?: Pace): MaybePromise<readonly Changed<Claim>[]> {
    if (request.revision === this.#revision.number) return pageOfChanged(this.#layer.claims, request);
    return this.#base.changedClaims(request, pace);
  }

  changedConcepts(request: ChangedRequest, pace?: Pace): MaybePromise<readonly Changed<Concept>[]> {
    if (request.revision === this.#revision.number) return pageOfChanged(this.#layer.concepts, request);
    return this.#base.changedConcepts(request, pace);
  }

  revisionsOf(concepts: readonly string[], pace?: Pace): MaybePromise<readonly (readonly number[])[]> {
    return mapMaybe(this.#base.revisionsOf(concepts, pace), (found) =>
      found.map((numbers, index) => {
        const id = concepts[index] ?? '';
        const isTouched =
          this.#layer.concepts.has(id) ||
          this.#layer.claimsOf('subject', id).length > 0 ||
          this.#layer.claimsOf('target', id).length > 0;
        return isTouched ? Object.freeze([this.#revision.number, ...numbers]) : numbers;
      }),
    );
  }

  erasures(keys: readonly string[], pace?: Pace): MaybePromise<readonly (readonly Erasure[])[]> {
    return this.#base.erasures(keys, pace);
  }

  claimEnds(claims: readonly string[], pace?: Pace): MaybePromise<readonly (number | null)[]> {
    return mapMaybe(this.#base.claimEnds(claims, pace), (found) =>
      found.map((end, index) => {
        const changed = this.#layer.claims.get(claims[index] ?? '');
        if (!changed) return end;
        return changed.after ? null : this.#revision.number;
      }),
    );
  }

  #ownChanges({ kinds, ids, first, after }: ChangePageRequest): ChangePage {
    const named = ids && new Set(ids);
    const entries: DiffEntry[] = [];
    for (const [id, changed] of this.#layer.claims) {
      const { subject, target, source } = (changed.after ?? changed.before) as NonNullable<
        (typeof changed)['after']
      >;
      if (!named || [id, subject, target, source].some((each) => each !== null && named.has(each)))
        entries.push(Object.freeze({ thing: 'CLAIM', id, change: kindOf(changed) }));
    }
    for (const [id, changed] of this.#layer.concepts) {
      if (!named || named.has(id))
        entries.push(Object.freeze({ thing: 'CONCEPT', id, change: kindOf(changed) }));
    }
    const ofKinds = entries.filter(({ change }) => !kinds || kinds.includes(change)).sort(compareEntries);
    const beyond = ofKinds.filter((entry) => after === null || compareEntries(entry, after) > 0);
    return Object.freeze({
      items: Object.freeze(beyond.slice(0, first)),
      hasNextPage: beyond.length > first,
      totalCount: ofKinds.length,
    });
  }
}

function pageOfChanged<Item>(
  changes: ReadonlyMap<string, Changed<Item>>,
  { first, after }: ChangedRequest,
): readonly Changed<Item>[] {
  const inOrder = [...changes].sort(([left], [right]) => compareCodePoints(left, right));
  const beyond = inOrder.filter(([id]) => after === null || compareCodePoints(id, after) > 0);
  return Object.freeze(beyond.slice(0, first).map(([, changed]) => changed));
}

function kindOf({ before, after }: Changed<unknown>): DiffEntry['change'] {
  if (before === null) return 'ADDED';
  return after === null ? 'ENDED' : 'CHANGED';
}

type EntryKey = Pick<DiffEntry, 'thing' | 'id'>;

function compareEntries(left: EntryKey, right: EntryKey): number {
  return compareCodePoints(left.thing, right.thing) || compareCodePoints(left.id, right.id);
}

/** Aligns results to keys: `own` for some keys, and the next result for every other key. */
function alignOwn<Key, Result>(
  keys: readonly Key[],
  isOwn: (key: Key) => boolean,
  own: Result,
  others: readonly Result[],
): readonly Result[] {
  let next = 0;
  return keys.map((key) => (isOwn(key) ? own : (others[next++] as Result)));
}
