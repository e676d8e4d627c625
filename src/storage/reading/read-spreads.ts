import { LRUCache } from 'lru-cache';
import { sql } from 'kysely';
import { textsKey, type CacheKey } from '../../graph/cache-keys.js';
import { ranks, type Rank } from '../../graph/claim.js';
import type { Dimension } from '../../graph/concept.js';
import {
  hasSpread,
  measureSpread,
  noSpread,
  type DimensionSpread,
  type StatedSet,
} from '../../graph/spreads/dimension-spread.js';
import type { ClaimValue } from '../../graph/values/value-rules.js';
import { inSlices, type Steps } from '../../graph/work/steps.js';
import { isValidAt, selectPausably } from '../dialect/conditions.js';
import type { KeyedRow } from '../session/align.js';
import type { Session } from '../session/session.js';

/** A claim along one of the dimensions. Rows that do not count are skipped: see `selectPausably`. */
interface SpreadRow extends KeyedRow {
  readonly subject: string;
  readonly rank: Rank;
  readonly value: string | null;
  readonly counts: 0 | 1 | boolean;
}

/** The values of one approach, from the claims of the highest rank among those read so far. */
interface ApproachValues {
  rank: number;
  readonly values: Set<string>;
}

/** Measures the spread of each dimension. Reads the claims along the dimensions with one statement. */
async function readSpreads(
  session: Session,
  revision: number,
  dimensions: readonly Dimension[],
): Promise<readonly DimensionSpread[]> {
  const { selected, counts } = selectPausably(session.syntax, 'c', isValidAt(revision, 'c'));
  const statement = sql<SpreadRow>`
    select k.ordinal, c.subject, c.rank, cast(c.value as text) as value, ${counts}
    from ${session.syntax.keySet(dimensions.map(({ id }) => id))} k cross join claim c
    where c.target = k.key and c.predicate = 'HAS_VALUE' and ${selected}`;
  const statedAlong = dimensions.map(() => new Map<string, ApproachValues>());
  await session.each(statement, (row) => {
    if (row.counts) addRow(row, statedAlong[row.ordinal] as Map<string, ApproachValues>);
  });
  return inSlices(measureAll(dimensions, statedAlong), session.pace);
}

function addRow({ subject, rank: name, value }: SpreadRow, bySubject: Map<string, ApproachValues>): void {
  const rank = ranks.indexOf(name);
  let stated = bySubject.get(subject);
  if (!stated) {
    stated = { rank, values: new Set() };
    bySubject.set(subject, stated);
  }
  if (rank > stated.rank) return;
  if (rank < stated.rank) {
    stated.rank = rank;
    stated.values.clear();
  }
  if (value !== null) stated.values.add(value);
}

function* measureAll(
  dimensions: readonly Dimension[],
  statedAlong: readonly ReadonlyMap<string, ApproachValues>[],
): Steps<readonly DimensionSpread[]> {
  const spreads: DimensionSpread[] = [];
  for (const [index, dimension] of dimensions.entries()) {
    const sets = yield* statedSets(statedAlong[index]?.values() ?? []);
    spreads.push(yield* measureSpread(dimension, sets.values()));
  }
  return spreads;
}

const approachesPerStep = 1_024;

/** Groups the approaches by their values, and counts the approaches of each group, in steps. */
function* statedSets(statements: Iterable<ApproachValues>): Steps<ReadonlyMap<string, StatedSet>> {
  const sets = new Map<string, { values: readonly ClaimValue[]; approaches: number }>();
  let count = 0;
  for (const { values } of statements) {
    if ((count += 1) % approachesPerStep === 0) yield;
    if (values.size === 0) continue;
    const texts = [...values].sort();
    const key = texts.join('\n');
    const set = sets.get(key);
    if (set) set.approaches += 1;
    else sets.set(key, { values: texts.map((text) => JSON.parse(text) as ClaimValue), approaches: 1 });
  }
  return sets;
}

/** The maximum number of cached spreads, each of about 200 bytes. */
const maxCached = 20_000;

/** Caches the spreads of dimensions by revision; the least recently used spreads are evicted first. */
export class SpreadCache {
  readonly #spreads = new LRUCache<CacheKey, DimensionSpread>({ max: maxCached });

  /**
   * Returns the spread of each dimension. Measures the uncached spreads with one statement.
   * @throws {TertiumError} STORE_UNAVAILABLE, DEADLINE_EXCEEDED; these errors are not cached
   */
  of(
    session: Session,
    revision: number,
    dimensions: readonly Dimension[],
  ): readonly DimensionSpread[] | Promise<readonly DimensionSpread[]> {
    const keyOf = ({ id }: Dimension): CacheKey => textsKey(String(revision), id);
    const found = dimensions.map((dimension) =>
      hasSpread(dimension) ? this.#spreads.get(keyOf(dimension)) : noSpread,
    );
    const uncached = dimensions.filter((_, index) => found[index] === undefined);
    if (uncached.length === 0) return found.map((spread) => spread ?? noSpread);
    return readSpreads(session, revision, uncached).then((read) => {
      uncached.forEach((dimension, index) => this.#spreads.set(keyOf(dimension), read[index] ?? noSpread));
      let next = 0;
      return found.map((spread) => spread ?? read[next++] ?? noSpread);
    });
  }
}
