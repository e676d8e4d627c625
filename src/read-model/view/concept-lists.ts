import { textsKey, type CacheKey } from '../../graph/cache-keys.js';
import { compareCodePoints } from '../../graph/text/code-points.js';
import type { Concept, ConceptKind } from '../../graph/concept.js';
import type { ConceptCursor, ConceptOrder, ConceptPageRequest, Page } from '../../graph/ports/reading.js';
import { sorted } from '../../graph/work/sort.js';
import { atOnce, type Steps } from '../../graph/work/steps.js';
import { compareByName, versionAt, type ConceptTable, type ConceptVersion } from '../tables/concept-table.js';

/** The concepts that hold at one revision, in the orders that they are listed in. */
export class ConceptLists {
  readonly #concepts: ConceptTable;
  readonly #at: number;
  readonly #ofKind = new Map<CacheKey, readonly ConceptVersion[]>();
  #places: Uint32Array | undefined;

  constructor(concepts: ConceptTable, at: number) {
    this.#concepts = concepts;
    this.#at = at;
  }

  /** The place of each concept, by its number, among all, by folded name, then id. */
  places(): Uint32Array {
    return this.#places ?? atOnce(this.orderAll());
  }

  /** The same, in steps. */
  *orderAll(): Steps<Uint32Array> {
    if (this.#places) return this.#places;
    const numbers = new Map<ConceptVersion, number>();
    let count = 0;
    for (const entry of this.#concepts.entries()) {
      const version = versionAt(entry, this.#at);
      if (version) numbers.set(version, entry.number);
      if ((count += 1) % entriesAtATime === 0) yield;
    }
    const inOrder = yield* sorted([...numbers.keys()], compareByName);
    const places = new Uint32Array(this.#concepts.length);
    for (const [place, version] of inOrder.entries()) places[numbers.get(version) as number] = place;
    return (this.#places = places);
  }

  /** The ids of the concepts that have a folded text as a name or alias, sorted. */
  named(folded: string): readonly string[] {
    const named = this.#concepts.everNamed(folded);
    if (named.length === 0) return none;
    const ids: string[] = [];
    for (const number of named) {
      const version = versionAt(this.#concepts.entry(number), this.#at);
      if (version?.labels.includes(folded)) ids.push(version.concept.id);
    }
    return Object.freeze(ids.sort(compareCodePoints));
  }

  /**
   * One page of the concepts of a kind.
   * @param related numbers of the concepts that the filter's `relatedTo` leads to
   */
  page(
    { kind, orderBy, filter, first, after }: ConceptPageRequest,
    related: ReadonlySet<number> | undefined,
  ): Page<Concept, ConceptCursor> {
    const ids = filter.ids && new Set(filter.ids);
    const { named } = filter;
    const isChosen = ({ concept, labels }: ConceptVersion): boolean =>
      (!ids || ids.has(concept.id)) &&
      (!named || named.some((text) => labels.includes(text))) &&
      (!related || related.has(this.#concepts.numberOf(concept.id)));
    const isAll = !ids && !named && !related;
    const all = atOnce(this.order(kind, orderBy));
    const chosen = isAll ? all : all.filter(isChosen);
    const cursorOf = (version: ConceptVersion): ConceptCursor => [byOf(version, orderBy), version.concept.id];
    let start = 0;
    if (after) {
      start = chosen.findIndex((version) => compareToCursor(cursorOf(version), after) > 0);
      if (start < 0) start = chosen.length;
    }
    const shown = chosen.slice(start, start + first);
    return Object.freeze({
      items: Object.freeze(shown.map(({ concept }) => concept)),
      cursors: Object.freeze(shown.map((version) => Object.freeze(cursorOf(version)))),
      hasNextPage: chosen.length > start + first,
      totalCount: chosen.length,
    });
  }

  /** The concepts of a kind, in order; in steps, the first time. */
  *order(kind: ConceptKind, orderBy: ConceptOrder): Steps<readonly ConceptVersion[]> {
    const key = textsKey(kind, orderBy);
    const known = this.#ofKind.get(key);
    if (known) return known;
    const found: ConceptVersion[] = [];
    let count = 0;
    for (const entry of this.#concepts.entries()) {
      const version = versionAt(entry, this.#at);
      if (version?.concept.kind === kind) found.push(version);
      if ((count += 1) % entriesAtATime === 0) yield;
    }
    const versions = yield* sorted(found, orderBy === 'NAME' ? compareByName : compareBySlug);
    this.#ofKind.set(key, versions);
    return versions;
  }
}

const entriesAtATime = 4_096;
const none: readonly never[] = Object.freeze([]);

function byOf({ foldedName, concept }: ConceptVersion, orderBy: ConceptOrder): string {
  return orderBy === 'NAME' ? foldedName : concept.slug;
}

function compareBySlug({ concept: one }: ConceptVersion, { concept: other }: ConceptVersion): number {
  return compareCodePoints(one.slug, other.slug) || compareCodePoints(one.id, other.id);
}

function compareToCursor(one: ConceptCursor, other: ConceptCursor): number {
  return compareCodePoints(one[0], other[0]) || compareCodePoints(one[1], other[1]);
}
