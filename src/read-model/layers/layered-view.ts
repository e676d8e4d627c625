import { axisPredicates, type AxisKind, type Citation, type Claim } from '../../graph/claim.js';
import { kindOfId, type Concept, type ConceptKind, type Dimension } from '../../graph/concept.js';
import type { Changed, GraphHistory, GraphRevision } from '../../graph/ports/history.js';
import type {
  ClaimCursor,
  ClaimFilter,
  ClaimPageRequest,
  ConceptCursor,
  ConceptPageFilter,
  ConceptPageRequest,
  ConceptReference,
  GraphView,
  KindSlug,
  Page,
  SearchPage,
  SearchRequest,
} from '../../graph/ports/reading.js';
import type { GraphStatistics } from '../../graph/ports/statistics.js';
import type { ExcerptKey, SourceText, SourceTextEntry } from '../../graph/source-text.js';
import { hasSpread, type DimensionSpread } from '../../graph/spreads/dimension-spread.js';
import { compareCodePoints } from '../../graph/text/code-points.js';
import { fold } from '../../graph/text/fold.js';
import { mapMaybe, settleAll, type MaybePromise } from '../../graph/work/maybe-promise.js';
import { commandPace, type Pace } from '../../graph/work/pace.js';
import { inSlices } from '../../graph/work/steps.js';
import { linkedGroups, type Link } from './linked-groups.js';
import { referenceTo, type ClaimRole, type Layer } from './layer.js';
import { LayeredHistory } from './layered-history.js';
import { changePage, type AddedItem } from './layered-page.js';
import { LayeredSearch } from './layered-search.js';
import { slugsNearWith, type SlugChange } from './near-slugs.js';
import { measuringSpreadOf } from './spread-of-claims.js';

const none: readonly never[] = Object.freeze([]);

/**
 * A view with a set of changes. It equals the view after the changes are applied, except for `statistics`, which are those of the view below, and
 * for two bounds of searches: see `LayeredSearch`. Reads the view below it, from memory or from SQL, and corrects the results.
 *
 * Every concept and claim that it returns is a separate object, so that a request that reads both views can determine the view of an object.
 *
 * Each method takes a constant number of reads of the view below, except `slugsNear` if the changes remove many slugs. The view has no
 * `publications` and no `inMemoryClaims`, so that no cache of a published view is used for it.
 */
export class LayeredView implements GraphView {
  readonly revision: GraphRevision;
  readonly history: GraphHistory;
  readonly #base: GraphView;
  readonly #layer: Layer;
  readonly #search: LayeredSearch;
  /** The copies of the records of the view below. */
  readonly #copies = new WeakMap<object, object>();
  readonly #spreads = new Map<string, MaybePromise<DimensionSpread>>();
  #groups: MaybePromise<ReadonlyMap<string, readonly string[]>> | null = null;
  #moved: MaybePromise<readonly Claim[]> | null = null;

  constructor(base: GraphView, layer: Layer, revision: GraphRevision) {
    this.revision = revision;
    this.#base = base;
    this.#layer = layer;
    this.history = new LayeredHistory(base.history, layer, revision);
    this.#search = new LayeredSearch(base, this, layer, (concept) => this.#copyOf(concept));
  }

  statistics(): MaybePromise<GraphStatistics> {
    return this.#base.statistics();
  }

  concepts(references: readonly ConceptReference[]): MaybePromise<readonly (Concept | null)[]> {
    const resolved = references.map(({ kind, reference }) => {
      const id = reference.includes('/') ? reference : this.#layer.conceptOfSlug(kind, reference);
      return { kind, reference: id ?? reference };
    });
    const unknown = resolved.filter(({ reference }) => !this.#layer.concepts.has(reference));
    return mapMaybe(unknown.length === 0 ? none : this.#base.concepts(unknown), (found) => {
      let next = 0;
      return resolved.map(({ kind, reference }) => {
        const changed = this.#layer.concepts.get(reference);
        const concept = changed ? changed.after : this.#current(found[next++] ?? null);
        return concept?.kind === kind ? concept : null;
      });
    });
  }

  claims(ids: readonly string[]): MaybePromise<readonly (Claim | null)[]> {
    return this.#correctEach(
      ids,
      (id) => this.#layer.claims.get(id),
      (others) => this.#copyEach(this.#base.claims(others)),
      ({ after }) => after,
    );
  }

  lastClaimVersions(ids: readonly string[], pace?: Pace): MaybePromise<readonly (Claim | null)[]> {
    return this.#correctEach(
      ids,
      (id) => this.#layer.claims.get(id),
      (others) => this.#copyEach(this.#base.lastClaimVersions(others, pace)),
      ({ before, after }) => after ?? (before && this.#copyOf(before)),
    );
  }

  claimsAbout(subjects: readonly string[], filter: ClaimFilter): MaybePromise<readonly (readonly Claim[])[]> {
    return mapMaybe(this.#base.claimsAbout(subjects, filter), (lists) =>
      lists.map((list, index) => {
        const changed = this.#layer.claimsOf('subject', subjects[index] ?? '');
        const claims = changed.length === 0 ? list : this.#corrected(list, changed, filter).sort(byPosition);
        return this.#copyAll(claims);
      }),
    );
  }

  claimsToward(targets: readonly string[], filter: ClaimFilter): MaybePromise<readonly (readonly Claim[])[]> {
    const { renamed } = this.#layer;
    return mapMaybe(this.#base.claimsToward(targets, filter), (lists) => {
      const corrected = lists.map((list, index) => {
        const changed = this.#layer.claimsOf('target', targets[index] ?? '');
        if (changed.length > 0) return this.#corrected(list, changed, filter);
        return renamed.size > 0 && list.some(({ subject }) => renamed.has(subject)) ? [...list] : null;
      });
      const subjects = new Set(corrected.flatMap((list) => (list ?? none).map(({ subject }) => subject)));
      if (subjects.size === 0) return lists.map((list, index) => this.#copyAll(corrected[index] ?? list));
      return mapMaybe(this.#foldedNames(subjects), (names) => {
        return lists.map((list, index) => this.#copyAll(inOrder(corrected[index] ?? null, names) ?? list));
      });
    });
  }

  claimPages(request: ClaimPageRequest): MaybePromise<readonly Page<Claim, ClaimCursor>[]> {
    return mapMaybe(this.#movedClaims(), (moved) => this.#claimPages(request, moved));
  }

  claimCounts(by: ClaimRole, keys: readonly string[]): MaybePromise<readonly number[]> {
    return mapMaybe(this.#base.claimCounts(by, keys), (counts) =>
      counts.map((count, index) =>
        this.#layer
          .claimsOf(by, keys[index] ?? '')
          .reduce((sum, { before, after }) => sum + (after ? 1 : 0) - (before ? 1 : 0), count),
      ),
    );
  }

  citations(claims: readonly string[]): MaybePromise<readonly (readonly Citation[])[]> {
    return this.#correctEach(
      claims,
      (id) => this.#layer.claims.get(id),
      (others) => this.#base.citations(others),
      (_, id) => this.#layer.citations.get(id) ?? none,
    );
  }

  texts(hashes: readonly string[]): MaybePromise<readonly (SourceText | null)[]> {
    return this.#correctEach(
      hashes,
      (hash) => this.#layer.texts.get(hash),
      (others) => this.#base.texts(others),
      (text) => text,
    );
  }

  textsOf(sources: readonly string[], pace?: Pace): MaybePromise<readonly (readonly SourceTextEntry[])[]> {
    const since = this.revision.number;
    return mapMaybe(this.#base.textsOf(sources, pace), (lists) =>
      lists.map((list, index) => {
        const added = [...this.#layer.texts.values()]
          .filter(({ source }) => source === sources[index])
          .map(({ hash, source, mediaType }) => Object.freeze({ hash, source, mediaType, since }))
          .sort((left, right) => compareCodePoints(left.hash, right.hash));
        return added.length === 0 ? list : Object.freeze([...added, ...list]);
      }),
    );
  }

  excerpts(keys: readonly ExcerptKey[], pace?: Pace): MaybePromise<readonly (string | null)[]> {
    return this.#correctEach(
      keys,
      ({ hash }) => this.#layer.texts.get(hash),
      (others) => this.#base.excerpts(others, pace),
      ({ text }, { start, end }) => [...text].slice(start, end).join(''),
    );
  }

  slugsOf(concepts: readonly string[]): MaybePromise<readonly (readonly string[])[]> {
    return mapMaybe(this.#base.slugsOf(concepts), (lists) =>
      lists.map((list, index) => {
        const added = this.#layer.slugsOf(concepts[index] ?? '');
        return added.length === 0
          ? list
          : Object.freeze([...new Set([...list, ...added])].sort(compareCodePoints));
      }),
    );
  }

  slugOwners(slugs: readonly KindSlug[]): MaybePromise<readonly (string | null)[]> {
    return this.#correctEach(
      slugs,
      ({ kind, slug }) => this.#layer.conceptOfSlug(kind, slug),
      (others) => this.#base.slugOwners(others),
      (owner) => owner,
    );
  }

  equivalents(ids: readonly string[]): MaybePromise<readonly (readonly string[])[]> {
    return mapMaybe(this.#changedGroups(), (groups) =>
      this.#correctEach(
        ids,
        (id) => groups.get(id),
        (others) => this.#base.equivalents(others),
        (group) => group,
      ),
    );
  }

  conceptsNamed(folded: readonly string[]): MaybePromise<readonly (readonly string[])[]> {
    const { concepts } = this.#layer;
    return mapMaybe(this.#base.conceptsNamed(folded), (lists) => {
      if (concepts.size === 0) return lists;
      return lists.map((list, index) => {
        const label = folded[index] ?? '';
        const remaining = list.filter((id) => !concepts.has(id));
        const added = [...concepts.values()].flatMap(({ after }) =>
          after && labelsOf(after).includes(label) ? [after.id] : [],
        );
        return Object.freeze([...remaining, ...added].sort(compareCodePoints));
      });
    });
  }

  questionsAbout(sets: readonly (readonly string[])[]): MaybePromise<readonly (readonly string[])[]> {
    const touched = new Set<string>();
    for (const changed of this.#layer.claims.values()) {
      const claim = (changed.after ?? changed.before) as Claim;
      if (claim.predicate === 'ASKS_ABOUT') touched.add(claim.subject);
    }
    if (touched.size === 0) return this.#base.questionsAbout(sets);
    const asked = this.claimsAbout([...touched], { predicates: ['ASKS_ABOUT'] });
    return mapMaybe(this.#base.questionsAbout(sets), (lists) =>
      mapMaybe(asked, (claims) =>
        lists.map((list, index) => {
          const set = new Set(sets[index]);
          const exact = [...touched].filter((_, question) => isExactly(claims[question] ?? none, set));
          const remaining = list.filter((id) => !touched.has(id));
          return Object.freeze([...remaining, ...exact].sort(compareCodePoints));
        }),
      ),
    );
  }

  spreads(dimensions: readonly Dimension[]): MaybePromise<readonly DimensionSpread[]> {
    const changed = dimensions.filter((each) => hasSpread(each) && this.#hasOwnSpread(each.id));
    return mapMaybe(this.#ownSpreads(changed), (own) =>
      this.#correctEach(
        dimensions,
        ({ id }) => own.get(id),
        (others) => this.#base.spreads(others),
        (spread) => spread,
      ),
    );
  }

  claimedAxes(kinds: readonly AxisKind[]): MaybePromise<readonly string[]> {
    const touched = new Set<string>([...this.#layer.named('target'), ...this.#layer.concepts.keys()]);
    const axes = [...touched].filter((id) =>
      (kinds as readonly (ConceptKind | undefined)[]).includes(kindOfId(id)),
    );
    if (axes.length === 0) return this.#base.claimedAxes(kinds);
    const claimed = this.claimPages({
      by: 'target',
      keys: axes,
      filter: { predicates: Object.values(axisPredicates) },
      first: 1,
      after: null,
    });
    return mapMaybe(this.#base.claimedAxes(kinds), (ids) =>
      mapMaybe(claimed, (pages) => {
        const stillClaimed = axes.filter((_, index) => (pages[index]?.totalCount ?? 0) > 0);
        return Object.freeze(
          [...ids.filter((id) => !touched.has(id)), ...stillClaimed].sort(compareCodePoints),
        );
      }),
    );
  }

  async conceptPage(request: ConceptPageRequest): Promise<Page<Concept, ConceptCursor>> {
    const { kind, filter } = request;
    const changed = new Set([...this.#layer.concepts.keys(), ...this.#withChangedLinks(filter.relatedTo)]);
    const touched = [...changed].filter((id) => kindOfId(id) === kind);
    const others =
      touched.length === 0 ? filter : { ...filter, except: [...(filter.except ?? none), ...touched] };
    const [page, concepts, related] = await settleAll([
      this.#base.conceptPage({ ...request, filter: others }),
      this.concepts(touched.map((reference) => ({ kind, reference }))),
      filter.relatedTo ? this.#relatedAmong(touched, filter.relatedTo) : null,
    ]);
    const added = concepts.flatMap((concept): AddedItem<Concept, ConceptCursor>[] => {
      if (!concept || !passesConceptFilter(concept, filter) || related?.has(concept.id) === false) return [];
      const by = request.orderBy === 'NAME' ? fold(concept.name) : concept.slug;
      return [{ item: concept, cursor: Object.freeze([by, concept.id] as const) }];
    });
    return changePage(
      page,
      { isRemoved: () => false, removed: 0, added },
      request,
      compareConceptCursors,
      (concept) => this.#copyOf(concept),
    );
  }

  searchPage(request: SearchRequest, pace: Pace = commandPace): MaybePromise<SearchPage> {
    return this.#search.page(request, pace);
  }

  async slugsNear(kinds: readonly ConceptKind[], text: string): Promise<readonly string[]> {
    const changes = this.#slugChanges();
    const unchanged = kinds.filter((kind) => !changes.has(kind));
    const lists = await settleAll([
      unchanged.length === 0 ? none : this.#base.slugsNear(unchanged, text),
      ...[...new Set(kinds)].flatMap((kind) => {
        const change = changes.get(kind);
        return change ? [slugsNearWith(this.#base, kind, text, change)] : [];
      }),
    ]);
    return Object.freeze([...new Set(lists.flat())].sort(compareCodePoints));
  }

  /** Converts a concept of the view below to the concept of this view; null if the concept is null, or if the changes end it. */
  #current(concept: Concept | null): Concept | null {
    const changed = concept && this.#layer.concepts.get(concept.id);
    return changed ? changed.after : concept && this.#copyOf(concept);
  }

  /** Returns the copy of a record of the view below: always the same copy for the same object. Records of the layer are not copied. */
  #copyOf<Item extends Concept | Claim>(record: Item): Item {
    const changed = this.#layer.claims.get(record.id) ?? this.#layer.concepts.get(record.id);
    if (changed?.after === record) return record;
    const copy = this.#copies.get(record) ?? Object.freeze({ ...record });
    this.#copies.set(record, copy);
    return copy as Item;
  }

  #copyAll<Item extends Concept | Claim>(records: readonly Item[]): readonly Item[] {
    return Object.freeze(records.map((record) => this.#copyOf(record)));
  }

  #copyEach<Item extends Concept | Claim>(
    records: MaybePromise<readonly (Item | null)[]>,
  ): MaybePromise<readonly (Item | null)[]> {
    return mapMaybe(records, (found) => found.map((record) => record && this.#copyOf(record)));
  }

  /** Reads the results of the keys that the layer does not change, and computes the other results. */
  #correctEach<Key, Own, Result>(
    keys: readonly Key[],
    find: (key: Key) => Own | undefined,
    read: (others: readonly Key[]) => MaybePromise<readonly Result[]>,
    resultOf: (own: Own, key: Key) => Result,
  ): MaybePromise<readonly Result[]> {
    const own = keys.map(find);
    const others = keys.filter((_, index) => own[index] === undefined);
    if (others.length === keys.length) return read(keys);
    return mapMaybe(others.length === 0 ? none : read(others), (found) => {
      let next = 0;
      return keys.map((key, index) => {
        const each = own[index];
        return each === undefined ? (found[next++] as Result) : resultOf(each, key);
      });
    });
  }

  /** Returns the claims of a list that remain, and the claims that the layer adds, in any order. */
  #corrected(list: readonly Claim[], changed: readonly Changed<Claim>[], filter: ClaimFilter): Claim[] {
    const passes = claimFilter(filter);
    return [
      ...list.filter(({ id }) => !this.#layer.claims.has(id)),
      ...changed.flatMap(({ after }) => (after && passes(after) ? [after] : [])),
    ];
  }

  /** Returns the unchanged claims about renamed concepts. These claims move in lists that are ordered by the name of the subject. */
  #movedClaims(): MaybePromise<readonly Claim[]> {
    const { renamed, claims } = this.#layer;
    if (renamed.size === 0) return none;
    this.#moved ??= onRejection(
      mapMaybe(this.#base.claimsAbout([...renamed], {}), (lists) =>
        lists.flat().filter(({ id }) => !claims.has(id)),
      ),
      () => (this.#moved = null),
    );
    return this.#moved;
  }

  #claimPages(
    request: ClaimPageRequest,
    moved: readonly Claim[],
  ): MaybePromise<readonly Page<Claim, ClaimCursor>[]> {
    const { by, keys, filter, first } = request;
    const passes = claimFilter(filter);
    const movedOf = (key: string): readonly Claim[] =>
      moved.filter((claim) => claim[by] === key && passes(claim));
    const lists = keys.map((key) => {
      const movedInList = movedOf(key);
      const removed = movedInList.map(({ id }) => id);
      const added = [...movedInList];
      for (const { before, after } of this.#layer.claimsOf(by, key)) {
        if (before && passes(before)) removed.push(before.id);
        if (after && passes(after)) added.push(after);
      }
      return { removed: new Set(removed), added };
    });
    const more = Math.max(0, ...lists.map(({ removed }) => removed.size));
    const subjects = new Set(lists.flatMap(({ added }) => added.map(({ subject }) => subject)));
    return mapMaybe(this.#base.claimPages({ ...request, first: first + more }), (pages) =>
      mapMaybe(subjects.size === 0 ? noNames : this.#foldedNames(subjects), (names) =>
        lists.map(({ removed, added }, index) =>
          changePage(
            pages[index] as Page<Claim, ClaimCursor>,
            {
              isRemoved: ({ id }) => removed.has(id),
              removed: removed.size,
              added: added.map((claim) => ({ item: claim, cursor: cursorOf(claim, names) })),
            },
            request,
            compareClaimCursors,
            (claim) => this.#copyOf(claim),
          ),
        ),
      ),
    );
  }

  #foldedNames(ids: Iterable<string>): MaybePromise<ReadonlyMap<string, string>> {
    return mapMaybe(
      this.concepts([...ids].flatMap(referenceTo)),
      (concepts) =>
        new Map(concepts.flatMap((concept) => (concept ? [[concept.id, fold(concept.name)] as const] : []))),
    );
  }

  /** Returns the groups of equivalent concepts that changed claims may change, by concept. */
  #changedGroups(): MaybePromise<ReadonlyMap<string, readonly string[]>> {
    const ends = new Set<string>();
    for (const changed of this.#layer.claims.values()) {
      const { predicate, subject, target } = (changed.after ?? changed.before) as Claim;
      if (predicate === 'EQUIVALENT_TO' && target !== null) ends.add(subject).add(target);
    }
    if (ends.size === 0) return noGroups;
    this.#groups ??= onRejection(
      mapMaybe(this.#base.equivalents([...ends]), (groups) => {
        const members = [...new Set([...ends, ...groups.flat()])];
        return mapMaybe(this.claimsAbout(members, { predicates: ['EQUIVALENT_TO'] }), (claims) =>
          linkedGroups(members, claims.flat().flatMap(linkOf)),
        );
      }),
      () => (this.#groups = null),
    );
    return this.#groups;
  }

  #hasOwnSpread(dimension: string): boolean {
    const { concepts } = this.#layer;
    return (
      concepts.has(dimension) ||
      this.#layer
        .claimsOf('target', dimension)
        .some(({ before, after }) => (after ?? before)?.predicate === 'HAS_VALUE')
    );
  }

  /** Measures the spreads of dimensions that the layer changes. One read loads all claims along the dimensions. */
  #ownSpreads(dimensions: readonly Dimension[]): MaybePromise<ReadonlyMap<string, DimensionSpread>> {
    const unmeasured = dimensions.filter(({ id }) => !this.#spreads.has(id));
    if (unmeasured.length > 0) {
      const claims = this.#claimsAlong(unmeasured.map(({ id }) => id));
      for (const [index, dimension] of unmeasured.entries()) {
        const { id } = dimension;
        const measured = mapMaybe(claims, (lists) =>
          inSlices(measuringSpreadOf(dimension, lists[index] ?? none), commandPace),
        );
        this.#spreads.set(
          id,
          onRejection(measured, () => this.#spreads.delete(id)),
        );
      }
    }
    const found = dimensions.map(({ id }) => this.#spreads.get(id) as MaybePromise<DimensionSpread>);
    const byId = (spreads: readonly DimensionSpread[]): ReadonlyMap<string, DimensionSpread> =>
      new Map(dimensions.map(({ id }, index) => [id, spreads[index] as DimensionSpread]));
    return found.some((each) => each instanceof Promise)
      ? settleAll(found).then(byId)
      : byId(found as readonly DimensionSpread[]);
  }

  /** Returns the claims along dimensions, in any order. */
  #claimsAlong(dimensions: readonly string[]): MaybePromise<readonly (readonly Claim[])[]> {
    const filter: ClaimFilter = { predicates: ['HAS_VALUE'] };
    return mapMaybe(this.#base.claimsToward(dimensions, filter), (lists) =>
      lists.map((list, index) =>
        this.#corrected(list, this.#layer.claimsOf('target', dimensions[index] ?? ''), filter),
      ),
    );
  }

  /** Returns the concepts that a changed claim connects with one of the given concepts. */
  #withChangedLinks(concepts: readonly string[] | undefined): readonly string[] {
    return (concepts ?? none).flatMap((id) => [
      ...this.#layer.claimsOf('subject', id).flatMap((changed) => endOf(changed, 'target')),
      ...this.#layer.claimsOf('target', id).flatMap((changed) => endOf(changed, 'subject')),
    ]);
  }

  /** Returns the concepts among `ids` that a claim connects with one of the concepts `others`, in either direction. */
  async #relatedAmong(ids: readonly string[], others: readonly string[]): Promise<ReadonlySet<string>> {
    const [about, toward] = await settleAll([
      this.claimsAbout(ids, { targets: others }),
      this.claimsAbout(others, { targets: ids }),
    ]);
    return new Set([
      ...about.flat().flatMap(({ subject, target }) => (target === null ? [] : [subject])),
      ...toward.flat().flatMap(({ target }) => (target === null ? [] : [target])),
    ]);
  }

  #slugChanges(): ReadonlyMap<ConceptKind, SlugChange> {
    const changes = new Map<ConceptKind, { added: Set<string>; removed: Set<string> }>();
    for (const { before, after } of this.#layer.concepts.values()) {
      if (before?.slug === after?.slug) continue;
      const { kind } = (after ?? before) as Concept;
      const change = changes.get(kind) ?? { added: new Set(), removed: new Set() };
      changes.set(kind, change);
      if (before) change.removed.add(before.slug);
      if (after) change.added.add(after.slug);
    }
    return changes;
  }
}

const noNames: ReadonlyMap<string, string> = new Map();
const noGroups: ReadonlyMap<string, readonly string[]> = new Map();

/** Calls `remove` if a promise is rejected, so that the next read does not find it. */
function onRejection<Value>(value: MaybePromise<Value>, remove: () => void): MaybePromise<Value> {
  if (value instanceof Promise) value.catch(remove);
  return value;
}

function byPosition(left: Claim, right: Claim): number {
  return left.position - right.position || compareCodePoints(left.id, right.id);
}

function cursorOf(claim: Claim, names: ReadonlyMap<string, string>): ClaimCursor {
  const { subject, position, id } = claim;
  return Object.freeze([names.get(subject) ?? '', subject, position, id] as const);
}

/** Sorts claims by their cursors. Each cursor is created once, because a list may have thousands of claims. */
function inOrder(
  claims: readonly Claim[] | null,
  names: ReadonlyMap<string, string>,
): readonly Claim[] | null {
  return (
    claims &&
    claims
      .map((claim) => ({ claim, cursor: cursorOf(claim, names) }))
      .sort((left, right) => compareClaimCursors(left.cursor, right.cursor))
      .map(({ claim }) => claim)
  );
}

function compareClaimCursors(left: ClaimCursor, right: ClaimCursor): number {
  return (
    compareCodePoints(left[0], right[0]) ||
    compareCodePoints(left[1], right[1]) ||
    left[2] - right[2] ||
    compareCodePoints(left[3], right[3])
  );
}

function compareConceptCursors(left: ConceptCursor, right: ConceptCursor): number {
  return compareCodePoints(left[0], right[0]) || compareCodePoints(left[1], right[1]);
}

/** Creates a function that tests a claim against a filter. `targets` does not exclude claims without a target. */
function claimFilter({ predicates, subjects, targets }: ClaimFilter): (claim: Claim) => boolean {
  const about = subjects && new Set(subjects);
  const toward = targets && new Set(targets);
  return ({ predicate, subject, target }) =>
    (!predicates || predicates.includes(predicate)) &&
    (!about || about.has(subject)) &&
    (!toward || target === null || toward.has(target));
}

/** Whether a concept passes all members of a filter except `relatedTo`. */
function passesConceptFilter(
  concept: Concept,
  { ids, except, named, groups, valueTypes }: ConceptPageFilter,
): boolean {
  return (
    (!ids || ids.includes(concept.id)) &&
    !except?.includes(concept.id) &&
    (!named || labelsOf(concept).some((label) => named.includes(label))) &&
    (!groups || (concept.kind === 'DIMENSION' && concept.group !== null && groups.includes(concept.group))) &&
    (!valueTypes || (concept.kind === 'DIMENSION' && valueTypes.includes(concept.valueType)))
  );
}

function labelsOf({ name, aliases }: Concept): readonly string[] {
  return [name, ...aliases].map(fold);
}

/** Whether a claim states that a connection exists: its value is the support YES. */
function statesYes({ value }: Claim): boolean {
  return value?.type === 'SUPPORT' && value.support === 'YES';
}

function isExactly(asked: readonly Claim[], approaches: ReadonlySet<string>): boolean {
  const targets = new Set(asked.filter(statesYes).map(({ target }) => target ?? ''));
  return (
    targets.size > 0 && targets.size === approaches.size && [...targets].every((id) => approaches.has(id))
  );
}

function linkOf(claim: Claim): readonly Link[] {
  return claim.target !== null && statesYes(claim) ? [[claim.subject, claim.target]] : [];
}

function endOf({ before, after }: Changed<Claim>, role: Exclude<ClaimRole, 'source'>): readonly string[] {
  const id = (after ?? before)?.[role] ?? null;
  return id === null ? none : [id];
}
