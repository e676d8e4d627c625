import { Work } from '../work/work.js';

/** A field, by the keys that lead to it, and what all of it costs. */
export interface CostlyField {
  readonly path: string;
  readonly cost: number;
}

/** What selections come to, as they are added up. */
export class SelectionTotal {
  depth = 0;
  aliases = 0;
  pageSize = 0;
  schemas = 0;
  /** Bits of `needs`. */
  needs = 0;
  readonly work = new Work();
  /** What is done once, however many objects the selections are of. */
  once: Work | null = null;
  /** What is done for each item of the connection that the selections are of. */
  ofItem: Work | null = null;
  costliest: (CostlyField & { readonly isOfItem: boolean }) | null = null;

  /** @param share of the objects that the selections are of, to which these are applied */
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

  /** Adds what is asked and not executed: it counts for every limit but the cost. */
  addLeftOut(other: SelectionTotal): void {
    this.#addShape(other);
  }

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

/** Adds what is selected of objects by their types: by their shares, or else as if all were of the type that costs most. */
export function addTypes(
  total: SelectionTotal,
  byType: ReadonlyMap<string, SelectionTotal>,
  shares: ReadonlyMap<string, number> | null,
): void {
  let largest: SelectionTotal | null = null;
  for (const own of byType.values()) if (largest === null || own.cost > largest.cost) largest = own;
  for (const [type, own] of byType) {
    const share = shares ? (shares.get(type) ?? 0) : own === largest ? 1 : 0;
    if (share > 0) total.add(own, share);
    else total.addLeftOut(own);
  }
}
