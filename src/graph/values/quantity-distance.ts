import { ExactDecimal } from './decimal.js';
import type { Scale, Span } from './value-type.js';

/** The two bounds of an amount in one unit; null for an open bound. */
export interface QuantityBounds {
  readonly minimum: ExactDecimal | null;
  readonly maximum: ExactDecimal | null;
}

/** The scale on which the distance of two amounts is computed. All amounts have the same unit. */
export interface DistanceScale {
  /** The declared span of the dimension, otherwise its measured span; null if it has neither. */
  readonly span: Span | null;
  /**
   * The difference between the zero of the unit and the zero of its kind, in the unit: 273.15 for Cel, 0 for most
   * units.
   */
  readonly offset: ExactDecimal;
}

/** The span of a dimension: the declared span, otherwise the span that was measured in the view. */
export function spanOf({ minimum, maximum, spread }: Scale): Span | null {
  if (minimum !== null && maximum !== null) return toSpan({ minimum, maximum });
  return spread ? toSpan(spread) : null;
}

function toSpan({ minimum, maximum }: { readonly minimum: string; readonly maximum: string }): Span {
  return { low: new ExactDecimal(minimum), high: new ExactDecimal(maximum) };
}

/**
 * The distance, without a span, between 0 and any other amount: their difference, divided by the sum of both, would
 * always be 1.
 */
export const distanceToZero = 0.5;

/**
 * Computes the distance of two bounds that are not equal: their difference divided by the length of the span, at most
 * 1. An open bound counts as the end of the span, or as the other bound of its amount if that bound is beyond the end.
 *
 * Without a span, the difference is divided by the sum of the absolute amounts (temperatures in kelvins). Two cases have a
 * fixed distance then: 1 between an open and a closed bound, and `distanceToZero` if one of the amounts is 0.
 * @param end which of the two bounds of each amount is compared
 * @returns more than 0, since 0 means agreement: a quotient that is too small becomes the smallest float
 */
export function distanceOfBounds(
  left: QuantityBounds,
  right: QuantityBounds,
  end: 'minimum' | 'maximum',
  { span, offset }: DistanceScale,
): number {
  if (span) {
    const difference = positionOf(left, end, span)
      .minus(positionOf(right, end, span))
      .abs();
    return withinBounds(difference.div(span.high.minus(span.low)).toNumber());
  }
  const [one, other] = [left[end], right[end]];
  if (one === null || other === null) return 1;
  const [oneSize, otherSize] = [one.plus(offset).abs(), other.plus(offset).abs()];
  if (oneSize.isZero() || otherSize.isZero()) return distanceToZero;
  return withinBounds(one.minus(other).abs().div(oneSize.plus(otherSize)).toNumber());
}

/** The position of a bound, see `distanceOfBounds`. An amount has at least one closed bound. */
function positionOf(bounds: QuantityBounds, end: 'minimum' | 'maximum', { low, high }: Span): ExactDecimal {
  const bound = bounds[end];
  if (bound !== null) return bound;
  const other = bounds.minimum ?? bounds.maximum ?? low;
  return end === 'minimum' ? ExactDecimal.min(low, other) : ExactDecimal.max(high, other);
}

function withinBounds(distance: number): number {
  return Math.min(1, Math.max(Number.MIN_VALUE, distance));
}
