import { Work } from '../work/work.js';

/** The path of a field, and its cost in microseconds, for all values of the field together. */
export interface CostlyField {
  readonly path: string;
  readonly cost: number;
}

/** The combined estimates of selections. `depth` and `pageSize` are maxima, `needs` has the bits of all selections, and other numbers are sums. */
export class SelectionTotal {
  depth = 0;
  aliases = 0;
  pageSize = 0;
  schemas = 0;
  /** The work that the selections need from the enclosing comparison or row: bits of the constant `needs`. */
  needs = 0;
  readonly work = new Work();
  /** Work that is done once for all objects of the selections. */
  once: Work | null = null;
  /** Work for each item of the enclosing connection. */
  ofItem: Work | null = null;
  costliest: (CostlyField & { readonly isOfItem: boolean }) | null = null;

  /** Adds other selections. @param share the share of the objects to which these selections apply, from 0 to 1 */
  add(other: SelectionTotal, share = 1): void {
    this.#addShape(other);
    this.needs |= other.needs;
    if (share === 0) return;
    this.work.addAll(other.work, share);
    if (other.once) (this.once ??= new Work()).addAll(other.once);
    if (other.ofItem) (this.ofItem ??= new Work()).addAll(other.ofItem, share);
    if (other.costliest)
      this.note(other.costliest.path, other.costliest.cost * share, other.costliest.isOfItem);
  }

  /** Adds selections that are not executed. These selections count for all limits except the cost. */
  addExcluded(other: SelectionTotal): void {
    this.#addShape(other);
  }

  /** Records a field and its cost if the cost is the highest so far. */
  note(path: string, cost: number, isOfItem = false): void {
    if (cost > (this.costliest?.cost ?? 0)) this.costliest = { path, cost, isOfItem };
  }

  get cost(): number {
    return this.work.cost + (this.once?.cost ?? 0) + (this.ofItem?.cost ?? 0);
  }

  #addShape(other: SelectionTotal): void {
    this.depth = Math.max(this.depth, other.depth);
    this.aliases += other.aliases;
    this.pageSize = Math.max(this.pageSize, other.pageSize);
    this.schemas += other.schemas;
  }
}

/**
 * Adds the selections of an abstract type, weighted by the share of each object type. Without shares, all objects count as objects of the
 * most expensive type.
 */
export function addTypes(
  total: SelectionTotal,
  byType: ReadonlyMap<string, SelectionTotal>,
  shares: ReadonlyMap<string, number> | null,
): void {
  let largest: SelectionTotal | null = null;
  for (const ofType of byType.values()) if (largest === null || ofType.cost > largest.cost) largest = ofType;
  for (const [type, ofType] of byType) {
    const share = shares ? (shares.get(type) ?? 0) : ofType === largest ? 1 : 0;
    if (share > 0) total.add(ofType, share);
    else total.addExcluded(ofType);
  }
}
