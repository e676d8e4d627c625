import {
  absences,
  predicates,
  ranks,
  type Claim,
  type Predicate,
  type Qualifier,
} from '../../graph/claim.js';
import type { StoredClaim } from '../../graph/ports/feed.js';
import { qualifiersOverlap } from '../../graph/identity.js';
import type { ClaimValue } from '../../graph/values/value-rules.js';
import type { Steps } from '../../graph/work/steps.js';
import { ClaimIds } from './claim-ids.js';
import { ClaimTerms } from './claim-terms.js';
import { Column } from './column.js';
import { forever, type ConceptEntry, type ConceptTable } from './concept-table.js';
import { deepFreeze } from '../../graph/deep-freeze.js';
import type { ClaimCounts } from '../../graph/ports/statistics.js';
import { Dictionary } from './dictionary.js';
import { DistinctCount } from './distinct-count.js';
import type { TextHeap } from './text-heap.js';

const maxParsedTexts = 65_536;
const noQualifiers: readonly Qualifier[] = Object.freeze([]);

const codes = <Name extends string>(names: readonly Name[]): ReadonlyMap<Name, number> =>
  new Map(names.map((name, code) => [name, code]));
const predicateCodes = codes(predicates);
const absenceCodes = codes(absences);
const rankCodes = codes(ranks);

export function codeOf(predicate: Predicate): number {
  return predicateCodes.get(predicate) as number;
}

/**
 * The claims of all revisions that requests can still read. Each row is one version of a claim, with its numbers in
 * columns and its texts in a heap.
 */
export class ClaimTable {
  readonly #concepts: ConceptTable;
  readonly #texts: TextHeap;
  readonly #ids = new ClaimIds();
  readonly #predicate = Column.ofBytes();
  readonly #subject = Column.ofIntegers();
  /** The number of the target concept, plus 1; 0 for none. */
  readonly #target = Column.ofIntegers();
  readonly #source = Column.ofIntegers();
  readonly #value = Column.ofIntegers();
  readonly #qualifiers = Column.ofIntegers();
  readonly #text = Column.ofIntegers();
  /** Absence and rank in one number. */
  readonly #marks = Column.ofBytes();
  readonly #position = Column.ofSignedIntegers();
  readonly #since = Column.ofIntegers();
  readonly #until = Column.ofIntegers();
  readonly #supersedes = new Map<number, string>();
  readonly #values: Dictionary<ClaimValue>;
  readonly #conditions: Dictionary<readonly Qualifier[]>;
  /** The terms in the values of all rows. */
  readonly #terms = new ClaimTerms();
  #length = 0;
  /** Counts by predicate code: all rows, ended rows, and distinct pairs of subject and target. */
  readonly #added = predicates.map(() => 0);
  readonly #ended = predicates.map(() => 0);
  readonly #links = predicates.map(() => new DistinctCount());
  /** The numbers of all concepts in EQUIVALENT_TO claims, including ended claims. */
  readonly #declaredEquivalent = new Set<number>();

  constructor(concepts: ConceptTable, texts: TextHeap) {
    this.#concepts = concepts;
    this.#texts = texts;
    this.#values = new Dictionary(
      (text) => deepFreeze(JSON.parse(text) as ClaimValue),
      maxParsedTexts,
      texts,
    );
    this.#conditions = new Dictionary(
      (text) => deepFreeze(JSON.parse(text) as Qualifier[]),
      maxParsedTexts,
      texts,
    );
  }

  get length(): number {
    return this.#length;
  }

  /** The number of ended rows. */
  get ended(): number {
    return this.#ended.reduce((sum, count) => sum + count, 0);
  }

  /** Counts the claims that have not ended, and estimates their distinct pairs of subject and target, by predicate. */
  counts(): Readonly<Record<Predicate, ClaimCounts>> {
    const counted = predicates.map((predicate, code): [Predicate, ClaimCounts] => {
      const added = this.#added[code] ?? 0;
      const claims = added - (this.#ended[code] ?? 0);
      // Which pairs have no claim any more is unknown; their share is assumed to equal the share of ended claims.
      const links = ((this.#links[code]?.estimate ?? 0) * claims) / Math.max(1, added);
      return [predicate, { claims, links: Math.min(claims, links) }];
    });
    return Object.fromEntries(counted) as Record<Predicate, ClaimCounts>;
  }

  get byteLength(): number {
    const columns = [
      this.#predicate,
      this.#subject,
      this.#target,
      this.#source,
      this.#value,
      this.#qualifiers,
      this.#text,
      this.#marks,
      this.#position,
      this.#since,
      this.#until,
    ];
    const rowLists = 3 * 4 * this.#length;
    const others =
      this.#ids.byteLength + this.#values.byteLength + this.#conditions.byteLength + this.#terms.byteLength;
    return columns.reduce((sum, column) => sum + column.byteLength, others + rowLists);
  }

  /**
   * Adds a claim.
   * @returns the row of the claim
   */
  add(claim: StoredClaim): number {
    const row = this.#length;
    this.#length += 1;
    const subject = this.#concepts.numberOf(claim.subject);
    const source = this.#concepts.numberOf(claim.source);
    const code = codeOf(claim.predicate);
    const target = claim.target === null ? null : this.#concepts.numberOf(claim.target);
    this.#added[code] = (this.#added[code] ?? 0) + 1;
    this.#links[code]?.add(subject, target ?? -1);
    this.#ids.add(row, claim.id);
    this.#predicate.set(row, code);
    this.#subject.set(row, subject);
    this.#source.set(row, source);
    const value = this.#values.add(claim.value);
    this.#value.set(row, value);
    if (claim.value !== null) this.#terms.add(row, value, claim.value, this.#values);
    this.#qualifiers.set(row, this.#conditions.add(claim.qualifiers));
    this.#text.set(row, this.#texts.add(claim.text));
    const absence = claim.absence === null ? 0 : (absenceCodes.get(claim.absence) as number) + 1;
    this.#marks.set(row, absence * ranks.length + (rankCodes.get(claim.rank) as number));
    this.#position.set(row, claim.position);
    this.#since.set(row, claim.since);
    this.#until.set(row, forever);
    if (claim.supersedes !== null) this.#supersedes.set(row, claim.supersedes);
    this.#concepts.entry(subject).about.add(row);
    this.#concepts.entry(source).citing.add(row);
    if (target !== null) {
      this.#target.set(row, target + 1);
      this.#concepts.entry(target).toward.add(row);
      if (claim.predicate === 'EQUIVALENT_TO') {
        this.#declaredEquivalent.add(subject);
        this.#declaredEquivalent.add(target);
      }
    }
    return row;
  }

  /** Ends a claim. @returns the row of the claim; undefined if there is no valid claim with the id */
  end(id: string, until: number): number | undefined {
    const row = this.#ids.rowsOf(id).find((each) => this.#until.get(each) === forever);
    if (row === undefined) return undefined;
    this.#until.set(row, until);
    const code = this.#predicate.get(row);
    this.#ended[code] = (this.#ended[code] ?? 0) + 1;
    return row;
  }

  sinceOf(row: number): number {
    return this.#since.get(row);
  }

  isValid(row: number, revision: number): boolean {
    return this.#since.get(row) <= revision && this.#until.get(row) > revision;
  }

  /** Returns the row of the version of a claim that is valid at a revision; undefined if there is none. */
  find(id: string, revision: number): number | undefined {
    return this.#ids.rowsOf(id).find((row) => this.isValid(row, revision));
  }

  /**
   * Returns the row of the latest version of a claim; undefined if there is none.
   * @param guess the most probable row: to verify a row is cheaper than to search for it
   */
  last(id: string, guess: number): number | undefined {
    if (this.#ids.has(guess, id) && this.#until.get(guess) === forever) return guess;
    return this.#ids.rowsOf(id)[0];
  }

  /** Whether a concept may have equivalents. If false, callers need not search for EQUIVALENT_TO claims. */
  mayBeEquivalent(concept: number): boolean {
    return this.#declaredEquivalent.has(concept);
  }

  /**
   * Visits, in steps, the rows with a value that has one of the given terms. May also visit other rows, because terms are
   * compared by hash.
   * @param folded terms that are folded with `fold`
   */
  eachNaming(folded: Iterable<string>, visit: (row: number) => void): Steps<void> {
    return this.#terms.eachNaming(folded, visit);
  }

  subjectOf(row: number): number {
    return this.#subject.get(row);
  }

  sourceOf(row: number): number {
    return this.#source.get(row);
  }

  /** Returns the number of the target; -1 if the row has no target. */
  targetOf(row: number): number {
    return this.#target.get(row) - 1;
  }

  predicateOf(row: number): number {
    return this.#predicate.get(row);
  }

  /** Returns the name of the predicate of a row. */
  namedPredicateOf(row: number): Predicate {
    return predicates[this.#predicate.get(row)] as Predicate;
  }

  /** Returns the text and the value of a row: the parts of a claim that are searched. */
  searchedPartsOf(row: number): Pick<Claim, 'text' | 'value'> {
    return { text: this.#texts.get(this.#text.get(row)), value: this.#values.itemOf(this.#value.get(row)) };
  }

  positionOf(row: number): number {
    return this.#position.get(row);
  }

  idOf(row: number): string {
    return this.#ids.idOf(row);
  }

  /** Returns the code of a row's rank: 0 for the highest. */
  rankOf(row: number): number {
    return this.#marks.get(row) % ranks.length;
  }

  /**
   * Returns the number of a row's value, for `valueOfNumber`; 0 if the row has no value. Equal values have equal numbers, up to
   * the bound of the dictionary.
   */
  valueNumberOf(row: number): number {
    return this.#value.get(row);
  }

  /**
   * Whether two rows have the same value, absence, qualifiers and rank. May be false for equal values or qualifiers that
   * are beyond the bound of their dictionary.
   */
  hasEqualStatement(one: number, other: number): boolean {
    return (
      this.#value.get(one) === this.#value.get(other) &&
      this.#marks.get(one) === this.#marks.get(other) &&
      this.#qualifiers.get(one) === this.#qualifiers.get(other)
    );
  }

  /** Creates a text that is equal for two rows if and only if `hasEqualStatement` is true for them. */
  signatureOf(row: number): string {
    return `${this.#value.get(row)} ${this.#marks.get(row)} ${this.#qualifiers.get(row)}`;
  }

  /** Returns the number of a row's value, if the row has no qualifiers; otherwise 0. Also 0 if the row has no value. */
  plainValueOf(row: number): number {
    const qualifiers = this.#qualifiers.get(row);
    if (qualifiers !== 0 && this.#conditions.itemOf(qualifiers)?.length !== 0) return 0;
    return this.#marks.get(row) >= ranks.length ? 0 : this.#value.get(row);
  }

  /** Returns the value with a number that `plainValueOf` or `valueNumberOf` returned; null for 0. */
  valueOfNumber(number: number): ClaimValue | null {
    return this.#values.itemOf(number);
  }

  /** Whether the value of a row is the support YES. */
  statesYes(row: number): boolean {
    const value = this.#values.itemOf(this.#value.get(row));
    return value?.type === 'SUPPORT' && value.support === 'YES';
  }

  /** Returns the claim of a row: a plain, frozen object, created on each call. */
  claimOf(row: number): Claim {
    const marks = this.#marks.get(row);
    const absence = Math.floor(marks / ranks.length);
    const target = this.#target.get(row);
    return Object.freeze({
      id: this.#ids.idOf(row),
      subject: this.#concepts.entry(this.#subject.get(row)).id,
      predicate: this.namedPredicateOf(row),
      target: target === 0 ? null : this.#concepts.entry(target - 1).id,
      value: this.#values.itemOf(this.#value.get(row)),
      absence: absence === 0 ? null : (absences[absence - 1] ?? null),
      text: this.#texts.get(this.#text.get(row)),
      qualifiers: this.#conditions.itemOf(this.#qualifiers.get(row)) ?? noQualifiers,
      rank: ranks[marks % ranks.length] ?? 'NORMAL',
      source: this.#concepts.entry(this.#source.get(row)).id,
      position: this.#position.get(row),
      supersedes: this.#supersedes.get(row) ?? null,
      since: this.#since.get(row),
    });
  }

  /** Creates a function that returns whether the claim of a row can be true under conditions. */
  canBeTrueUnder(conditions: readonly Qualifier[]): (row: number) => boolean {
    // Most rows have one of few sets of qualifiers, so the result is cached by set.
    const cached = new Map<number, boolean>();
    return (row) => {
      const number = this.#qualifiers.get(row);
      let canBeTrue = cached.get(number);
      if (canBeTrue === undefined) {
        canBeTrue = qualifiersOverlap(this.#conditions.itemOf(number) ?? noQualifiers, conditions);
        cached.set(number, canBeTrue);
      }
      return canBeTrue;
    };
  }

  /** Returns the claim of a row as the feed represents it, to be added to another table. */
  storedOf(row: number): StoredClaim {
    return {
      ...this.claimOf(row),
      value: this.#values.textOf(this.#value.get(row)),
      qualifiers: this.#conditions.textOf(this.#qualifiers.get(row)),
    };
  }

  /** Returns the rows about a concept, sorted by predicate, then target, then `inEditorialOrder`. */
  about(concept: ConceptEntry): Uint32Array {
    return concept.about.inOrder(this.#compareAbout);
  }

  /** Returns the rows with a concept as target, sorted by predicate, then subject, then `inEditorialOrder`. */
  toward(concept: ConceptEntry): Uint32Array {
    return concept.toward.inOrder(this.#compareToward);
  }

  /** Returns the rows that cite a source, in the order of insertion. */
  citing(concept: ConceptEntry): Uint32Array {
    return concept.citing.inOrder((one, other) => one - other);
  }

  /** Compares rows by position, then id. */
  readonly inEditorialOrder = (one: number, other: number): number =>
    this.#position.get(one) - this.#position.get(other) || this.#ids.compareRows(one, other);

  readonly #compareAbout = (one: number, other: number): number =>
    this.#predicate.get(one) - this.#predicate.get(other) ||
    this.#target.get(one) - this.#target.get(other) ||
    this.inEditorialOrder(one, other);

  readonly #compareToward = (one: number, other: number): number =>
    this.#predicate.get(one) - this.#predicate.get(other) ||
    this.#subject.get(one) - this.#subject.get(other) ||
    this.inEditorialOrder(one, other);
}
