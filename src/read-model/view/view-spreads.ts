import type { Dimension } from '../../graph/concept.js';
import {
  hasSpread,
  measureSpreadWithSlack,
  noSpread,
  type DimensionSpread,
  type MeasuredSpread,
  type StatedSet,
} from '../../graph/spreads/dimension-spread.js';
import type { ClaimValue } from '../../graph/values/value-rules.js';
import { runToEnd, type Steps } from '../../graph/work/steps.js';
import type { ClaimTable } from '../tables/claim-table.js';
import type { ClaimRows } from './claim-rows.js';
import type { MeasuredSpreads } from './measured-spreads.js';

/** The number of rows that are read between two yields. */
const rowsPerStep = 8_192;

/** The spreads of dimensions at one revision, measured on first use. */
export class ViewSpreads {
  readonly #claims: ClaimTable;
  readonly #rows: ClaimRows;
  readonly #at: number;
  readonly #shared: MeasuredSpreads;
  /** The spreads that only this view has, by dimension id. */
  readonly #own = new Map<string, DimensionSpread>();

  constructor(claims: ClaimTable, rows: ClaimRows, at: number, shared: MeasuredSpreads) {
    this.#claims = claims;
    this.#rows = rows;
    this.#at = at;
    this.#shared = shared;
  }

  of(dimension: Dimension): DimensionSpread {
    if (!hasSpread(dimension)) return noSpread;
    return this.#cached(dimension) ?? runToEnd(this.measuring(dimension));
  }

  /** Measures a spread in steps, unless it is cached. */
  *measuring(dimension: Dimension): Steps<DimensionSpread> {
    if (!hasSpread(dimension)) return noSpread;
    const cached = this.#cached(dimension);
    if (cached) return cached;
    const measured = yield* this.measureAgain(dimension);
    if (!this.#shared.add(dimension.id, this.#at, measured)) this.#own.set(dimension.id, measured.spread);
    return measured.spread;
  }

  /** Measures a spread in steps, without caches. */
  *measureAgain(dimension: Dimension): Steps<MeasuredSpread> {
    return yield* measureSpreadWithSlack(dimension, (yield* this.#setsAlong(dimension)).values());
  }

  #cached({ id }: Dimension): DimensionSpread | undefined {
    return this.#own.get(id) ?? this.#shared.get(id, this.#at);
  }

  /** Collects, in steps, the distinct sets of values that approaches state. The key of a set consists of the numbers of its values. */
  *#setsAlong({ id }: Dimension): Steps<ReadonlyMap<number | string, StatedSet>> {
    const claims = this.#claims;
    const rows = this.#rows.toward(id, ['HAS_VALUE']);
    const sets = new Map<number | string, { values: readonly ClaimValue[]; approaches: number }>();
    let start = 0;
    for (let index = 0; index < rows.length; index += 1) {
      if (index % rowsPerStep === rowsPerStep - 1) yield;
      // Rows of one subject are adjacent.
      const next = rows[index + 1];
      if (next !== undefined && claims.subjectOf(next) === claims.subjectOf(rows[index] as number)) continue;
      const numbers = this.#highestRanked(rows, start, index);
      start = index + 1;
      if (numbers.length === 0) continue;
      const key = numbers.length === 1 ? (numbers[0] as number) : numbers.join(' ');
      const set = sets.get(key);
      if (set) set.approaches += 1;
      else sets.set(key, { values: numbers.map((each) => this.#valueOf(each)), approaches: 1 });
    }
    return sets;
  }

  /** Finds the value numbers of the claims of the highest rank about one subject, each once, sorted. */
  #highestRanked(rows: readonly number[], first: number, last: number): readonly number[] {
    const claims = this.#claims;
    if (first === last) {
      const number = claims.valueNumberOf(rows[first] as number);
      return number === 0 ? [] : [number];
    }
    let best = Infinity;
    for (let index = first; index <= last; index += 1)
      best = Math.min(best, claims.rankOf(rows[index] as number));
    const numbers = new Set<number>();
    for (let index = first; index <= last; index += 1) {
      const row = rows[index] as number;
      if (claims.rankOf(row) === best) numbers.add(claims.valueNumberOf(row));
    }
    numbers.delete(0);
    return [...numbers].sort((one, other) => one - other);
  }

  #valueOf(number: number): ClaimValue {
    return this.#claims.valueOfNumber(number) as ClaimValue;
  }
}
