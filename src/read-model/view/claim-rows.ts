import { cacheKey, type CacheKey } from '../../graph/cache-keys.js';
import { compareCodePoints } from '../../graph/text/code-points.js';
import type { Claim, Predicate } from '../../graph/claim.js';
import type { ClaimCursor, ClaimFilter, ClaimPageRequest, Page } from '../../graph/ports/reading.js';
import { sorted } from '../../graph/work/sort.js';
import { atOnce, type Steps } from '../../graph/work/steps.js';
import { codeOf } from '../tables/claim-table.js';
import type { ConceptLists } from './concept-lists.js';
import { versionAt, type ConceptEntry } from '../tables/concept-table.js';
import type { GraphTables } from '../tables/graph-tables.js';

/** How many rows in the order of pages are kept, for whoever turns the pages. */
const keptRows = 2_000_000;

/** The rows of the claims that hold at one revision. */
export class ClaimRows {
  readonly #tables: GraphTables;
  readonly #at: number;
  readonly #lists: ConceptLists;
  readonly #ordered = new Map<CacheKey, readonly number[]>();
  #orderedRows = 0;

  constructor(tables: GraphTables, at: number, lists: ConceptLists) {
    this.#tables = tables;
    this.#at = at;
    this.#lists = lists;
  }

  /** Those about a concept by these predicates, or by any, in no order that means anything. */
  about(id: string, predicates?: readonly Predicate[]): number[] {
    const entry = this.#entry(id);
    return entry ? this.#among(this.#tables.claims.about(entry), predicates) : [];
  }

  /** Those that point at a concept. */
  toward(id: string, predicates?: readonly Predicate[]): number[] {
    const entry = this.#entry(id);
    return entry ? this.#among(this.#tables.claims.toward(entry), predicates) : [];
  }

  /** Goes through those about a concept by a predicate, by target, then position, without a list of them. */
  eachAbout(id: string, predicate: Predicate, visit: (row: number) => void): void {
    const entry = this.#entry(id);
    if (entry) this.#each(this.#tables.claims.about(entry), predicate, visit);
  }

  /** Goes through those that point at a concept by a predicate, by subject, then position, without a list of them. */
  eachToward(id: string, predicate: Predicate, visit: (row: number) => void): void {
    const entry = this.#entry(id);
    if (entry) this.#each(this.#tables.claims.toward(entry), predicate, visit);
  }

  #each(rows: Uint32Array, predicate: Predicate, visit: (row: number) => void): void {
    const { claims } = this.#tables;
    const code = codeOf(predicate);
    const isBefore = (row: number): boolean => claims.predicateOf(row) < code;
    for (let place = firstNot(rows, isBefore); place < rows.length; place += 1) {
      const row = rows[place] as number;
      if (claims.predicateOf(row) !== code) return;
      if (claims.holds(row, this.#at)) visit(row);
    }
  }

  /** Those about a subject that point at a target by a predicate, by position, then id. */
  along(subject: string, predicate: Predicate, target: string): readonly number[] {
    const { claims } = this.#tables;
    const entry = this.#entry(subject);
    const far = this.#entry(target);
    if (!entry || !far) return [];
    const rows = claims.about(entry);
    const code = codeOf(predicate);
    const found: number[] = [];
    const isBefore = (row: number): boolean =>
      claims.predicateOf(row) < code ||
      (claims.predicateOf(row) === code && claims.targetOf(row) < far.number);
    for (let place = firstNot(rows, isBefore); place < rows.length; place += 1) {
      const row = rows[place] as number;
      if (claims.targetOf(row) !== far.number || claims.predicateOf(row) !== code) break;
      if (claims.holds(row, this.#at)) found.push(row);
    }
    return found;
  }

  /** Whether a row passes a filter, but for its predicates. */
  filter({ subjects, targets }: ClaimFilter): (row: number) => boolean {
    const { claims } = this.#tables;
    const about = subjects && this.#numbers(subjects);
    const toward = targets && this.#numbers(targets);
    return (row) => {
      if (about && !about.has(claims.subjectOf(row))) return false;
      const target = claims.targetOf(row);
      return !toward || target < 0 || toward.has(target);
    };
  }

  /** Orders rows by their subjects' folded names, their subjects, position and id. */
  readonly bySubjectsName = (one: number, other: number): number => {
    const { claims } = this.#tables;
    const places = this.#lists.places();
    return (
      (places[claims.subjectOf(one)] ?? 0) - (places[claims.subjectOf(other)] ?? 0) ||
      claims.inEditorialOrder(one, other)
    );
  };

  /** One page of the claims of a key. */
  page(key: string, { by, filter, first, after }: ClaimPageRequest): Page<Claim, ClaimCursor> {
    const { claims } = this.#tables;
    const rows = atOnce(this.order(key, { by, filter }));
    const start = after ? firstNot(rows, (row) => compareToCursor(this.#cursorOf(row), after) <= 0) : 0;
    const shown = rows.slice(start, start + first);
    return Object.freeze({
      items: Object.freeze(shown.map((row) => claims.claimOf(row))),
      cursors: Object.freeze(shown.map((row) => this.#cursorOf(row))),
      hasNextPage: rows.length > start + first,
      totalCount: rows.length,
    });
  }

  /** The numbers of the concepts that some claim joins with one of these, in either direction. */
  joinedWith(ids: readonly string[]): ReadonlySet<number> {
    const { claims } = this.#tables;
    const joined = new Set<number>();
    for (const id of ids) {
      for (const row of this.about(id)) {
        const target = claims.targetOf(row);
        if (target >= 0) joined.add(target);
      }
      for (const row of this.toward(id)) joined.add(claims.subjectOf(row));
    }
    return joined;
  }

  /** The claims of a key in the order of pages; in steps, the first time. */
  *order(key: string, { by, filter }: Pick<ClaimPageRequest, 'by' | 'filter'>): Steps<readonly number[]> {
    const name = cacheKey(key, by, filter.predicates, filter.subjects, filter.targets);
    const known = this.#ordered.get(name);
    if (known) return known;
    yield* this.#lists.orderAll();
    const found = this.#of(key, by, filter).filter(this.filter(filter));
    const rows = yield* sorted(found, this.bySubjectsName);
    this.#orderedRows += rows.length + name.length;
    if (this.#orderedRows > keptRows) {
      this.#ordered.clear();
      this.#orderedRows = rows.length + name.length;
    }
    this.#ordered.set(name, rows);
    return rows;
  }

  #of(key: string, by: ClaimPageRequest['by'], { predicates }: ClaimFilter): number[] {
    if (by === 'subject') return this.about(key, predicates);
    if (by === 'target') return this.toward(key, predicates);
    const entry = this.#entry(key);
    if (!entry) return [];
    const { claims } = this.#tables;
    const codes = predicates && new Set(predicates.map(codeOf));
    const rows: number[] = [];
    for (const row of claims.citing(entry)) {
      if (claims.holds(row, this.#at) && (!codes || codes.has(claims.predicateOf(row)))) rows.push(row);
    }
    return rows;
  }

  #cursorOf(row: number): ClaimCursor {
    const { claims, concepts } = this.#tables;
    const subject = concepts.entry(claims.subjectOf(row));
    const name = versionAt(subject, this.#at)?.foldedName ?? '';
    return Object.freeze([name, subject.id, claims.positionOf(row), claims.idOf(row)] as const);
  }

  /** Of rows that are ordered by predicate, those that hold. */
  #among(rows: Uint32Array, predicates: readonly Predicate[] | undefined): number[] {
    const { claims } = this.#tables;
    const found: number[] = [];
    const add = (row: number): void => {
      if (claims.holds(row, this.#at)) found.push(row);
    };
    if (!predicates) {
      rows.forEach(add);
      return found;
    }
    for (const code of new Set(predicates.map(codeOf))) {
      const start = firstNot(rows, (row) => claims.predicateOf(row) < code);
      for (let place = start; place < rows.length; place += 1) {
        const row = rows[place] as number;
        if (claims.predicateOf(row) !== code) break;
        add(row);
      }
    }
    return found;
  }

  #entry(id: string): ConceptEntry | undefined {
    return this.#tables.concepts.find(id);
  }

  #numbers(ids: readonly string[]): ReadonlySet<number> {
    const numbers = new Set<number>();
    for (const id of ids) {
      const entry = this.#entry(id);
      if (entry) numbers.add(entry.number);
    }
    return numbers;
  }
}

/** The place of the first that a condition does not hold of; it holds of those before, and of none after. */
function firstNot(rows: ArrayLike<number>, holds: (row: number) => boolean): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(rows[middle] as number)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function compareToCursor(one: ClaimCursor, other: ClaimCursor): number {
  return (
    compareCodePoints(one[0], other[0]) ||
    compareCodePoints(one[1], other[1]) ||
    one[2] - other[2] ||
    compareCodePoints(one[3], other[3])
  );
}
