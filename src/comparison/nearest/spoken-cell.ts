import { ruleFor, type ClaimValue } from '../../graph/values/value-rules.js';
import type { Gauge, Naming } from '../../graph/values/value-type.js';
import type { Measure } from '../cells/axis.js';
import type { CellKind } from '../cells/cell-kind.js';
import { distanceOfKinds } from '../cells/pair.js';

/** The line of a cell, as far as it is asked here. */
export interface KindOfSubject {
  /** The kind of the cell of an approach, by its id. */
  kindOfSubject(approach: string): CellKind;
}

/**
 * A cell that something is claimed in, as far as it takes to tell how far it is from others of its line. Most cells hold one value
 * under no conditions, which is measured as it is; a cell's kind, which takes longer to make, is made where it has to be.
 */
export class SpokenCell {
  readonly #value: ClaimValue | null;
  readonly #line: KindOfSubject;
  readonly #subject: string;
  #kind: CellKind | undefined;
  #gauge: Gauge | null | undefined;

  /** @param value the only thing that is said, without conditions; null where the cell says anything else */
  constructor(value: ClaimValue | null, line: KindOfSubject, subject: string) {
    this.#value = value;
    this.#line = line;
    this.#subject = subject;
  }

  get kind(): CellKind {
    return (this.#kind ??= this.#line.kindOfSubject(this.#subject));
  }

  /** The distance to another cell of its line, as `relateCells` gives it. */
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
