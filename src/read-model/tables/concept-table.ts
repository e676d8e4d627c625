import { compareCodePoints } from '../../graph/text/code-points.js';
import { conceptId, type Concept, type ConceptKind } from '../../graph/concept.js';
import type { StoredConcept, StoredSlug } from '../../graph/ports/feed.js';
import { fold } from '../../graph/text/fold.js';
import { editsOf, nearestInOrder } from '../../graph/text/near-slugs.js';
import { RowList } from './row-list.js';
import { SlugOrder } from './slug-order.js';

/** One version of a concept, with its validity range; `until` is `forever` until the version is ended. */
export interface ConceptVersion {
  readonly concept: Concept;
  readonly foldedName: string;
  /** The folded name and the folded aliases, each once. */
  readonly labels: readonly string[];
  readonly since: number;
  until: number;
}

/** A concept: its number, its versions (the latest first), and the rows of the claims that refer to the concept. */
export interface ConceptEntry {
  readonly number: number;
  readonly id: string;
  versions: readonly ConceptVersion[];
  /** The rows of the claims with the concept as subject, as target, and as source. */
  readonly about: RowList;
  readonly toward: RowList;
  readonly citing: RowList;
}

/** The `until` of claim rows and concept versions that have not been ended. */
export const forever = 0xffffffff;
const noNumbers: readonly number[] = [];
/** The estimated size of an entry or a version in bytes, without its texts: objects, lists and map entries. */
const entryBytes = 600;

/** The concepts of all revisions that requests can still read. */
export class ConceptTable {
  readonly #entries: ConceptEntry[] = [];
  readonly #versions: ConceptVersion[] = [];
  readonly #numbers = new Map<string, number>();
  /** The slugs by kind. Nested maps are faster than composed keys, and most requests start with this look-up. */
  readonly #slugs = new Map<ConceptKind, Map<string, StoredSlug>>();
  /** The numbers of concepts by the labels of all their versions. */
  readonly #named = new Map<string, number[]>();
  /** The numbers of concepts by the slugs of all their versions. */
  readonly #bySlug = new Map<string, readonly number[]>();
  readonly #slugOrders = new Map<ConceptKind, SlugOrder>();
  readonly #counts = new Map<ConceptKind, number>();
  #byteLength = 0;
  /** The number of ended versions. */
  endedVersions = 0;

  get byteLength(): number {
    return this.#byteLength;
  }

  get length(): number {
    return this.#entries.length;
  }

  /** Returns the number of currently valid concepts, by kind. */
  counts(): Readonly<Partial<Record<ConceptKind, number>>> {
    return Object.fromEntries(this.#counts);
  }

  /** Returns the number of a concept; assigns a number to a new concept. A concept may be referenced before it is added. */
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

  /** All versions of all concepts, in the order of addition. */
  get versions(): readonly ConceptVersion[] {
    return this.#versions;
  }

  *slugs(): Iterable<StoredSlug> {
    for (const slugsOfKind of this.#slugs.values()) yield* slugsOfKind.values();
  }

  /**
   * Returns the id of the concept that has a slug at a revision, or had it before. If there is none, returns the id that
   * consists of the kind and the slug; a concept with this id need not exist.
   */
  idOfSlug(kind: ConceptKind, slug: string, revision: number): string {
    const stored = this.#slugs.get(kind)?.get(slug);
    return stored && stored.since <= revision ? stored.concept : conceptId(kind, slug);
  }

  /** Returns the id of the concept to which a slug belongs at a revision; null if there is none: see `GraphView.slugOwners`. */
  ownerOfSlug(kind: ConceptKind, slug: string, revision: number): string | null {
    const stored = this.#slugs.get(kind)?.get(slug);
    return stored && stored.since <= revision ? stored.concept : null;
  }

  /** Returns the numbers of the concepts with a given folded name or alias at any revision. */
  namedAtAnyRevision(folded: string): readonly number[] {
    return this.#named.get(folded) ?? noNumbers;
  }

  add({ concept, since }: StoredConcept): void {
    const entry = this.entry(this.numberOf(concept.id));
    const foldedName = fold(concept.name);
    const labels = [...new Set([foldedName, ...concept.aliases.map(fold)])];
    const version = { concept, foldedName, labels, since, until: forever };
    entry.versions = [version, ...entry.versions];
    this.#versions.push(version);
    for (const label of labels) {
      const named = this.#named.get(label) ?? [];
      if (!named.includes(entry.number)) named.push(entry.number);
      this.#named.set(label, named);
    }
    this.#addToOrder(concept, entry.number);
    this.#count(concept.kind, 1);
    this.#byteLength += entryBytes + 2 * JSON.stringify(concept).length;
  }

  /** Returns the slugs near a text that are current at a revision: see `GraphView.slugsNear`. */
  slugsNear(kinds: readonly ConceptKind[], text: string, revision: number): readonly string[] {
    const near = new Set<string>();
    const isPresent = (slug: string, among: readonly ConceptKind[]): boolean =>
      this.#bySlug.get(slug)?.some((number) => {
        const concept = versionAt(this.#entries[number], revision)?.concept;
        return concept?.slug === slug && among.includes(concept.kind);
      }) === true;
    for (const edit of editsOf(text)) if (isPresent(edit, kinds)) near.add(edit);
    for (const kind of kinds) {
      const neighbours = this.#slugOrders
        .get(kind)
        ?.around(text, nearestInOrder, (slug) => isPresent(slug, [kind]));
      for (const slug of neighbours ?? []) near.add(slug);
    }
    return Object.freeze([...near].sort(compareCodePoints));
  }

  /** Sorts the slugs that were added. */
  orderSlugs(): void {
    for (const order of this.#slugOrders.values()) order.order();
  }

  #addToOrder({ kind, slug }: Concept, number: number): void {
    const numbers = this.#bySlug.get(slug) ?? noNumbers;
    if (!numbers.includes(number)) this.#bySlug.set(slug, [...numbers, number]);
    const order = this.#slugOrders.get(kind) ?? new SlugOrder();
    order.add(slug);
    this.#slugOrders.set(kind, order);
  }

  addSlug(slug: StoredSlug): void {
    const slugsOfKind = this.#slugs.get(slug.kind) ?? new Map<string, StoredSlug>();
    slugsOfKind.set(slug.slug, slug);
    this.#slugs.set(slug.kind, slugsOfKind);
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

/** Returns the version of a concept that is valid at a revision; undefined if there is none. */
export function versionAt(entry: ConceptEntry | undefined, revision: number): ConceptVersion | undefined {
  if (!entry) return undefined;
  for (const version of entry.versions) {
    if (version.since <= revision) return version.until > revision ? version : undefined;
  }
  return undefined;
}

/** Compares by folded name, then id. */
export function compareByName(one: ConceptVersion, other: ConceptVersion): number {
  return (
    compareCodePoints(one.foldedName, other.foldedName) || compareCodePoints(one.concept.id, other.concept.id)
  );
}
