import { cacheKey, textKey, textsKey, type CacheKey } from '../../graph/cache-keys.js';
import { ruleFor, type ClaimValue } from '../../graph/values/value-rules.js';
import type { Naming } from '../../graph/values/value-type.js';
import type { Steps } from '../../graph/work/steps.js';
import type { AxisKind } from '../../graph/claim.js';
import type { Axis, Measure } from '../cells/axis.js';
import { conditions, type Cell } from '../cells/cell.js';
import type { ComparisonScope } from '../cells/content-ids.js';
import type { Judgement } from '../verdicts/judgement.js';
import type { KeptJudgements } from '../verdicts/kept-judgements.js';
import { axesIn, type Line, type UnmergedAxis } from './line.js';
import { relateCells } from '../cells/pair.js';
import {
  rowVerdicts,
  verdictBases,
  type PairVerdict,
  type RowVerdict,
  type VerdictBasis,
} from '../verdicts/verdict.js';

export interface ComparisonRow {
  /** Covers everything the content depends on: axes, approaches in order, conditions, and the revision if requested by number. */
  readonly id: string;
  /** Axis and set of approaches, see `rowSlot`. */
  readonly slot: string;
  readonly axis: Axis;
  readonly kind: AxisKind;
  readonly group: string | null;
  /** The equivalent axes whose claims this row holds too, by id. */
  readonly mergedAxes: readonly Axis[];
  /** Equivalent axes that stand in rows of their own, and why. */
  readonly unmergedAxes: readonly UnmergedAxis[];
  /** One for each approach, in the comparison's order. */
  readonly cells: readonly Cell[];
  readonly verdict: RowVerdict;
  readonly basis: VerdictBasis;
  /** 0 the same … 1 opposite; null where there is nothing to measure. */
  readonly distance: number | null;
  /** How many of the cells are stated, contested ones too. */
  readonly statedCells: number;
}

/**
 * The row of the cells of one axis, with its verdict, which does not depend on their order. It is judged
 * when that is first asked for: of thousands of rows, a page shows a few.
 */
export class JudgedRow implements ComparisonRow {
  readonly axis: Axis;
  readonly mergedAxes: readonly Axis[];
  readonly unmergedAxes: readonly UnmergedAxis[];
  readonly #given: readonly Cell[] | (() => readonly Cell[]);
  readonly #measure: Measure;
  readonly #naming: Naming;
  readonly #scope: ComparisonScope;
  readonly #kept: KeptJudgements | null;
  #cells: readonly Cell[] | undefined;
  #judgement: Judgement | undefined;

  /**
   * @param given the cells, or what makes them when they are first asked for
   * @param kept where judgements of rows with these approaches are kept; null where they are not
   */
  constructor(
    { axis, measure, merged, unmerged }: Pick<Line, 'axis' | 'measure' | 'merged' | 'unmerged'>,
    given: readonly Cell[] | (() => readonly Cell[]),
    naming: Naming,
    scope: ComparisonScope,
    kept: KeptJudgements | null = null,
  ) {
    this.axis = axis;
    this.#measure = measure;
    this.mergedAxes = merged;
    this.unmergedAxes = unmerged;
    this.#given = given;
    this.#naming = naming;
    this.#scope = scope;
    this.#kept = kept;
  }

  get cells(): readonly Cell[] {
    return (this.#cells ??= typeof this.#given === 'function' ? this.#given() : this.#given);
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
    return this.#judged().verdict;
  }

  get basis(): VerdictBasis {
    return this.#judged().basis;
  }

  get distance(): number | null {
    return this.#judged().distance;
  }

  get statedCells(): number {
    return this.#judged().statedCells;
  }

  /** Lets go of the cells, which are made again when they are asked for. */
  release(): void {
    this.#cells = undefined;
  }

  /** Judges the row, unless it is judged: of fifty cells that differ, more than a thousand pairs are related. */
  *judging(): Steps<void> {
    const kept = this.#kept?.get(this.#key());
    if (this.#judgement || kept) return;
    const distinct = distinctCells(this.cells);
    yield;
    const pairs: PairVerdict[] = [];
    for (let place = 0; place < distinct.length; place += 1) {
      relateFrom(place, distinct, pairs, this.#measure, this.#naming);
      if (place % cellsAtATime === cellsAtATime - 1) yield;
    }
    this.#judgement = judgementOf(pairs, this.axis, this.#measure, this.cells, this.#naming);
    this.#kept?.set(this.#key(), this.#judgement);
  }

  #judged(): Judgement {
    return (this.#judgement ??= this.#kept ? this.#keptIn(this.#kept) : this.#judge());
  }

  #keptIn(kept: KeptJudgements): Judgement {
    const key = this.#key();
    let judgement = kept.get(key);
    if (!judgement) {
      judgement = this.#judge();
      kept.set(key, judgement);
    }
    return judgement;
  }

  #key(): CacheKey {
    if (this.mergedAxes.length === 0) return textKey(this.axis.id);
    return textsKey(...axesIn({ axis: this.axis, merged: this.mergedAxes }).map(({ id }) => id));
  }

  #judge(): Judgement {
    return judge(this.axis, this.#measure, this.cells, this.#naming);
  }
}

/** So many cells are related with all that follow between two yields: a few milliseconds. */
const cellsAtATime = 8;

function judge(axis: Axis, measure: Measure, cells: readonly Cell[], naming: Naming): Judgement {
  return judgementOf(relateAll(measure, cells, naming), axis, measure, cells, naming);
}

function judgementOf(
  pairs: readonly PairVerdict[],
  axis: Axis,
  measure: Measure,
  cells: readonly Cell[],
  naming: Naming,
): Judgement {
  const { verdict, basis } = pairs.reduce((most, each) => (comesBefore(each, most) ? each : most));
  const told = verdict === 'UNDETERMINED' && isOneSided(axis, measure, cells, naming) ? 'ONE_SIDED' : verdict;
  return {
    verdict: told,
    basis,
    distance:
      told === 'NOT_COMPARABLE' || told === 'UNDETERMINED' || told === 'ONE_SIDED' ? null : largest(pairs),
    statedCells: cells.filter(({ state }) => state === 'STATED' || state === 'CONTESTED').length,
  };
}

interface DistinctCell {
  readonly cell: Cell;
  times: number;
}

/**
 * Cells that state the same in the same words come to the same with any third, so that each two distinct statements are related
 * once, however many approaches make them.
 */
function distinctCells(cells: readonly Cell[]): readonly DistinctCell[] {
  const distinct = new Map<CacheKey, DistinctCell>();
  for (const cell of cells) {
    const key = signature(cell);
    const known = distinct.get(key);
    if (known) known.times += 1;
    else distinct.set(key, { cell, times: 1 });
  }
  return [...distinct.values()];
}

/** Relates every two cells. */
function relateAll(measure: Measure, cells: readonly Cell[], naming: Naming): readonly PairVerdict[] {
  const pairs: PairVerdict[] = [];
  const distinct = distinctCells(cells);
  for (let place = 0; place < distinct.length; place += 1)
    relateFrom(place, distinct, pairs, measure, naming);
  return pairs;
}

/** Relates a distinct cell and those after it. */
function relateFrom(
  place: number,
  distinct: readonly DistinctCell[],
  pairs: PairVerdict[],
  measure: Measure,
  naming: Naming,
): void {
  const { cell, times } = distinct[place] as DistinctCell;
  if (times > 1) pairs.push(relateCells(cell, cell, measure, naming));
  for (let other = place + 1; other < distinct.length; other += 1) {
    pairs.push(relateCells(cell, (distinct[other] as DistinctCell).cell, measure, naming));
  }
}

/** Equal for cells of one line that relate alike. */
export function signature(cell: Pick<Cell, 'state' | 'statements' | 'kind'>): CacheKey {
  if (cell.kind) return cell.kind.signature;
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

/** Some approaches are silent where others are stated, and nothing else keeps the row undetermined. */
function isOneSided(axis: Axis, measure: Measure, cells: readonly Cell[], naming: Naming): boolean {
  if (axis.kind === 'DIMENSION') return false;
  const spoken = cells.filter((cell) => cell.state !== 'NOT_STATED');
  return (
    spoken.length < cells.length &&
    spoken.some((cell) => cell.state === 'STATED' || cell.state === 'CONTESTED') &&
    relateAll(measure, spoken, naming).every((pair) => pair.verdict !== 'UNDETERMINED')
  );
}

/** The largest distance of pairs of which at least one has a distance. */
function largest(pairs: readonly PairVerdict[]): number {
  return Math.max(...pairs.map((pair) => pair.distance ?? 0));
}
