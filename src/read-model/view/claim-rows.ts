import { cacheKey } from '../../graph/cache-keys.js';
import { compareCodePoints } from '../../graph/text/code-points.js';
import { predicates, type Claim, type Predicate } from '../../graph/claim.js';
import {
  conceptNames,
  sourceTag,
  subjectTag,
  targetTag,
  type DependencyTag,
} from '../../graph/dependencies/dependency-tag.js';
import type { ClaimCursor, ClaimFilter, ClaimPageRequest, Page } from '../../graph/ports/reading.js';
import { sorted } from '../../graph/work/sort.js';
import { runToEnd, type Steps } from '../../graph/work/steps.js';
import { codeOf } from '../tables/claim-table.js';
import type { ConceptLists } from './concept-lists.js';
import type { CacheOfView } from './shared-cache.js';
import { versionAt, type ConceptEntry } from '../tables/concept-table.js';
import type { GraphTables } from '../tables/graph-tables.js';

/** The rows of the claims that are valid at one revision. */
export class ClaimRows {
  readonly #tables: GraphTables;
  readonly #at: number;
  readonly #lists: ConceptLists;
  readonly #ordered: CacheOfView<readonly number[]>;

  /** @param ordered the cache of rows in page order */
  constructor(tables: GraphTables, at: number, lists: ConceptLists, ordered: CacheOfView<readonly number[]>) {
    this.#tables = tables;
    this.#at = at;
    this.#lists = lists;
    this.#ordered = ordered;
  }

  /** Returns the rows about a concept with the given predicates, or with any predicate if omitted, in any order. */
  about(id: string, only?: readonly Predicate[]): number[] {
    const entry = this.#entryOf(id);
    return entry ? this.#validRows(this.#tables.claims.about(entry), only) : [];
  }

  /** Creates a function that returns the rows about a concept, filtered, in any order. */
  aboutWith(filter: ClaimFilter): (id: string) => number[] {
    const passes = this.filter(filter);
    const targets = filter.targets && [noTarget, ...this.#numbers(filter.targets)];
    return (id) => {
      const rows = targets && this.#aboutToward(id, targets, filter.predicates ?? predicates);
      return (rows ?? this.about(id, filter.predicates)).filter(passes);
    };
  }

  /**
   * Returns the rows about a concept with one of the given predicates and targets. Searches for each target,
   * because the concept may have many more rows than there are targets.
   * @param targets the numbers of the targets; `noTarget` for claims without a target
   * @returns undefined if it is faster to read all rows about the concept
   */
  #aboutToward(id: string, targets: readonly number[], only: readonly Predicate[]): number[] | undefined {
    const entry = this.#entryOf(id);
    if (!entry) return [];
    const { claims } = this.#tables;
    const rows = claims.about(entry);
    if (targets.length * only.length * rowsPerSearch > rows.length) return undefined;
    const found: number[] = [];
    for (const code of new Set(only.map(codeOf))) {
      for (const number of targets) {
        const isBefore = (row: number): boolean =>
          claims.predicateOf(row) < code ||
          (claims.predicateOf(row) === code && claims.targetOf(row) < number);
        for (let index = lowerBound(rows, isBefore); index < rows.length; index += 1) {
          const row = rows[index] as number;
          if (claims.targetOf(row) !== number || claims.predicateOf(row) !== code) break;
          if (claims.isValid(row, this.#at)) found.push(row);
        }
      }
    }
    return found;
  }

  /**
   * Returns the rows with a concept as target and one of the given predicates, or any predicate if omitted. The rows with one predicate are adjacent,
   * and sorted by subject.
   */
  toward(id: string, only?: readonly Predicate[]): number[] {
    const entry = this.#entryOf(id);
    return entry ? this.#validRows(this.#tables.claims.toward(entry), only) : [];
  }

  /** Visits the rows about a concept with a predicate, ordered by target, then position, without creating a list. */
  eachAbout(id: string, predicate: Predicate, visit: (row: number) => void): void {
    const entry = this.#entryOf(id);
    if (entry) this.#visit(this.#tables.claims.about(entry), predicate, visit);
  }

  /** Visits the rows with a predicate and target, ordered by subject, then position, without creating a list. */
  eachToward(id: string, predicate: Predicate, visit: (row: number) => void): void {
    const entry = this.#entryOf(id);
    if (entry) this.#visit(this.#tables.claims.toward(entry), predicate, visit);
  }

  /** Whether at least one row has this predicate and this target. */
  hasToward(entry: ConceptEntry, predicate: Predicate): boolean {
    const { claims } = this.#tables;
    const rows = claims.toward(entry);
    const code = codeOf(predicate);
    for (
      let index = lowerBound(rows, (row) => claims.predicateOf(row) < code);
      index < rows.length && claims.predicateOf(rows[index] as number) === code;
      index += 1
    ) {
      if (claims.isValid(rows[index] as number, this.#at)) return true;
    }
    return false;
  }

  #visit(rows: Uint32Array, predicate: Predicate, visit: (row: number) => void): void {
    const { claims } = this.#tables;
    const code = codeOf(predicate);
    const isBefore = (row: number): boolean => claims.predicateOf(row) < code;
    for (let index = lowerBound(rows, isBefore); index < rows.length; index += 1) {
      const row = rows[index] as number;
      if (claims.predicateOf(row) !== code) return;
      if (claims.isValid(row, this.#at)) visit(row);
    }
  }

  /** Returns the rows about a subject with a predicate and target, sorted by position, then id. */
  along(subject: string, predicate: Predicate, target: string): readonly number[] {
    const { claims } = this.#tables;
    const entry = this.#entryOf(subject);
    const targetEntry = this.#entryOf(target);
    if (!entry || !targetEntry) return [];
    const rows = claims.about(entry);
    const code = codeOf(predicate);
    const found: number[] = [];
    const isBefore = (row: number): boolean =>
      claims.predicateOf(row) < code ||
      (claims.predicateOf(row) === code && claims.targetOf(row) < targetEntry.number);
    for (let index = lowerBound(rows, isBefore); index < rows.length; index += 1) {
      const row = rows[index] as number;
      if (claims.targetOf(row) !== targetEntry.number || claims.predicateOf(row) !== code) break;
      if (claims.isValid(row, this.#at)) found.push(row);
    }
    return found;
  }

  /**
   * Creates a function that tests a row against the filter's subjects and targets, but not against the filter's
   * predicates. `targets` does not exclude claims without a target.
   */
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

  /** Compares rows by the folded name and the id of their subject, then by position and id of the claim. */
  readonly bySubjectsName = (one: number, other: number): number => {
    const { claims } = this.#tables;
    const positions = this.#lists.positions();
    return (
      (positions[claims.subjectOf(one)] ?? 0) - (positions[claims.subjectOf(other)] ?? 0) ||
      claims.inEditorialOrder(one, other)
    );
  };

  /** Returns one page of the claims of a key. */
  page(key: string, { by, filter, first, after }: ClaimPageRequest): Page<Claim, ClaimCursor> {
    const { claims } = this.#tables;
    const rows = runToEnd(this.order(key, { by, filter }));
    const start = after ? lowerBound(rows, (row) => compareToCursor(this.#cursorOf(row), after) <= 0) : 0;
    const pageRows = rows.slice(start, start + first);
    return Object.freeze({
      items: Object.freeze(pageRows.map((row) => claims.claimOf(row))),
      cursors: Object.freeze(pageRows.map((row) => this.#cursorOf(row))),
      hasNextPage: rows.length > start + first,
      totalCount: rows.length,
    });
  }

  /** Counts the claims that name a concept in a role. */
  count(key: string, by: ClaimPageRequest['by']): number {
    return this.#rowsOf(key, by, {}).length;
  }

  /** Finds the numbers of the concepts that a claim connects with one of the given concepts, in either direction. */
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

  /** Returns the rows of a key in page order. On first use, sorts the rows in steps, and caches them. */
  *order(key: string, { by, filter }: Pick<ClaimPageRequest, 'by' | 'filter'>): Steps<readonly number[]> {
    const listKey = cacheKey(key, by, filter.predicates, filter.subjects, filter.targets);
    const cached = this.#ordered.get(listKey);
    if (cached) return cached;
    yield* this.#lists.orderAll();
    const found = this.#rowsOf(key, by, filter).filter(this.filter(filter));
    // The order of the rows of an earlier revision is still right if no name has changed since.
    const earlier = this.#ordered.earlier(listKey, conceptNames);
    const rows = yield* earlier ? this.#update(earlier, found) : sorted(found, this.bySubjectsName);
    this.#ordered.set(listKey, rows, rows.length + listKey.length, tagsOf(key, by, filter.predicates));
    return rows;
  }

  /** Updates the ordered rows of an earlier revision, in steps. @param found the rows of this revision, in any order */
  *#update(
    { value: ordered, last }: { readonly value: readonly number[]; readonly last: number },
    found: readonly number[],
  ): Steps<readonly number[]> {
    const { claims } = this.#tables;
    // A row that is valid at this revision was valid at the earlier revision unless it was added since.
    const added = yield* sorted(
      found.filter((row) => claims.sinceOf(row) > last),
      this.bySubjectsName,
    );
    yield;
    const remaining = ordered.filter((row) => claims.isValid(row, this.#at));
    const rows: number[] = [];
    let next = 0;
    for (const row of added) {
      yield;
      const end = lowerBound(remaining, (each) => this.bySubjectsName(each, row) <= 0);
      for (; next < end; next += 1) rows.push(remaining[next] as number);
      rows.push(row);
    }
    for (; next < remaining.length; next += 1) {
      rows.push(remaining[next] as number);
      if (next % rowsPerStep === 0) yield;
    }
    return rows;
  }

  #rowsOf(key: string, by: ClaimPageRequest['by'], filter: ClaimFilter): number[] {
    if (by === 'subject') return this.about(key, filter.predicates);
    if (by === 'target') return this.toward(key, filter.predicates);
    const entry = this.#entryOf(key);
    if (!entry) return [];
    const { claims } = this.#tables;
    const codes = filter.predicates && new Set(filter.predicates.map(codeOf));
    const rows: number[] = [];
    for (const row of claims.citing(entry)) {
      if (claims.isValid(row, this.#at) && (!codes || codes.has(claims.predicateOf(row)))) rows.push(row);
    }
    return rows;
  }

  #cursorOf(row: number): ClaimCursor {
    const { claims, concepts } = this.#tables;
    const subject = concepts.entry(claims.subjectOf(row));
    const name = versionAt(subject, this.#at)?.foldedName ?? '';
    return Object.freeze([name, subject.id, claims.positionOf(row), claims.idOf(row)] as const);
  }

  /** Returns the valid rows with the given predicates, or with any predicate if omitted. @param rows sorted by predicate */
  #validRows(rows: Uint32Array, only: readonly Predicate[] | undefined): number[] {
    const { claims } = this.#tables;
    const found: number[] = [];
    const add = (row: number): void => {
      if (claims.isValid(row, this.#at)) found.push(row);
    };
    if (!only) {
      rows.forEach(add);
      return found;
    }
    for (const code of new Set(only.map(codeOf))) {
      const start = lowerBound(rows, (row) => claims.predicateOf(row) < code);
      for (let index = start; index < rows.length; index += 1) {
        const row = rows[index] as number;
        if (claims.predicateOf(row) !== code) break;
        add(row);
      }
    }
    return found;
  }

  #entryOf(id: string): ConceptEntry | undefined {
    return this.#tables.concepts.find(id);
  }

  #numbers(ids: readonly string[]): ReadonlySet<number> {
    const numbers = new Set<number>();
    for (const id of ids) {
      const entry = this.#entryOf(id);
      if (entry) numbers.add(entry.number);
    }
    return numbers;
  }
}

const rowsPerStep = 65_536;
/** The approximate number of rows that can be read in the time of a binary search. */
const rowsPerSearch = 16;
/** The target number of claims without a target. */
const noTarget = -1;

/** Returns the tags of the parts of the graph from which the list of a key's claims is computed. */
function tagsOf(
  key: string,
  by: ClaimPageRequest['by'],
  only: readonly Predicate[] = predicates,
): ReadonlySet<DependencyTag> {
  switch (by) {
    case 'subject':
      return new Set([subjectTag(key)]);
    case 'target':
      return new Set(only.map((predicate) => targetTag(key, predicate)));
    case 'source':
      return new Set([sourceTag(key)]);
  }
}

/**
 * Finds the index of the first row that does not satisfy a condition, by binary search; the number of rows if all rows
 * satisfy it.
 * @param precedes returns true for the rows before that index, false for all other rows
 */
function lowerBound(rows: ArrayLike<number>, precedes: (row: number) => boolean): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (precedes(rows[middle] as number)) low = middle + 1;
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
