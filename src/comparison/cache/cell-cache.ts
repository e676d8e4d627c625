import { textKey, textsKey, type CacheKey } from '../../graph/cache-keys.js';
import { kindOfId, type Approach } from '../../graph/concept.js';
import type { NameLookup } from '../../graph/values/value-type.js';
import type { Steps } from '../../graph/work/steps.js';
import { axisKinds, axisPredicates } from '../../graph/claim.js';
import { cellsInRow, type Cell } from '../cells/cell.js';
import type { InMemoryClaims } from '../cells/in-memory-claims.js';
import type { EditorialPosition } from '../cells/editorial-position.js';
import type { CellColumn } from '../conditions/cell-column.js';
import { CellScope } from '../cells/content-ids.js';
import { CachedCell, PinnedCell } from './cached-cell.js';
import { CachedColumn } from './cached-column.js';
import { RowResultCache, type RowResults } from '../verdicts/row-result-cache.js';
import { CachedAxisGroup, type SharedState } from './cached-axis-group.js';
import { SimilaritySum, type SimilarityAccumulator } from '../nearest/similarity.js';
import { axesIn, type AxisGroup } from '../rows/axis-group.js';
import type { CellSource } from '../rows/cell-source.js';
import type { ViewCells } from './view-cells.js';

/**
 * Caches cells between the comparisons of one revision: their classes, positions and the verdicts of pairs of classes.
 * Claims are not cached, since they are many and rarely requested; they are read from the in-memory view.
 *
 * The size is bounded: the cache evicts all verdicts when they fill half of the bound, and all groups and columns when
 * it is full; row results have a separate bound. Cells that were returned earlier stay valid.
 */
export class CellCache implements ViewCells {
  readonly #claims: InMemoryClaims;
  readonly #nameLookup: NameLookup;
  readonly #bound: number;
  readonly #sharedState: SharedState = {
    numbers: new Map(),
    onCached: (size) => (this.#cellSize += size),
    onVerdictCached: () => this.#countVerdict(),
    lastFilled: null,
    lastApproaches: null,
  };
  #scope = new CellScope([], null);
  /** Groups of one axis, by its id. */
  #groups = new Map<CacheKey, CachedAxisGroup>();
  /** Groups of several axes, by their ids. */
  #mergedGroups = new Map<CacheKey, CachedAxisGroup>();
  /** By approach object: a view always returns the same object for the same approach. */
  #columns = new Map<Approach, CachedColumn>();
  readonly #rowResults: RowResultCache;
  #cellSize = 0;
  #verdictCount = 0;
  /** Groups whose verdicts are still to be evicted; null if there are none. */
  #toEvict: Iterator<CachedAxisGroup, void> | null = null;
  /**
   * The approaches of the last comparison and their columns. A comparison requests all its groups with the same list of
   * approaches.
   */
  #lastCompared: {
    readonly approaches: readonly Approach[];
    readonly columns: readonly CachedColumn[];
  } | null = null;

  /** @param bound size of the groups, columns, cells and verdicts, in units of about 60 bytes; row results add a quarter */
  constructor(claims: InMemoryClaims, nameLookup: NameLookup, bound: number) {
    this.#claims = claims;
    this.#nameLookup = nameLookup;
    this.#bound = bound;
    this.#rowResults = new RowResultCache(bound / rowResultShare);
  }

  axesWithClaims(approaches: readonly Approach[], axes: readonly string[]): readonly string[] {
    return axes.filter((id) => this.#hasClaims(id, approaches));
  }

  positionsOf(approaches: readonly Approach[]): Steps<ReadonlyMap<string, EditorialPosition>> {
    return this.#claims.positionsOf(
      approaches.map(({ id }) => id),
      Object.values(axisPredicates),
    );
  }

  rowResultsOf(approaches: readonly Approach[]): RowResults {
    return this.#rowResults.of(approaches.map(({ id }) => id));
  }

  cellOf(group: AxisGroup, approach: Approach): Cell {
    this.#evictAllIfFull();
    const cached = this.#cachedGroup(group);
    const columns = [this.#cachedColumn(approach)];
    return cellsInRow(
      group.definition,
      columns,
      (column, row) => new CachedCell(column, cached, row),
    )[0] as Cell;
  }

  cellsOf(group: AxisGroup, approaches: readonly Approach[]): readonly Cell[] {
    this.#evictAllIfFull();
    const cached = this.#cachedGroup(group);
    const columns = this.#cachedColumns(approaches);
    return cellsInRow(group.definition, columns, (column, row) => new CachedCell(column, cached, row));
  }

  pinnedTo(revision: number): CellSource {
    const scope = new CellScope([], revision);
    const cellsOf = (group: AxisGroup, approaches: readonly Approach[]): readonly Cell[] => {
      this.#evictAllIfFull();
      const cached = this.#cachedGroup(group);
      const keys = scope.along(group.axis.id);
      const columns = this.#cachedColumns(approaches);
      return cellsInRow(
        group.definition,
        columns,
        (column, row) => new PinnedCell(column, cached, row, keys),
      );
    };
    return {
      axesWithClaims: (approaches, axes) => this.axesWithClaims(approaches, axes),
      positionsOf: (approaches) => this.positionsOf(approaches),
      cellOf: (group, approach) => {
        this.#evictAllIfFull();
        const cached = this.#cachedGroup(group);
        const keys = scope.along(group.axis.id);
        const columns = [this.#cachedColumn(approach)];
        return cellsInRow(
          group.definition,
          columns,
          (column, row) => new PinnedCell(column, cached, row, keys),
        )[0] as Cell;
      },
      cellsOf,
      subjectsIn: (group) => this.subjectsIn(group),
      // Row results do not depend on ids.
      rowResultsOf: (approaches) => this.rowResultsOf(approaches),
    };
  }

  subjectsIn(group: AxisGroup): Iterable<string> {
    const axes = axesIn(group);
    const subjects = axes.map((axis) => this.#claims.subjectsOf(axis.id, axisPredicates[axis.kind]));
    return subjects.length === 1 ? (subjects[0] ?? []) : new Set(subjects.flat());
  }

  similaritiesTo(approach: Approach): SimilarityAccumulator {
    const sum = new SimilaritySum(approach.id, this.#sharedState.numbers, this.#nameLookup);
    return {
      add: (group) => {
        this.#evictAllIfFull();
        sum.add(this.#cachedGroup(group).claimedCells());
      },
      similarities: () => sum.similarities(),
    };
  }

  get approachNumbers(): ReadonlyMap<string, number> {
    return this.#sharedState.numbers;
  }

  columnOf(group: AxisGroup): CellColumn {
    this.#evictAllIfFull();
    return this.#cachedGroup(group).column();
  }

  #hasClaims(id: string, approaches: readonly Approach[]): boolean {
    return axisKinds.some(
      (kind) =>
        kind === kindOfId(id) &&
        approaches.some(
          (approach) => this.#claims.claimsAlong(approach.id, axisPredicates[kind], id).length > 0,
        ),
    );
  }

  #cachedColumns(approaches: readonly Approach[]): readonly CachedColumn[] {
    if (this.#lastCompared?.approaches !== approaches) {
      this.#lastCompared = {
        approaches,
        columns: approaches.map((approach) => this.#cachedColumn(approach)),
      };
    }
    return this.#lastCompared.columns;
  }

  #cachedColumn(approach: Approach): CachedColumn {
    let column = this.#columns.get(approach);
    if (!column) {
      column = new CachedColumn(approach);
      this.#columns.set(approach, column);
      this.#cellSize += columnSize;
    }
    return column;
  }

  #cachedGroup(group: AxisGroup): CachedAxisGroup {
    const isMerged = group.merged.length > 0;
    const groups = isMerged ? this.#mergedGroups : this.#groups;
    const key = isMerged ? textsKey(...axesIn(group).map(({ id }) => id)) : textKey(group.axis.id);
    let cached = groups.get(key);
    if (!cached) {
      const keys = this.#scope.along(group.axis.id);
      const number = this.#groups.size + this.#mergedGroups.size;
      cached = new CachedAxisGroup(
        number,
        axesIn(group),
        group.definition,
        keys,
        this.#claims,
        this.#nameLookup,
        this.#sharedState,
      );
      groups.set(key, cached);
      this.#cellSize += groupSize;
    }
    return cached;
  }

  /**
   * Evicts all groups and columns, with their cells and verdicts, when the bound is exceeded; row results have a
   * separate bound. Called before a group and its columns are looked up, never between these look-ups: the group's
   * number is an index in columns that were created after the same eviction.
   */
  #evictAllIfFull(): void {
    if (this.#cellSize + this.#verdictCount <= this.#bound) return;
    this.#cellSize = 0;
    this.#verdictCount = 0;
    this.#toEvict = null;
    this.#scope = new CellScope([], null);
    this.#groups = new Map();
    this.#mergedGroups = new Map();
    this.#columns = new Map();
    this.#lastCompared = null;
  }

  /** Counts a cached verdict. There can be many more pairs than cells, so verdicts are evicted first. */
  #countVerdict(): void {
    this.#verdictCount += 1;
    this.#evictSome();
    if (this.#verdictCount * 2 <= this.#bound) return;
    this.#verdictCount = 0;
    this.#toEvict = valuesOf(this.#groups, this.#mergedGroups);
  }

  /** Evicts the verdicts of a few groups at a time: tens of thousands of groups would take tens of milliseconds. */
  #evictSome(): void {
    for (let count = 0; this.#toEvict && count < groupsPerEviction; count += 1) {
      const next = this.#toEvict.next();
      if (next.done === true) this.#toEvict = null;
      else next.value.evictVerdicts();
    }
  }
}

function* valuesOf(
  ...maps: readonly ReadonlyMap<CacheKey, CachedAxisGroup>[]
): Generator<CachedAxisGroup, void> {
  for (const groups of maps) yield* groups.values();
}

const groupsPerEviction = 4;

/**
 * The bound of the row results is a separate bound: a quarter of the bound of the other entries. A row result takes
 * about one unit.
 */
const rowResultShare = 4;
/** The size of one group and of one column, in units of about 60 bytes. */
const groupSize = 8;
const columnSize = 4;
