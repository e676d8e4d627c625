import { cacheKey, textKey, textsKey, type CacheKey } from '../../graph/cache-keys.js';
import { ruleFor, type ClaimValue } from '../../graph/values/value-rules.js';
import type { NameLookup } from '../../graph/values/value-type.js';
import type { Steps } from '../../graph/work/steps.js';
import type { AxisKind } from '../../graph/claim.js';
import type { Axis, ValueDefinition } from '../cells/axis.js';
import { conditions, type Cell } from '../cells/cell.js';
import type { ComparisonScope } from '../cells/content-ids.js';
import {
  differs,
  type RowResult,
  rowVerdicts,
  verdictBases,
  type PairVerdict,
  type RowVerdict,
  type VerdictBasis,
} from '../verdicts/verdict.js';
import type { RowResults } from '../verdicts/row-result-cache.js';
import { axesIn, type AxisGroup, type AxisKnowledge, type UnmergedAxis } from './axis-group.js';
import { hasMeasuredSpan, weighs } from '../cells/spreads.js';
import { relateCells } from '../cells/pair.js';

export interface ComparisonRow {
  /**
   * An id that covers all inputs of the content: axes, approaches in order, conditions, and the revision if the request
   * selects one.
   */
  readonly id: string;
  /** A permanent reference, which depends only on the axis and the set of approaches; see `rowSlot`. */
  readonly slot: string;
  readonly axis: Axis;
  readonly kind: AxisKind;
  readonly group: string | null;
  /** The equivalent axes whose claims this row includes, sorted by id. */
  readonly mergedAxes: readonly Axis[];
  /** The equivalent axes that have separate rows, and the reasons. */
  readonly unmergedAxes: readonly UnmergedAxis[];
  /** One for each approach, in the comparison's order. */
  readonly cells: readonly Cell[];
  readonly verdict: RowVerdict;
  readonly basis: VerdictBasis;
  /** Whether the verdict is OVERLAPPING, DIFFERENT or OPPOSITE. */
  readonly differs: boolean;
  /** From 0 to 1; null if the verdict has no distance. */
  readonly distance: number | null;
  /** The mean distance of all pairs of cells that have a distance; null if no pair has one. */
  readonly meanDistance: number | null;
  /** The number of cells that are stated or contested. */
  readonly statedCells: number;
  /** The rules and the name look-up by which the cells were compared. */
  readonly definition: ValueDefinition;
  readonly nameLookup: NameLookup;
  /** Whether the row counts in similarities and among the most discriminating rows. */
  readonly weighs: boolean;
}

/**
 * A row whose cells and result are computed on first use: a page shows few of thousands of rows. The result does not
 * depend on the order of the cells.
 */
export class LazyRow implements ComparisonRow {
  readonly axis: Axis;
  readonly mergedAxes: readonly Axis[];
  readonly unmergedAxes: readonly UnmergedAxis[];
  readonly definition: ValueDefinition;
  readonly nameLookup: NameLookup;
  readonly #source: readonly Cell[] | (() => readonly Cell[]);
  readonly #knowledge: RowKnowledge;
  readonly #scope: ComparisonScope;
  readonly #cache: RowResults | null;
  #cells: readonly Cell[] | undefined;
  #result: RowResult | undefined;

  /**
   * @param source the cells, or a function that returns them when they are first needed
   * @param cache row results of these approaches; null if they are not cached
   */
  constructor(
    { axis, definition, merged, unmerged }: Pick<AxisGroup, 'axis' | 'definition' | 'merged' | 'unmerged'>,
    source: readonly Cell[] | (() => readonly Cell[]),
    knowledge: RowKnowledge,
    scope: ComparisonScope,
    cache: RowResults | null = null,
  ) {
    this.axis = axis;
    this.definition = definition;
    this.mergedAxes = merged;
    this.unmergedAxes = unmerged;
    this.#source = source;
    this.nameLookup = knowledge.nameLookup;
    this.#knowledge = knowledge;
    this.#scope = scope;
    this.#cache = cache;
  }

  get cells(): readonly Cell[] {
    return (this.#cells ??= typeof this.#source === 'function' ? this.#source() : this.#source);
  }

  get id(): string {
    const unmerged = this.unmergedAxes.map(({ axis }) => axis.id);
    return this.#scope.rowId(
      this.axis.id,
      this.mergedAxes.map(({ id }) => id),
      unmerged,
    );
  }

  get slot(): string {
    return this.#scope.rowSlot(this.axis.id);
  }

  get kind(): AxisKind {
    return this.axis.kind;
  }

  get group(): string | null {
    return this.axis.kind === 'DIMENSION' ? this.axis.group : null;
  }

  get verdict(): RowVerdict {
    return this.#evaluated().verdict;
  }

  get basis(): VerdictBasis {
    return this.#evaluated().basis;
  }

  get differs(): boolean {
    return differs(this.verdict);
  }

  get distance(): number | null {
    return this.#measured().distance;
  }

  get meanDistance(): number | null {
    return this.#measured().meanDistance;
  }

  get weighs(): boolean {
    return weighs(this.axis, this.#knowledge.spreads);
  }

  get statedCells(): number {
    return this.#evaluated().statedCells;
  }

  /** Releases the cells; they are computed again when they are needed. */
  release(): void {
    this.#cells = undefined;
  }

  /**
   * Evaluates the row if this takes a few microseconds: its result is available, or it has few statements and needs no measured span.
   * @returns whether the row is evaluated
   */
  evaluateIfQuick(): boolean {
    if (this.#hasResult()) return true;
    if (hasMeasuredSpan(this.axis) || !hasFewStatements(this.cells)) return false;
    this.#evaluated();
    return true;
  }

  #hasResult(): boolean {
    return (this.#result ?? this.#cache?.get(this.#key(), this.#axisIds)) !== undefined;
  }

  /** Measures, in steps, the spread on which distances and `weighs` depend. */
  *measuring(): Steps<void> {
    if (this.axis.kind === 'DIMENSION') yield* this.#knowledge.spreads.measuring(this.axis);
  }

  /**
   * Evaluates the row in steps, unless its result is available: fifty different cells are more than a thousand pairs.
   */
  *evaluating(): Steps<void> {
    if (this.#hasResult()) return;
    const distinct = distinctCells(this.cells);
    yield;
    if (hasMeasuredSpan(this.axis)) yield* this.measuring();
    const pairs: CountedPair[] = [];
    for (let index = 0; index < distinct.length; index += 1) {
      relateFrom(index, distinct, pairs, this.definition, this.nameLookup);
      if (index % cellsPerStep === cellsPerStep - 1) yield;
    }
    this.#result = rowResultOf(pairs, this.axis, this.definition, this.cells, this.nameLookup);
    this.#cache?.set(this.#key(), this.#result);
  }

  #evaluated(): RowResult {
    return (this.#result ??= this.#cache ? this.#cachedIn(this.#cache) : this.#evaluate());
  }

  /** The result with the current span: the span may have been loaded after the row was first evaluated. */
  #measured(): RowResult {
    const result = this.#evaluated();
    if (result.span === this.definition.scale.spread) return result;
    return (this.#result = this.#evaluate());
  }

  #cachedIn(cache: RowResults): RowResult {
    const key = this.#key();
    let result = cache.get(key, this.#axisIds);
    if (!result) {
      result = this.#evaluate();
      cache.set(key, result);
    }
    return result;
  }

  readonly #axisIds = (): readonly string[] => [this.axis.id, ...this.mergedAxes.map(({ id }) => id)];

  #key(): CacheKey {
    if (this.mergedAxes.length === 0) return textKey(this.axis.id);
    return textsKey(...axesIn({ axis: this.axis, merged: this.mergedAxes }).map(({ id }) => id));
  }

  #evaluate(): RowResult {
    return evaluate(this.axis, this.definition, this.cells, this.nameLookup);
  }
}

/** The maximum number of cells, and of statements in them, that are compared without a yield; this takes a few microseconds. */
const fewCells = 8;

function hasFewStatements(cells: readonly Cell[]): boolean {
  if (cells.length > fewCells) return false;
  let count = 0;
  for (const { statements } of cells) count += statements.length;
  return count <= fewCells;
}

/** The number of cells that are compared with all following cells between two yields; this takes a few milliseconds. */
const cellsPerStep = 8;

function evaluate(
  axis: Axis,
  definition: ValueDefinition,
  cells: readonly Cell[],
  nameLookup: NameLookup,
): RowResult {
  return rowResultOf(relateAll(definition, cells, nameLookup), axis, definition, cells, nameLookup);
}

/** The input of a row in addition to its cells. */
type RowKnowledge = Pick<AxisKnowledge, 'nameLookup' | 'spreads'>;

/** The verdict on the cells of two cell groups, or of one, and the number of pairs of these cells. */
interface CountedPair {
  readonly verdict: PairVerdict;
  readonly count: number;
}

function rowResultOf(
  pairs: readonly CountedPair[],
  axis: Axis,
  definition: ValueDefinition,
  cells: readonly Cell[],
  nameLookup: NameLookup,
): RowResult {
  const { verdict, basis } = pairs.reduce(
    (first, each) => (comesBefore(each.verdict, first) ? each.verdict : first),
    (pairs[0] as CountedPair).verdict,
  );
  const rowVerdict =
    verdict === 'UNDETERMINED' && isOneSided(axis, definition, cells, nameLookup) ? 'ONE_SIDED' : verdict;
  return {
    verdict: rowVerdict,
    basis,
    distance:
      rowVerdict === 'NOT_COMPARABLE' || rowVerdict === 'UNDETERMINED' || rowVerdict === 'ONE_SIDED'
        ? null
        : largest(pairs),
    meanDistance: meanOf(pairs),
    statedCells: cells.filter(({ state }) => state === 'STATED' || state === 'CONTESTED').length,
    span: definition.scale.spread,
  };
}

/** The cells of a row with equal signatures. */
interface CellGroup {
  /** The first of these cells. */
  readonly cell: Cell;
  count: number;
}

/**
 * Groups cells with equal signatures. They have the same verdict against any other cell. So each pair of different
 * cells is compared only once, independent of the number of approaches.
 */
function distinctCells(cells: readonly Cell[]): readonly CellGroup[] {
  if (cells.length <= fewCells) return fewDistinctCells(cells);
  const distinct = new Map<CacheKey, CellGroup>();
  for (const cell of cells) {
    const key = signature(cell);
    const group = distinct.get(key);
    if (group) group.count += 1;
    else distinct.set(key, { cell, count: 1 });
  }
  return [...distinct.values()];
}

/** Groups cells as `distinctCells`. For few cells, a search takes less time than a `Map`. */
function fewDistinctCells(cells: readonly Cell[]): readonly CellGroup[] {
  const groups: CellGroup[] = [];
  const keys: CacheKey[] = [];
  for (const cell of cells) {
    const key = signature(cell);
    const group = groups[keys.indexOf(key)];
    if (group) group.count += 1;
    else {
      keys.push(key);
      groups.push({ cell, count: 1 });
    }
  }
  return groups;
}

/** Compares every two cells of a list; a list with fewer than two cells has no pairs. */
function relateAll(
  definition: ValueDefinition,
  cells: readonly Cell[],
  nameLookup: NameLookup,
): readonly CountedPair[] {
  const pairs: CountedPair[] = [];
  const distinct = distinctCells(cells);
  for (let index = 0; index < distinct.length; index += 1)
    relateFrom(index, distinct, pairs, definition, nameLookup);
  return pairs;
}

/** Appends the pairs of one cell group: with itself, if it has more than one cell, and with the groups after it. */
function relateFrom(
  index: number,
  distinct: readonly CellGroup[],
  pairs: CountedPair[],
  definition: ValueDefinition,
  nameLookup: NameLookup,
): void {
  const { cell, count } = distinct[index] as CellGroup;
  if (count > 1) {
    const verdict = relateCells(cell, cell, definition, nameLookup);
    pairs.push({ verdict, count: (count * (count - 1)) / 2 });
  }
  for (let other = index + 1; other < distinct.length; other += 1) {
    const { cell: otherCell, count: otherCount } = distinct[other] as CellGroup;
    const verdict = relateCells(cell, otherCell, definition, nameLookup);
    pairs.push({ verdict, count: count * otherCount });
  }
}

/**
 * Computes the signature of a cell. Cells of one axis group with equal signatures have the same verdict against any
 * other cell.
 */
export function signature(cell: Pick<Cell, 'state' | 'statements' | 'cellClass'>): CacheKey {
  if (cell.cellClass) return cell.cellClass.signature;
  const [only, ...others] = cell.statements;
  if (!only) return textsKey(cell.state);
  if (others.length === 0 && only.qualifiers.length === 0 && only.values.length === 1) {
    const [value] = only.values as [ClaimValue];
    return textsKey(cell.state, 'one value', ruleFor(value.type).canonical(value));
  }
  const stated = cell.statements.map(({ values, absence, qualifiers }) =>
    cacheKey(
      values.map((value) => ruleFor(value.type).canonical(value)).sort(),
      absence,
      conditions(qualifiers),
    ),
  );
  return textsKey(cell.state, 'statements', ...stated.sort());
}

function comesBefore(left: PairVerdict, right: PairVerdict): boolean {
  const byVerdict = rowVerdicts.indexOf(left.verdict) - rowVerdicts.indexOf(right.verdict);
  return (
    byVerdict < 0 || (byVerdict === 0 && verdictBases.indexOf(left.basis) < verdictBases.indexOf(right.basis))
  );
}

/**
 * Whether a row is undetermined only because some of its cells have no claims. At least one cell must be stated or
 * contested. False for dimensions.
 */
function isOneSided(
  axis: Axis,
  definition: ValueDefinition,
  cells: readonly Cell[],
  nameLookup: NameLookup,
): boolean {
  if (axis.kind === 'DIMENSION') return false;
  const claimed = cells.filter((cell) => cell.state !== 'NOT_STATED');
  return (
    claimed.length < cells.length &&
    claimed.some((cell) => cell.state === 'STATED' || cell.state === 'CONTESTED') &&
    relateAll(definition, claimed, nameLookup).every(({ verdict }) => verdict.verdict !== 'UNDETERMINED')
  );
}

/** The largest distance of the pairs; 0 if none has a distance. */
function largest(pairs: readonly CountedPair[]): number {
  return Math.max(...pairs.map(({ verdict }) => verdict.distance ?? 0));
}

/**
 * The integer for the distance 1. Distances are added as integers, so that the sum does not depend on the order of the
 * cells.
 */
const parts = 2 ** 30;

function meanOf(pairs: readonly CountedPair[]): number | null {
  let [sum, total] = [0, 0];
  for (const { verdict, count } of pairs) {
    if (verdict.distance === null) continue;
    sum += Math.round(verdict.distance * parts) * count;
    total += count;
  }
  return total === 0 ? null : sum / parts / total;
}
