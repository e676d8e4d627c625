import type { Dimension } from '../../graph/concept.js';
import { hasSpread, noSpread, type DimensionSpread } from '../../graph/spreads/dimension-spread.js';
import type { MeasuredSpan, Scale } from '../../graph/values/value-type.js';
import type { Steps } from '../../graph/work/steps.js';
import { valueDefinitionOf, type Axis, type ValueDefinition } from './axis.js';

/** The spreads of dimensions in one view. */
export interface Spreads {
  /** Returns the spread of a dimension; null if it has not been loaded yet. */
  of(dimension: Dimension): DimensionSpread | null;
  /**
   * Measures a spread in steps, so that `of` can return it without further work. Does nothing in a view that loads
   * spreads from a store.
   */
  measuring(dimension: Dimension): Steps<void>;
}

/**
 * The spreads of a view in which nothing has been measured. Without a declared span, the distance of two amounts is
 * then their difference divided by their sum: see `distanceOfBounds`.
 */
export const noSpreads: Spreads = Object.freeze({ of: () => noSpread, *measuring() {} });

/** Whether distances along an axis depend on a measured span. */
export function hasMeasuredSpan(axis: Axis): axis is Dimension {
  return axis.kind === 'DIMENSION' && axis.valueType === 'QUANTITY' && hasSpread(axis);
}

/** The value definition of an axis, with the measured span of its dimension if none is declared. */
export function measuredDefinitionOf(axis: Axis, spreads: Spreads): ValueDefinition {
  const definition = valueDefinitionOf(axis);
  return hasMeasuredSpan(axis) ? { ...definition, scale: new MeasuredScale(axis, spreads) } : definition;
}

/**
 * Whether an axis counts in similarities and among the most discriminating rows. A dimension does not count if an
 * editor excludes it (`weighs`), or if its texts identify approaches: almost all approaches then differ along it, so a
 * difference carries little information.
 */
export function weighs(axis: Axis, spreads: Spreads): boolean {
  if (axis.kind !== 'DIMENSION') return true;
  if (!axis.weighs) return false;
  return axis.valueType !== 'TEXT' || spreads.of(axis)?.isIdentifying !== true;
}

/** The scale of a dimension without a declared span. The span is looked up when a distance needs it. */
class MeasuredScale implements Scale {
  readonly levels: readonly string[] | null;
  readonly unit: string | null;
  readonly minimum: string | null;
  readonly maximum: string | null;
  readonly tolerance: string | null;
  readonly earliest: string | null;
  readonly latest: string | null;
  readonly #dimension: Dimension;
  readonly #spreads: Spreads;

  constructor(dimension: Dimension, spreads: Spreads) {
    this.levels = dimension.levels;
    this.unit = dimension.unit;
    this.minimum = dimension.minimum;
    this.maximum = dimension.maximum;
    this.tolerance = dimension.tolerance;
    this.earliest = dimension.earliest;
    this.latest = dimension.latest;
    this.#dimension = dimension;
    this.#spreads = spreads;
  }

  get spread(): MeasuredSpan | null {
    return this.#spreads.of(this.#dimension)?.span ?? null;
  }
}

/** Reads the spread of a definition once, for computations that would otherwise look it up for each cell. */
export function withCurrentSpread(definition: ValueDefinition): ValueDefinition {
  const { scale } = definition;
  const { spread } = scale;
  if (spread === undefined) return definition;
  const { levels, unit, minimum, maximum, tolerance, earliest, latest } = scale;
  return { ...definition, scale: { levels, unit, minimum, maximum, tolerance, earliest, latest, spread } };
}
