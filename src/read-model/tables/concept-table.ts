import { compareCodePoints } from '../../graph/text/code-points.js';
import { conceptId, type Concept, type ConceptKind } from '../../graph/concept.js';
import type { StoredConcept, StoredSlug } from '../../graph/ports/feed.js';
import { fold } from '../../graph/text/fold.js';
import { editsOf, nearestInOrder } from '../../graph/text/near-slugs.js';
import { RowList } from './row-list.js';
import { SlugOrder } from './slug-order.js';

/** A concept as it was from one revision on, until before another, which is `forever` while it holds. */
export interface ConceptVersion {
  readonly concept: Concept;
  readonly foldedName: string;
  /** Folded: its name and its aliases, each once. */
  readonly labels: readonly string[];
  readonly since: number;
  until: number;
}

/** A concept under its number: all its versions, the last one first, and the rows of the claims that name it. */
export interface ConceptEntry {
  readonly number: number;
  readonly id: string;
  versions: readonly ConceptVersion[];
  /** Rows of the claims about it, those that point at it, and those that cite it. */
  readonly about: RowList;
  readonly toward: RowList;
  readonly citing: RowList;
}

export const forever = 0xffffffff;
const noNumbers: readonly number[] = [];
/** What an entry takes beside its texts: objects, lists and places in maps. */
const entryBytes = 600;

/** The concepts of all revisions that are read still. */
export class ConceptTable {
  readonly #entries: ConceptEntry[] = [];
  readonly #numbers = new Map<string, number>();
  /** By kind, as looking one up is what every request begins with. */
  readonly #slugs = new Map<ConceptKind, Map<string, StoredSlug>>();
  /** Of each folded name or alias that some version has had, the concepts that had it. */
  readonly #named = new Map<string, number[]>();
  /** By slug, the numbers of the concepts that have, or had, it as their present one. */
  readonly #bySlug = new Map<string, readonly number[]>();
  readonly #slugOrders = new Map<ConceptKind, SlugOrder>();
  readonly #counts = new Map<ConceptKind, number>();
  #byteLength = 0;
  /** Versions that hold no longer. */
  endedVersions = 0;

  get byteLength(): number {
    return this.#byteLength;
  }

  get length(): number {
    return this.#entries.length;
  }

  /** The concepts that hold now, by kind. */
  counts(): Readonly<Partial<Record<ConceptKind, number>>> {
    return Object.fromEntries(this.#counts);
  }

  /** The number of a concept, whether it has come or is only named so far. */
  numberOf(id: string): number {
    let number = this.#numbers.get(id);
    if (number === undefined) {
      number = this.#entries.length;
      this.#entries.push({
        number,
        id,
        versions: [],
        about: new RowList(),
        toward: new RowList(),
        citing: new RowList(),
      });
      this.#numbers.set(id, number);
      this.#byteLength += entryBytes;
    }
    return number;
  }

  entry(number: number): ConceptEntry {
    return this.#entries[number] as ConceptEntry;
  }

  find(id: string): ConceptEntry | undefined {
    const number = this.#numbers.get(id);
    return number === undefined ? undefined : this.#entries[number];
  }

  entries(): readonly ConceptEntry[] {
    return this.#entries;
  }

  *slugs(): Iterable<StoredSlug> {
    for (const ofKind of this.#slugs.values()) yield* ofKind.values();
  }

  /** The id of the concept that a slug leads to, if it did at a revision. The one in its id leads to it as long as it is there. */
  idOfSlug(kind: ConceptKind, slug: string, revision: number): string {
    const stored = this.#slugs.get(kind)?.get(slug);
    return stored && stored.since <= revision ? stored.concept : conceptId(kind, slug);
  }

  /** The numbers of concepts that have, or had, a folded name or alias. */
  everNamed(folded: string): readonly number[] {
    return this.#named.get(folded) ?? noNumbers;
  }

  add({ concept, since }: StoredConcept): void {
    const entry = this.entry(this.numberOf(concept.id));
    const foldedName = fold(concept.name);
    const labels = [...new Set([foldedName, ...concept.aliases.map(fold)])];
    entry.versions = [{ concept, foldedName, labels, since, until: forever }, ...entry.versions];
    for (const label of labels) {
      const named = this.#named.get(label) ?? [];
      if (!named.includes(entry.number)) named.push(entry.number);
      this.#named.set(label, named);
    }
    this.#noteSlug(concept, entry.number);
    this.#count(concept.kind, 1);
    this.#byteLength += entryBytes + 2 * JSON.stringify(concept).length;
  }

  /** The slugs that were the present ones of concepts of some kinds at a revision, and are near a text: see `GraphView.slugsNear`. */
  slugsNear(kinds: readonly ConceptKind[], text: string, revision: number): readonly string[] {
    const near = new Set<string>();
    const isPresent = (slug: string, among: readonly ConceptKind[]): boolean =>
      this.#bySlug.get(slug)?.some((number) => {
        const concept = versionAt(this.#entries[number], revision)?.concept;
        return concept?.slug === slug && among.includes(concept.kind);
      }) === true;
    for (const edit of editsOf(text)) if (isPresent(edit, kinds)) near.add(edit);
    for (const kind of kinds) {
      const around = this.#slugOrders
        .get(kind)
        ?.around(text, nearestInOrder, (slug) => isPresent(slug, [kind]));
      for (const slug of around ?? []) near.add(slug);
    }
    return Object.freeze([...near].sort(compareCodePoints));
  }

  /** Puts the slugs that have come in order. */
  orderSlugs(): void {
    for (const order of this.#slugOrders.values()) order.order();
  }

  #noteSlug({ kind, slug }: Concept, number: number): void {
    const known = this.#bySlug.get(slug) ?? noNumbers;
    if (!known.includes(number)) this.#bySlug.set(slug, [...known, number]);
    const order = this.#slugOrders.get(kind) ?? new SlugOrder();
    order.add(slug);
    this.#slugOrders.set(kind, order);
  }

  addSlug(slug: StoredSlug): void {
    const ofKind = this.#slugs.get(slug.kind) ?? new Map<string, StoredSlug>();
    ofKind.set(slug.slug, slug);
    this.#slugs.set(slug.kind, ofKind);
    this.#byteLength += entryBytes / 4;
  }

  end(id: string, until: number): void {
    const version = this.find(id)?.versions[0];
    if (version?.until !== forever) return;
    version.until = until;
    this.endedVersions += 1;
    this.#count(version.concept.kind, -1);
  }

  #count(kind: ConceptKind, change: 1 | -1): void {
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + change);
  }
}

/** The version of a concept that holds at a revision. */
export function versionAt(entry: ConceptEntry | undefined, revision: number): ConceptVersion | undefined {
  if (!entry) return undefined;
  for (const version of entry.versions) {
    if (version.since <= revision) return version.until > revision ? version : undefined;
  }
  return undefined;
}

/** By folded name, then id. */
export function compareByName(one: ConceptVersion, other: ConceptVersion): number {
  return (
    compareCodePoints(one.foldedName, other.foldedName) || compareCodePoints(one.concept.id, other.concept.id)
  );
}
