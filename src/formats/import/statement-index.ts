import type { Dimension } from '../../graph/concept.js';
import type { Absence, Qualifier, Rank } from '../../graph/claim.js';
import { qualifiersOverlap } from '../../graph/identity.js';
import type { ClaimDraft } from '../../graph/ports/writing.js';
import { ruleOf, type ClaimValue } from '../../graph/values/value-rules.js';
import { noScale, type Scale } from '../../graph/values/value-type.js';

/** An earlier statement of the same source in the same cell, and its relation to the new statement. */
export interface EarlierStatement {
  /**
   * `REPEATED`: both are the same claim. `CONTRADICTED`: the values differ, or one statement has a value and the other is
   * `NOT_APPLICABLE`; a comparison would count both.
   */
  readonly relation: 'REPEATED' | 'CONTRADICTED';
  /** The number of the earlier statement, as passed to `add`. */
  readonly number: number;
}

type IndexedClaim = Omit<ClaimDraft, 'position' | 'citations'>;

/** The conditions of a statement. Two statements contradict each other only if their ranks are equal and their qualifiers overlap. */
interface Conditions {
  readonly rank: Rank;
  readonly qualifiers: readonly Qualifier[];
}

/** The conditions of claims without qualifiers. */
const unqualified: Readonly<Record<Rank, Conditions>> = Object.freeze({
  PREFERRED: Object.freeze({ rank: 'PREFERRED', qualifiers: [] }),
  NORMAL: Object.freeze({ rank: 'NORMAL', qualifiers: [] }),
  DEPRECATED: Object.freeze({ rank: 'DEPRECATED', qualifiers: [] }),
});

/**
 * The id of an object that is not in a table of interned objects, because the table is full or the key of the object is
 * too long.
 */
const notInterned = -1;
/** Entries of absences have these ids instead of ids of interned values, which are not negative. */
const idsOfAbsences = { UNKNOWN: -2, NOT_APPLICABLE: -3 } as const satisfies Record<Absence, number>;

/**
 * Finds statements of one source about the same cell while claims are read as a stream. Takes about 50 bytes for each
 * claim: keys are 64-bit hashes, so collisions of different cells are improbable. After `claimLimit` claims, no further
 * claims are added; the store still rejects repeated claims.
 */
export class StatementIndex {
  readonly #claimLimit: number;
  readonly #conditions = new InternedObjects<Conditions>(10_000);
  readonly #values = new InternedValues(100_000);
  /** The index of the first entry of each hash bucket's chain, plus 1; 0 for an empty bucket. */
  #buckets = new Int32Array(1024);
  #entries = new Entries(1024);

  constructor(claimLimit = 1_000_000) {
    this.#claimLimit = claimLimit;
  }

  /**
   * Compares a claim that states a value or an absence with earlier statements, and adds it unless it repeats one.
   * @param number identifies the claim, such as the number of its line
   * @param dimension the dimension of a HAS_VALUE claim; null for links
   * @returns the statement that the claim repeats, otherwise the earliest compared statement that the claim
   *   contradicts; null if there is none. Statements along a dimension with several values per cell do not contradict
   *   each other
   */
  add(claim: IndexedClaim, number: number, dimension: Dimension | null): EarlierStatement | null {
    const { value, absence, rank, qualifiers } = claim;
    const canonical = value === null ? `${absence}` : ruleOf(value).canonical(value);
    const type = value?.type ?? '';
    const statement = hash(canonical, hash(type, 0x85ebca6b));
    const added: Entry = {
      high: hashOfCell(claim, 0x811c9dc5),
      low: hashOfCell(claim, 0x9e3779b9),
      statement,
      value:
        value === null ? idsOfAbsences[absence ?? 'UNKNOWN'] : this.#values.idOf(canonical, statement, value),
      conditions:
        qualifiers.length === 0
          ? this.#conditions.idOf(rank, unqualified[rank])
          : this.#conditions.idOf(JSON.stringify([rank, qualifiers]), { rank, qualifiers }),
      number,
    };
    const accumulates = dimension?.cardinality === 'MULTIPLE';
    const earlier = this.#find(added, (entry) => {
      const relation = this.#relation(entry, added, dimension ?? noScale);
      return relation === 'CONTRADICTED' && accumulates ? null : relation;
    });
    if (earlier?.relation !== 'REPEATED' && this.#entries.count < this.#claimLimit) this.#push(added);
    return earlier;
  }

  #find(
    { high, low }: Entry,
    relationOf: (entry: Entry) => EarlierStatement['relation'] | null,
  ): EarlierStatement | null {
    let compared = 0;
    let contradicted: EarlierStatement | null = null;
    let index = (this.#buckets[high & (this.#buckets.length - 1)] ?? 0) - 1;
    // From the latest entry to the first.
    for (; index >= 0 && compared < maxCompared; index = this.#entries.next(index)) {
      if (!this.#entries.isOf(index, high, low)) continue;
      compared += 1;
      const entry = this.#entries.at(index);
      const relation = relationOf(entry);
      if (relation === 'REPEATED') return { relation, number: entry.number };
      if (relation !== null) contradicted = { relation, number: entry.number };
    }
    return contradicted;
  }

  #relation(earlier: Entry, added: Entry, scale: Scale): EarlierStatement['relation'] | null {
    const [one, other] = [this.#conditions.at(earlier.conditions), this.#conditions.at(added.conditions)];
    if (!one || !other) return null;
    const isSameStatement = earlier.statement === added.statement && earlier.value === added.value;
    if (isSameStatement)
      return JSON.stringify(one.qualifiers) === JSON.stringify(other.qualifiers) ? 'REPEATED' : null;
    if (one.rank !== other.rank || !qualifiersOverlap(one.qualifiers, other.qualifiers)) return null;
    const ids = [earlier.value, added.value];
    // A value takes precedence over UNKNOWN.
    if (ids.includes(idsOfAbsences.UNKNOWN)) return null;
    if (ids.includes(idsOfAbsences.NOT_APPLICABLE)) return 'CONTRADICTED';
    const [value, otherValue] = ids.map((id) => this.#values.at(id));
    if (!value || !otherValue) return null;
    const related = ruleOf(value).relate([value], [otherValue], scale, () => new Set());
    return related === null || related.distance > 0 ? 'CONTRADICTED' : null;
  }

  #push(entry: Entry): void {
    if (this.#entries.count === this.#entries.capacity) {
      this.#entries = this.#entries.grown();
      this.#buckets = new Int32Array(this.#buckets.length * 2);
      for (let index = 0; index < this.#entries.count; index += 1) this.#link(index);
    }
    this.#link(this.#entries.push(entry));
  }

  #link(index: number): void {
    const bucket = this.#entries.at(index).high & (this.#buckets.length - 1);
    this.#entries.setNext(index, (this.#buckets[bucket] ?? 0) - 1);
    this.#buckets[bucket] = index + 1;
  }
}

/** The maximum number of earlier statements that a claim is compared with, the latest first. It bounds the time for cells with many statements. */
const maxCompared = 16;

interface Entry {
  /** The two halves of the hash of the cell. */
  readonly high: number;
  readonly low: number;
  /** A hash of the type and the canonical form of the value, or of the absence. */
  readonly statement: number;
  /** The id of the interned value, or of the absence; `notInterned` if the value is not interned. */
  readonly value: number;
  /** The id of the interned conditions; `notInterned` if they are not interned. */
  readonly conditions: number;
  readonly number: number;
}

/** Stores entries in typed arrays. */
class Entries {
  readonly capacity: number;
  count = 0;
  readonly #integers: Int32Array;
  readonly #numbers: Float64Array;

  constructor(capacity: number, integers?: Int32Array, numbers?: Float64Array) {
    this.capacity = capacity;
    this.#integers = new Int32Array(capacity * width);
    this.#numbers = new Float64Array(capacity);
    if (integers) this.#integers.set(integers);
    if (numbers) this.#numbers.set(numbers);
  }

  grown(): Entries {
    const grown = new Entries(this.capacity * 2, this.#integers, this.#numbers);
    grown.count = this.count;
    return grown;
  }

  push({ high, low, statement, value, conditions, number }: Entry): number {
    const index = this.count;
    const start = index * width;
    this.#integers[start] = high;
    this.#integers[start + 1] = low;
    this.#integers[start + 2] = statement;
    this.#integers[start + 3] = value;
    this.#integers[start + 4] = conditions;
    this.#integers[start + nextOffset] = -1;
    this.#numbers[index] = number;
    this.count += 1;
    return index;
  }

  isOf(index: number, high: number, low: number): boolean {
    return this.#integers[index * width] === high && this.#integers[index * width + 1] === low;
  }

  at(index: number): Entry {
    const member = (offset: number): number => this.#integers[index * width + offset] ?? notInterned;
    return {
      high: member(0),
      low: member(1),
      statement: member(2),
      value: member(3),
      conditions: member(4),
      number: this.#numbers[index] ?? 0,
    };
  }

  next(index: number): number {
    return this.#integers[index * width + nextOffset] ?? -1;
  }

  setNext(index: number, next: number): void {
    this.#integers[index * width + nextOffset] = next;
  }
}

const width = 6;
const nextOffset = 5;

/** Assigns ids to objects. Objects with the same key have the same id. */
class InternedObjects<Of> {
  readonly #limit: number;
  readonly #ids = new Map<string, number>();
  readonly #objects: Of[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  /**
   * Finds or creates the id of an object.
   * @returns the id; `notInterned` if the table is full, or the key is too long to be stored
   */
  idOf(key: string, object: Of): number {
    const id = this.#ids.get(key);
    if (id !== undefined) return id;
    if (this.#objects.length >= this.#limit || key.length > maxKeyLength) return notInterned;
    this.#ids.set(key, this.#objects.length);
    return this.#objects.push(object) - 1;
  }

  at(id: number): Of | undefined {
    return this.#objects[id];
  }
}

const maxKeyLength = 1_000;

/**
 * Assigns ids to values. Equal values have the same id. Values are identified by a hash of 53 bits, so that their
 * canonical forms are not stored; collisions are improbable.
 */
class InternedValues {
  readonly #limit: number;
  readonly #ids = new Map<number, number>();
  readonly #values: ClaimValue[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  /**
   * Finds or creates the id of a value.
   * @param statement the hash of the type and the canonical form
   * @returns the id; `notInterned` if the table is full, or the canonical form is too long
   */
  idOf(canonical: string, statement: number, value: ClaimValue): number {
    if (canonical.length > maxKeyLength) return notInterned;
    const key = (statement >>> 0) * 2 ** 21 + (hash(canonical, statement) >>> 11);
    const id = this.#ids.get(key);
    if (id !== undefined) return id;
    if (this.#values.length >= this.#limit) return notInterned;
    this.#ids.set(key, this.#values.length);
    return this.#values.push(value) - 1;
  }

  at(id: number): ClaimValue | undefined {
    return this.#values[id];
  }
}

/** Hashes the subject, predicate, target and source. */
function hashOfCell({ source, subject, predicate, target }: IndexedClaim, seed: number): number {
  return hash(target ?? '', hash(predicate, hash(subject, hash(source, seed))));
}

/**
 * Hashes a text with FNV-1a over its UTF-16 code units, and mixes the high bits into the low bits, which select the bucket.
 * @returns a signed integer of 32 bits
 */
function hash(text: string, seed: number): number {
  let sum = seed;
  for (let index = 0; index < text.length; index += 1) {
    sum = Math.imul(sum ^ text.charCodeAt(index), 0x01000193);
  }
  sum = Math.imul(sum ^ (sum >>> 16), 0x85ebca6b);
  return sum ^ (sum >>> 13);
}
