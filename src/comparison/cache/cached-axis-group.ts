import { cacheKey, compactKey, type CacheKey } from '../../graph/cache-keys.js';
import { axisPredicates, type Absence, type Claim, type Qualifier } from '../../graph/claim.js';
import type { Approach } from '../../graph/concept.js';
import {
  conceptTag,
  namesAlongTag,
  targetTag,
  type DependencyTag,
} from '../../graph/dependencies/dependency-tag.js';
import type { Stamp } from '../../graph/dependencies/view-stamps.js';
import { qualifiersOverlap } from '../../graph/identity.js';
import type { ClaimValue } from '../../graph/values/value-rules.js';
import type { Axis, ValueDefinition } from '../cells/axis.js';
import { CellClass } from '../cells/cell-class.js';
import { contentOf, type CellContent } from '../cells/cell.js';
import { CellColumn } from '../conditions/cell-column.js';
import type { VisitStated } from '../cells/in-memory-claims.js';
import type { CellKeys } from '../cells/content-ids.js';
import type { CachedColumn } from './cached-column.js';
import type { CellView } from './cell-view.js';
import type { ClaimedCells } from '../nearest/similarity.js';
import { signature } from '../rows/row.js';
import { ClaimedCell, type CellClassifier } from '../nearest/claimed-cell.js';
import type { StatedValue } from '../cells/statement.js';

/** State that the axis groups of one cell cache share. */
export interface SharedState {
  /** Maps the id of each approach to its number. The numbers are assigned from 0 in order of first use. */
  readonly numbers: Map<string, number>;
  /** Called with the size of new cache entries, in units of about 60 bytes (`bytesPerUnit`). */
  readonly onCached: (size: number) => void;
  /** Called once for each verdict that is added to the cache. */
  readonly onVerdictCached: () => void;
  /** The last cell that `fill` computed, cached because a writer reads the values of a cell and then its claims. */
  lastFilled: {
    readonly group: CachedAxisGroup;
    readonly approach: Approach;
    readonly view: CellView;
    readonly content: CellContent;
  } | null;
  /** The numbers of the approaches of the last collected group; the next group shares this array if its numbers are equal. */
  lastApproaches: Uint32Array | null;
}

/** The approximate size of one unit, in bytes. */
const bytesPerUnit = 60;
/** The sizes of cache entries, in units. */
const sizes = { cell: 1 / 4, cellClass: 10, subject: 1 / 8, claimedCell: 2 } as const;

/** The claimed cells of a group, with the views in which they are valid. */
interface StampedCells {
  readonly stamp: Stamp;
  readonly cells: ClaimedCells;
  readonly views: SourceViews;
  column: CellColumn | null;
}

/**
 * The views in which claimed cells were requested and are valid. Each of these views gives the same cells. The references are weak, so that
 * the cache does not retain the views. Each request retains its own view while it uses the cells.
 */
class SourceViews {
  #references: readonly WeakRef<CellView>[] = [];

  add(view: CellView): void {
    if (this.#references.some((each) => each.deref() === view)) return;
    const alive = this.#references.filter((each) => each.deref() !== undefined);
    this.#references = [new WeakRef(view), ...alive];
  }

  /** Returns one of the views. */
  get current(): CellView {
    for (const each of this.#references) {
      const view = each.deref();
      if (view) return view;
    }
    throw new TypeError(
      'Expected the claimed cells to be used by a request that retains its view, but all views were garbage-collected.',
    );
  }
}

/**
 * The cached cells of one axis group. Valid in later views until a publication touches the axes of the group, or the
 * concepts that the texts along them name. The claimed cells also depend on the claims along these axes.
 */
export class CachedAxisGroup {
  readonly stamp: Stamp;
  readonly tags: readonly DependencyTag[];
  /** The index of the group's cells in the columns of the cell cache. */
  readonly number: number;
  readonly keys: CellKeys;
  readonly #axes: readonly Axis[];
  readonly #definition: ValueDefinition;
  readonly #shared: SharedState;
  /** The last created class of each wording key; classes with equal wording keys are linked by `next`. */
  readonly #classes = new Map<CacheKey, CellClass>();
  #claimed: StampedCells | null = null;

  constructor(
    number: number,
    axes: readonly Axis[],
    definition: ValueDefinition,
    keys: CellKeys,
    stamp: Stamp,
    shared: SharedState,
  ) {
    this.number = number;
    this.stamp = stamp;
    this.tags = axes.flatMap(({ id }) => [conceptTag(id), namesAlongTag(id)]);
    this.keys = keys;
    this.#axes = axes;
    this.#definition = definition;
    this.#shared = shared;
  }

  /** Computes the cell of a column, and caches its class and position in the column. */
  classify(column: CachedColumn, view: CellView): CellClass {
    const content = this.fill(column.approach, view);
    const cellClass = this.classOf(content, view);
    column.set(this.number, cellClass, content.position);
    this.#shared.onCached(sizes.cell);
    return cellClass;
  }

  /** Computes the content of an approach's cell from its claims. */
  fill(approach: Approach, view: CellView): CellContent {
    const last = this.#shared.lastFilled;
    if (last && last.group === this && last.approach === approach && last.view === view) return last.content;
    const content = contentOf(this.#claimsOf(approach.id, view), this.#definition, view.nameLookup);
    this.#shared.lastFilled = { group: this, approach, view, content };
    return content;
  }

  /** Returns the cells of all approaches with claims in this group, for computing distances. */
  claimedCells(view: CellView): ClaimedCells {
    return this.#claimedIn(view).cells;
  }

  /** Returns the cells of `claimedCells` as a column, for conditions and sorting. */
  column(view: CellView): CellColumn {
    const claimed = this.#claimedIn(view);
    if (!claimed.column) {
      const { approaches, cells, distinct } = claimed.cells;
      const onCached = (bytes: number): void => this.#shared.onCached(bytes / bytesPerUnit);
      claimed.column = new CellColumn(this.#definition, approaches, cells, distinct, onCached);
    }
    return claimed.column;
  }

  /**
   * The claimed cells that are valid in a view. Cells of an earlier revision do not replace cached cells of a later
   * revision.
   */
  #claimedIn(view: CellView): StampedCells {
    const cached = this.#claimed;
    if (cached && this.#isValid(cached.stamp, view)) {
      cached.views.add(view);
      return cached;
    }
    const views = new SourceViews();
    views.add(view);
    const cells = this.#collectClaimedCells(view, views);
    const claimed: StampedCells = { stamp: view.stamps.now(), cells, views, column: null };
    if (!cached || cached.stamp.last < view.stamps.revision) {
      this.#claimed = claimed;
      this.#shared.onCached(cells.approaches.length * sizes.subject);
    }
    return claimed;
  }

  /** Whether claimed cells are valid in a view. The tags are only created if they are needed. */
  #isValid(stamp: Stamp, { stamps }: CellView): boolean {
    if (stamps.isKnown(stamp)) return true;
    const tags = this.#axes.map(({ id, kind }) => targetTag(id, axisPredicates[kind]));
    return stamps.isValid(stamp, tags);
  }

  /**
   * Returns the class of a cell that was computed in a view. Cells with equal statements in equal words share a class, unless their texts name
   * different concepts in their views.
   */
  classOf(content: CellContent, { stamps }: CellView): CellClass {
    const wording = wordingKey(content);
    const classSignature = signature(content);
    const first = this.#classes.get(wording) ?? null;
    for (let cached = first; cached; cached = cached.next)
      if (cached.signature === classSignature && cached.isValidIn(stamps)) return cached;
    const { state, contest, statements } = content;
    const cellClass = new CellClass(
      { state, contest, stated: content.stated.map(statedValue), statements },
      classSignature,
      stamps.now(),
      this.#shared.onVerdictCached,
      first,
    );
    this.#classes.set(compactKey(wording), cellClass);
    this.#shared.onCached(sizes.cellClass);
    return cellClass;
  }

  /** Evicts the cached verdicts of the group's classes. */
  evictVerdicts(): void {
    for (const first of this.#classes.values()) {
      for (let cellClass: CellClass | null = first; cellClass; cellClass = cellClass.next)
        cellClass.evictVerdicts();
    }
  }

  #claimsOf(approach: string, view: CellView): readonly Claim[] {
    const [axis, ...merged] = this.#axes as [Axis, ...Axis[]];
    let claims = view.claims.claimsAlong(approach, axisPredicates[axis.kind], axis.id);
    for (const other of merged) {
      claims = [...claims, ...view.claims.claimsAlong(approach, axisPredicates[other.kind], other.id)];
    }
    return claims;
  }

  /** Computes the content of an approach's cell from the claims that can be true under qualifiers. */
  contentUnder(approach: string, under: readonly Qualifier[], view: CellView): CellContent {
    const claims = this.#claimsOf(approach, view).filter(({ qualifiers }) =>
      qualifiersOverlap(qualifiers, under),
    );
    return contentOf(claims, this.#definition, view.nameLookup);
  }

  /** Computes the class of an approach's cell, by the id of the approach. */
  classOfSubject(approach: string, view: CellView): CellClass {
    return this.classOf(contentOf(this.#claimsOf(approach, view), this.#definition, view.nameLookup), view);
  }

  /** Collects the claimed cells. In a group of one axis, approaches whose claims have equal signatures share one cell. */
  #collectClaimedCells(view: CellView, views: SourceViews): ClaimedCells {
    const classifier: CellClassifier = {
      classOfSubject: (subject) => this.classOfSubject(subject, views.current),
      contentUnder: (subject, under) => this.contentUnder(subject, under, views.current),
    };
    // With several axes, the claims along all of them form the cell, so the claims along one axis do not identify it.
    const isOneAxis = this.#axes.length === 1;
    const indexBySignature = new Map<string | number, number>();
    const distinct: ClaimedCell[] = [];
    const approaches: number[] = [];
    const cells: number[] = [];
    const seen = isOneAxis ? null : new Set<number>();
    const visit: VisitStated = (subject, claimsSignature, value) => {
      const approach = numberOf(subject, this.#shared.numbers);
      if (seen?.has(approach) === true) return;
      seen?.add(approach);
      let index = claimsSignature === null || !isOneAxis ? undefined : indexBySignature.get(claimsSignature);
      if (index === undefined) {
        index = distinct.push(new ClaimedCell(isOneAxis ? value : null, classifier, subject)) - 1;
        if (claimsSignature !== null) indexBySignature.set(claimsSignature, index);
      }
      approaches.push(approach);
      cells.push(index);
    };
    for (const { id, kind } of this.#axes) view.claims.eachStatedToward(id, axisPredicates[kind], visit);
    this.#shared.onCached(distinct.length * sizes.claimedCell);
    return {
      approaches: this.#shareList(approaches),
      cells: distinct.length <= 256 ? Uint8Array.from(cells) : Uint32Array.from(cells),
      distinct,
    };
  }

  /**
   * Converts approach numbers to an array, and reuses the array of the last group if it is equal: with many axes and
   * few approaches, most groups have claims about the same approaches.
   */
  #shareList(approaches: readonly number[]): Uint32Array {
    const last = this.#shared.lastApproaches;
    if (last?.length === approaches.length && last.every((each, index) => each === approaches[index]))
      return last;
    return (this.#shared.lastApproaches = Uint32Array.from(approaches));
  }
}

/** Returns the number of an approach, by its id; assigns the next number to a new approach. */
function numberOf(approach: string, numbers: Map<string, number>): number {
  let number = numbers.get(approach);
  if (number === undefined) {
    number = numbers.size;
    numbers.set(approach, number);
  }
  return number;
}

function statedValue({ value, absence, qualifiers }: StatedValue): StatedValue {
  return { value, absence, qualifiers };
}

/**
 * Creates a key that is equal for cells with equal statements in equal words. A cell shows only one of several wordings
 * that agree, but explanations list all wordings.
 */
function wordingKey({ state, contest, stated, statements }: CellContent): CacheKey {
  const [first, second] = statements;
  // If there is at most one value, the cell shows the wording of all its claims.
  const isOne = second === undefined && (first === undefined || first.values.length <= 1);
  if (isOne) return cacheKey(state, stated.map(wordingOf));
  const wordings = statements.map(({ values, absence, qualifiers }) => [values, absence, qualifiers]);
  return cacheKey(state, contest, stated.map(wordingOf), wordings);
}

function wordingOf({
  value,
  absence,
  qualifiers,
}: StatedValue): readonly [ClaimValue | null, Absence | null, readonly Qualifier[]] {
  return [value, absence, qualifiers];
}
