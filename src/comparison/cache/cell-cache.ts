import { textKey, textsKey, type CacheKey } from '../../graph/cache-keys.js';
import { kindOfId, type Approach } from '../../graph/concept.js';
import type { ViewStamps } from '../../graph/dependencies/view-stamps.js';
import type { Steps } from '../../graph/work/steps.js';
import { axisKinds, axisPredicates } from '../../graph/claim.js';
import { cellsInRow, type Cell } from '../cells/cell.js';
import type { EditorialPosition } from '../cells/editorial-position.js';
import type { CellColumn } from '../conditions/cell-column.js';
import { CellScope } from '../cells/content-ids.js';
import { CachedCell, PinnedCell } from './cached-cell.js';
import { CachedColumn } from './cached-column.js';
import type { CellView } from './cell-view.js';
import { RowResultCache, type RowResults } from '../verdicts/row-result-cache.js';
import { CachedAxisGroup, type SharedState } from './cached-axis-group.js';
import { SimilaritySum, type SimilarityAccumulator } from '../nearest/similarity.js';
import { axesIn, type AxisGroup } from '../rows/axis-group.js';
import type { CellSource } from '../rows/cell-source.js';
import type { ViewCells } from './view-cells.js';

/**
 * Caches cells between comparisons: their classes, positions and the verdicts of pairs of classes. Claims are not cached, since they are many
 * and rarely requested; they are read from the in-memory view.
 *
 * All views of a reader share one cache. Cells, groups and row results are valid until a publication touches the parts of the graph from which they were computed.
 *
 * The size is bounded: the cache evicts all verdicts when they fill half of the bound, and all groups and columns when
 * it is full; row results have a separate bound. Cells that were returned earlier stay valid.
 */
export class CellCache {
  readonly #bound: number;
  readonly sharedState: SharedState = {
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
  /** By approach object: views return the same object for the same approach, until a publication changes its record. */
  #columns = new Map<Approach, CachedColumn>();
  /** The numbers of the groups that contain an axis, by the id of the axis, since the last eviction of all groups. */
  #numbersOfAxes = new Map<string, number[]>();
  readonly rowResults: RowResultCache;
  /** The number of groups since the last eviction of all groups: the next number of a group. */
  #groupCount = 0;
  #generation = 0;
  #cellSize = 0;
  #verdictCount = 0;
  /** Groups whose verdicts are still to be evicted; null if there are none. */
  #toEvict: Iterator<CachedAxisGroup, void> | null = null;

  /**
   * @param bound size of the groups, columns, cells and verdicts, in units of about 60 bytes; row results have a
   * separate bound of a quarter of it
   */
  constructor(bound: number) {
    this.#bound = bound;
    this.rowResults = new RowResultCache(bound / rowResultShare);
  }

  /** The cells of one view. */
  at(view: CellView): ViewCells {
    return new CellsInView(this, view);
  }

  /** A number that increases when all groups and columns are evicted. */
  get generation(): number {
    return this.#generation;
  }

  /** The column of an approach in a view. It does not replace a cached column of a later revision. */
  column(approach: Approach, { stamps }: CellView): CachedColumn {
    const cached = this.#columns.get(approach);
    if (cached && stamps.isValid(cached.stamp, cached.tags)) return cached;
    const isOlder = cached !== undefined && cached.stamp.last < stamps.revision;
    const column =
      (isOlder ? this.#continued(cached, stamps) : null) ?? new CachedColumn(approach, stamps.now());
    if (!cached || isOlder) {
      this.#columns.set(approach, column);
      this.#cellSize += columnSize;
    }
    return column;
  }

  /** The column of a later revision, with the cells that no publication touched; null if the touched cells are not listed. */
  #continued(column: CachedColumn, stamps: ViewStamps): CachedColumn | null {
    const targets = stamps.targetsTouched(column.stamp, column.approach.id);
    if (!targets) return null;
    const changed = new Set([...targets].flatMap((target) => this.#numbersOfAxes.get(target) ?? []));
    const continued = column.continued(stamps.now(), changed);
    this.#cellSize += continued.cells * cellSize;
    return continued.column;
  }

  /** An axis group in a view. It does not replace a cached group of a later revision. */
  group(group: AxisGroup, { stamps }: CellView): CachedAxisGroup {
    const isMerged = group.merged.length > 0;
    const groups = isMerged ? this.#mergedGroups : this.#groups;
    const key = isMerged ? textsKey(...axesIn(group).map(({ id }) => id)) : textKey(group.axis.id);
    const cached = groups.get(key);
    if (cached && stamps.isValid(cached.stamp, cached.tags)) return cached;
    const number = this.#groupCount++;
    for (const { id } of axesIn(group)) {
      const numbers = this.#numbersOfAxes.get(id);
      if (numbers) numbers.push(number);
      else this.#numbersOfAxes.set(id, [number]);
    }
    const created = new CachedAxisGroup(
      number,
      axesIn(group),
      group.definition,
      this.#scope.along(group.axis.id),
      stamps.now(),
      this.sharedState,
    );
    if (!cached || cached.stamp.last < stamps.revision) groups.set(key, created);
    this.#cellSize += groupSize;
    return created;
  }

  /**
   * Evicts all groups and columns, with their cells and verdicts, when the bound is exceeded; row results have a
   * separate bound. Called before a group and its columns are looked up, never between these look-ups: the group's
   * number is an index in columns that were created after the same eviction.
   */
  evictAllIfFull(): void {
    if (this.#cellSize + this.#verdictCount <= this.#bound) return;
    this.#cellSize = 0;
    this.#verdictCount = 0;
    this.#toEvict = null;
    this.#scope = new CellScope([], null);
    this.#groups = new Map();
    this.#mergedGroups = new Map();
    this.#columns = new Map();
    this.#numbersOfAxes = new Map();
    // Cells that were returned earlier have columns and groups that both precede the eviction, so numbers can be used again.
    this.#groupCount = 0;
    this.#generation += 1;
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

/** The cells of one view, from the cache that all views share. */
class CellsInView implements ViewCells {
  readonly #cache: CellCache;
  readonly #view: CellView;
  /**
   * The approaches of the last comparison and their columns. A comparison requests all its groups with the same list of
   * approaches.
   */
  #lastCompared: {
    readonly approaches: readonly Approach[];
    readonly columns: readonly CachedColumn[];
    readonly generation: number;
  } | null = null;

  constructor(cache: CellCache, view: CellView) {
    this.#cache = cache;
    this.#view = view;
  }

  axesWithClaims(approaches: readonly Approach[], axes: readonly string[]): readonly string[] {
    return axes.filter((id) => this.#hasClaims(id, approaches));
  }

  positionsOf(approaches: readonly Approach[]): Steps<ReadonlyMap<string, EditorialPosition>> {
    return this.#view.claims.positionsOf(
      approaches.map(({ id }) => id),
      Object.values(axisPredicates),
    );
  }

  rowResultsOf(approaches: readonly Approach[]): RowResults {
    return this.#cache.rowResults.of(
      approaches.map(({ id }) => id),
      this.#view.stamps,
    );
  }

  cellOf(group: AxisGroup, approach: Approach): Cell {
    return this.#cells(group, () => [this.#cache.column(approach, this.#view)])[0] as Cell;
  }

  cellsOf(group: AxisGroup, approaches: readonly Approach[]): readonly Cell[] {
    return this.#cells(group, () => this.#columns(approaches));
  }

  pinnedTo(revision: number): CellSource {
    const scope = new CellScope([], revision);
    const cells = (group: AxisGroup, columnsOf: () => readonly CachedColumn[]): readonly Cell[] => {
      const cached = this.#group(group);
      const pinned = { keys: scope.along(group.axis.id), revision };
      return cellsInRow(
        group.definition,
        columnsOf(),
        (column, row) => new PinnedCell(column, cached, this.#view, row, pinned),
      );
    };
    return {
      axesWithClaims: (approaches, axes) => this.axesWithClaims(approaches, axes),
      positionsOf: (approaches) => this.positionsOf(approaches),
      cellOf: (group, approach) => cells(group, () => [this.#cache.column(approach, this.#view)])[0] as Cell,
      cellsOf: (group, approaches) => cells(group, () => this.#columns(approaches)),
      subjectsIn: (group) => this.subjectsIn(group),
      // Row results do not depend on ids.
      rowResultsOf: (approaches) => this.rowResultsOf(approaches),
    };
  }

  subjectsIn(group: AxisGroup): Iterable<string> {
    const axes = axesIn(group);
    const subjects = axes.map((axis) => this.#view.claims.subjectsOf(axis.id, axisPredicates[axis.kind]));
    return subjects.length === 1 ? (subjects[0] ?? []) : new Set(subjects.flat());
  }

  similaritiesTo(approach: Approach): SimilarityAccumulator {
    const { numbers } = this.#cache.sharedState;
    const sum = new SimilaritySum(approach.id, numbers, this.#view.nameLookup);
    return {
      add: (group) => sum.add(this.#group(group).claimedCells(this.#view), group.definition),
      similarities: () => sum.similarities(),
    };
  }

  get approachNumbers(): ReadonlyMap<string, number> {
    return this.#cache.sharedState.numbers;
  }

  columnOf(group: AxisGroup): CellColumn {
    return this.#group(group).column(this.#view);
  }

  /** The cached group. Looked up before its columns: see `evictAllIfFull`. */
  #group(group: AxisGroup): CachedAxisGroup {
    this.#cache.evictAllIfFull();
    return this.#cache.group(group, this.#view);
  }

  #cells(group: AxisGroup, columnsOf: () => readonly CachedColumn[]): readonly Cell[] {
    const cached = this.#group(group);
    return cellsInRow(
      group.definition,
      columnsOf(),
      (column, row) => new CachedCell(column, cached, this.#view, row),
    );
  }

  #columns(approaches: readonly Approach[]): readonly CachedColumn[] {
    const { generation } = this.#cache;
    if (this.#lastCompared?.approaches !== approaches || this.#lastCompared.generation !== generation) {
      const columns = approaches.map((approach) => this.#cache.column(approach, this.#view));
      this.#lastCompared = { approaches, columns, generation };
    }
    return this.#lastCompared.columns;
  }

  #hasClaims(id: string, approaches: readonly Approach[]): boolean {
    return axisKinds.some(
      (kind) =>
        kind === kindOfId(id) &&
        approaches.some(
          (approach) => this.#view.claims.claimsAlong(approach.id, axisPredicates[kind], id).length > 0,
        ),
    );
  }
}

function* valuesOf(
  ...maps: readonly ReadonlyMap<CacheKey, CachedAxisGroup>[]
): Generator<CachedAxisGroup, void> {
  for (const groups of maps) yield* groups.values();
}

const groupsPerEviction = 4;

/**
 * Row results have a separate bound: the bound of the other entries, divided by this number. A row result takes about
 * one unit.
 */
const rowResultShare = 4;
/** The size of one group and of one column, in units of about 60 bytes. */
const groupSize = 8;
const columnSize = 4;
/** The size of a cell in a column, in the same units. */
const cellSize = 1 / 4;
