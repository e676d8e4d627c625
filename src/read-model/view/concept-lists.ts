import { textsKey } from '../../graph/cache-keys.js';
import { conceptNames, kindTag, type DependencyTag } from '../../graph/dependencies/dependency-tag.js';
import type { PublicationLog } from '../../graph/dependencies/publication-log.js';
import { compareCodePoints } from '../../graph/text/code-points.js';
import { conceptKinds, type Concept, type ConceptKind } from '../../graph/concept.js';
import {
  conceptOrders,
  type ConceptCursor,
  type ConceptOrder,
  type ConceptPageRequest,
  type Page,
} from '../../graph/ports/reading.js';
import { sorted } from '../../graph/work/sort.js';
import { runToEnd, type Steps } from '../../graph/work/steps.js';
import {
  compareByName,
  versionAt,
  type ConceptEntry,
  type ConceptTable,
  type ConceptVersion,
} from '../tables/concept-table.js';
import { CacheOfView } from './shared-cache.js';
import type { ViewCaches } from './view-caches.js';

/** The concepts that are valid at one revision, in the orders in which they are listed. */
export class ConceptLists {
  readonly #concepts: ConceptTable;
  readonly #at: number;
  readonly #lists: CacheOfView<readonly ConceptVersion[]>;
  readonly #positions: CacheOfView<Uint32Array>;

  /** @param log the log of the tags that revisions have touched, up to this revision or a later one */
  constructor(concepts: ConceptTable, at: number, caches: ViewCaches, log: PublicationLog) {
    this.#concepts = concepts;
    this.#at = at;
    this.#lists = new CacheOfView(caches.lists, at, log);
    this.#positions = new CacheOfView(caches.positions, at, log);
  }

  /** Returns, by concept number, the position of each valid concept in the order of folded names, then ids; 0 for other concepts. */
  positions(): Uint32Array {
    return this.#positions.get(positionsKey) ?? runToEnd(this.orderAll());
  }

  /** Computes `positions` in steps. */
  *orderAll(): Steps<Uint32Array> {
    const cached = this.#positions.get(positionsKey);
    if (cached) return cached;
    const numbers = new Map<ConceptVersion, number>();
    let count = 0;
    for (const entry of this.#concepts.entries()) {
      const version = versionAt(entry, this.#at);
      if (version) numbers.set(version, entry.number);
      if ((count += 1) % entriesPerStep === 0) yield;
    }
    const inOrder = yield* sorted([...numbers.keys()], compareByName);
    const positions = new Uint32Array(this.#concepts.length);
    for (const [index, version] of inOrder.entries()) positions[numbers.get(version) as number] = index;
    this.#positions.set(positionsKey, positions, positions.length, positionTags);
    return positions;
  }

  /** Computes, in steps, the positions and the lists that are cached for earlier revisions but are not valid at this revision. */
  *renew(caches: ViewCaches): Steps<void> {
    if (caches.positions.has(positionsKey)) yield* this.orderAll();
    for (const kind of conceptKinds) {
      for (const orderBy of conceptOrders) {
        if (caches.lists.has(textsKey(kind, orderBy))) yield* this.order(kind, orderBy);
      }
    }
  }

  /** Returns the kind of a concept; undefined if the concept is not valid at the revision. */
  kindOf(entry: ConceptEntry): ConceptKind | undefined {
    return versionAt(entry, this.#at)?.concept.kind;
  }

  /** Returns the ids of the concepts with the given folded name or alias, sorted. */
  named(folded: string): readonly string[] {
    const named = this.#concepts.namedAtAnyRevision(folded);
    if (named.length === 0) return none;
    const ids: string[] = [];
    for (const number of named) {
      const version = versionAt(this.#concepts.entry(number), this.#at);
      if (version?.labels.includes(folded)) ids.push(version.concept.id);
    }
    return Object.freeze(ids.sort(compareCodePoints));
  }

  /**
   * Returns one page of the concepts of a kind.
   * @param related numbers of the concepts that match the filter's `relatedTo`; undefined without that filter
   */
  page(
    { kind, orderBy, filter, first, after }: ConceptPageRequest,
    related: ReadonlySet<number> | undefined,
  ): Page<Concept, ConceptCursor> {
    const ids = filter.ids && new Set(filter.ids);
    const except = filter.except && filter.except.length > 0 ? new Set(filter.except) : null;
    const { named, groups, valueTypes } = filter;
    const matches = ({ concept, labels }: ConceptVersion): boolean =>
      (!ids || ids.has(concept.id)) &&
      !except?.has(concept.id) &&
      (!named || named.some((text) => labels.includes(text))) &&
      (!related || related.has(this.#concepts.numberOf(concept.id))) &&
      (!groups ||
        (concept.kind === 'DIMENSION' && concept.group !== null && groups.includes(concept.group))) &&
      (!valueTypes || (concept.kind === 'DIMENSION' && valueTypes.includes(concept.valueType)));
    const isUnfiltered = Object.keys(filter).length === 0;
    const versions = runToEnd(this.order(kind, orderBy));
    const matching = isUnfiltered ? versions : versions.filter(matches);
    const cursorOf = (version: ConceptVersion): ConceptCursor => [
      sortKeyOf(version, orderBy),
      version.concept.id,
    ];
    let start = 0;
    if (after) {
      start = matching.findIndex((version) => compareToCursor(cursorOf(version), after) > 0);
      if (start < 0) start = matching.length;
    }
    const pageVersions = matching.slice(start, start + first);
    return Object.freeze({
      items: Object.freeze(pageVersions.map(({ concept }) => concept)),
      cursors: Object.freeze(pageVersions.map((version) => Object.freeze(cursorOf(version)))),
      hasNextPage: matching.length > start + first,
      totalCount: matching.length,
    });
  }

  /** Returns the concepts of a kind in the given order. On first use, sorts the concepts in steps, and caches them. */
  *order(kind: ConceptKind, orderBy: ConceptOrder): Steps<readonly ConceptVersion[]> {
    const key = textsKey(kind, orderBy);
    const cached = this.#lists.get(key);
    if (cached) return cached;
    const found: ConceptVersion[] = [];
    let count = 0;
    for (const entry of this.#concepts.entries()) {
      const version = versionAt(entry, this.#at);
      if (version?.concept.kind === kind) found.push(version);
      if ((count += 1) % entriesPerStep === 0) yield;
    }
    const versions = yield* sorted(found, orderBy === 'NAME' ? compareByName : compareBySlug);
    this.#lists.set(key, versions, versions.length, new Set([kindTag(kind)]));
    return versions;
  }
}

const entriesPerStep = 4_096;
const positionsKey = textsKey('positions');
const positionTags: ReadonlySet<DependencyTag> = new Set([conceptNames]);
const none: readonly never[] = Object.freeze([]);

function sortKeyOf({ foldedName, concept }: ConceptVersion, orderBy: ConceptOrder): string {
  return orderBy === 'NAME' ? foldedName : concept.slug;
}

function compareBySlug({ concept: one }: ConceptVersion, { concept: other }: ConceptVersion): number {
  return compareCodePoints(one.slug, other.slug) || compareCodePoints(one.id, other.id);
}

function compareToCursor(one: ConceptCursor, other: ConceptCursor): number {
  return compareCodePoints(one[0], other[0]) || compareCodePoints(one[1], other[1]);
}
