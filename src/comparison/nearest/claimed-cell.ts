import { ruleFor, type ClaimValue } from '../../graph/values/value-rules.js';
import type { Gauge, Naming } from '../../graph/values/value-type.js';
import type { Measure } from '../cells/axis.js';
import type { CellKind } from '../cells/cell-class.js';
import { distanceOfKinds } from '../cells/pair.js';

/** The part of an axis group that this file needs. */
export interface KindOfSubject {
  /** The cell class of an approach, by its id. */
  kindOfSubject(approach: string): CellKind;
}

/**
 * A cell with claims, as far as its distances require it. Most cells have one value without conditions, which is
 * compared directly; the cell class takes longer to compute and is computed only if it is needed.
 */
export class SpokenCell {
  readonly #value: ClaimValue | null;
  readonly #line: KindOfSubject;
  readonly #subject: string;
  #kind: CellKind | undefined;
  #gauge: Gauge | null | undefined;

  /** @param value the only value of the cell, without conditions; null if the cell is anything else */
  constructor(value: ClaimValue | null, line: KindOfSubject, subject: string) {
    this.#value = value;
    this.#line = line;
    this.#subject = subject;
  }

  get kind(): CellKind {
    return (this.#kind ??= this.#line.kindOfSubject(this.#subject));
  }

  /** The distance to another cell of the same axis group, equal to that of `relateCells`. */
  distanceTo(other: SpokenCell, measure: Measure, naming: Naming): number | null {
    const [here, there] = [this.#value, other.#value];
    if (here === null || there === null) return distanceOfKinds(this.kind, other.kind, measure, naming);
    const [gauge, otherGauge] = [
      this.#gaugeOf(here, measure, naming),
      other.#gaugeOf(there, measure, naming),
    ];
    const measured = gauge && otherGauge ? gauge.distanceTo(otherGauge) : null;
    if (measured !== null) return measured;
    return ruleFor(measure.valueType).relate([here], [there], measure.scale, naming)?.distance ?? null;
  }

  #gaugeOf(value: ClaimValue, { valueType, scale }: Measure, naming: Naming): Gauge | null {
    if (this.#gauge === undefined) this.#gauge = ruleFor(valueType).gauge?.([value], scale, naming) ?? null;
    return this.#gauge;
  }
}
