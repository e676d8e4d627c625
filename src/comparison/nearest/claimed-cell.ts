import type { Qualifier } from '../../graph/claim.js';
import { ruleFor, type ClaimValue } from '../../graph/values/value-rules.js';
import type { PreparedOperand, NameLookup } from '../../graph/values/value-type.js';
import type { ValueDefinition } from '../cells/axis.js';
import { CachedOperand } from '../cells/cached-operand.js';
import type { CellClass } from '../cells/cell-class.js';
import type { ColumnCell } from '../conditions/cell-column.js';
import type { ConditionedCell } from '../conditions/compiled-condition.js';
import { distanceOfClasses } from '../cells/pair.js';

/** The part of an axis group that a `ClaimedCell` uses. */
export interface CellClassifier {
  /** The cell class of an approach, by its id. */
  classOfSubject(approach: string): CellClass;
  /** The content of the cell of an approach, from the claims that can be true under qualifiers. */
  contentUnder(approach: string, under: readonly Qualifier[]): ConditionedCell;
}

/**
 * A cell with claims, for distances and conditions. Most cells have one value without conditions, which is compared
 * directly; the cell class takes longer to compute, and is computed on first use.
 */
export class ClaimedCell implements ColumnCell {
  readonly #value: ClaimValue | null;
  readonly #group: CellClassifier;
  readonly #subject: string;
  #cellClass: CellClass | undefined;
  readonly #operand = new CachedOperand();

  /** @param value as `plainValue` */
  constructor(value: ClaimValue | null, group: CellClassifier, subject: string) {
    this.#value = value;
    this.#group = group;
    this.#subject = subject;
  }

  get plainValue(): ClaimValue | null {
    return this.#value;
  }

  contentUnder(under: readonly Qualifier[]): ConditionedCell {
    return under.length === 0 ? this.cellClass : this.#group.contentUnder(this.#subject, under);
  }

  get cellClass(): CellClass {
    return (this.#cellClass ??= this.#group.classOfSubject(this.#subject));
  }

  /** Computes the distance to another cell of the axis group, which equals the distance of `relateCells`. */
  distanceTo(other: ClaimedCell, definition: ValueDefinition, nameLookup: NameLookup): number | null {
    const [value, otherValue] = [this.#value, other.#value];
    if (value === null || otherValue === null)
      return distanceOfClasses(this.cellClass, other.cellClass, definition, nameLookup);
    const [operand, otherOperand] = [
      this.#operandOf(value, definition),
      other.#operandOf(otherValue, definition),
    ];
    const distance = operand && otherOperand ? operand.distanceTo(otherOperand, nameLookup) : null;
    if (distance !== null) return distance;
    return (
      ruleFor(definition.valueType).relate([value], [otherValue], definition.scale, nameLookup)?.distance ??
      null
    );
  }

  #operandOf(value: ClaimValue, { valueType, scale }: ValueDefinition): PreparedOperand | null {
    return this.#operand.get(scale, () => ruleFor(valueType).prepare?.([value], scale) ?? null);
  }
}
