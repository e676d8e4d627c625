import type { GraphStatistics } from '../../graph/ports/statistics.js';
import type { ConceptVersion } from '../tables/concept-table.js';
import type { GraphTables } from '../tables/graph-tables.js';
import type { MeasuredSpreads } from './measured-spreads.js';
import { SharedCache } from './shared-cache.js';

/** The maximum number of rows whose page order is cached, so that later pages of a list are not sorted again. */
const maxOrderedRows = 2_000_000;
/** The maximum number of cached ids of each cache; they take about ten megabytes. */
const maxIds = 1_000_000;
/** The maximum number of concepts in all cached lists together, and of all cached positions. A concept can be in a list of each order, at two revisions. */
const maxListed = 64_000_000;
/** The maximum relative difference between two estimates that count as equal. */
const tolerance = 0.02;

/** The caches that all views of the same tables share. A publication does not empty them: see `SharedCache`. */
export class ViewCaches {
  readonly spreads: MeasuredSpreads;
  readonly lists = new SharedCache<readonly ConceptVersion[]>(maxListed);
  /** The position of each concept in the order of names, by concept number. */
  readonly positions = new SharedCache<Uint32Array>(maxListed);
  readonly orderedRows = new SharedCache<readonly number[]>(maxOrderedRows);
  readonly subjects = new SharedCache<readonly string[]>(maxIds);
  readonly claimedAxes = new SharedCache<readonly string[]>(maxIds);
  #statistics: GraphStatistics | undefined;

  /** @param spreads also shared by the views of earlier tables */
  constructor(spreads: MeasuredSpreads) {
    this.spreads = spreads;
  }

  /**
   * Estimates the size of the graph at the newest revision. Returns the previous object while its estimates are accurate to 2 %, because the
   * costs of operations are cached by this object.
   */
  statistics(tables: GraphTables): GraphStatistics {
    const current = tables.statistics();
    if (!this.#statistics || !isClose(this.#statistics, current)) this.#statistics = current;
    return this.#statistics;
  }
}

function isClose(one: unknown, other: unknown): boolean {
  if (typeof one === 'number' && typeof other === 'number') {
    return Math.abs(one - other) <= tolerance * Math.min(one, other);
  }
  const members = Object.entries(one as Readonly<Record<string, unknown>>);
  return members.every(([name, value]) => isClose(value, (other as Readonly<Record<string, unknown>>)[name]));
}
