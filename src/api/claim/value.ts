import { mapMaybe, type MaybePromise } from '../../graph/work/maybe-promise.js';
import type { Claim } from '../../graph/claim.js';
import type { Dimension } from '../../graph/concept.js';
import { loadConcept } from '../../graph/loaders/loaders.js';
import type { Loaders } from '../../graph/loaders/loader-set.js';
import type { ClaimValue, ValueOf } from '../../graph/values/value-rules.js';
import { levelPosition } from '../../graph/values/ordinal.js';
import { canonicalRange, type QuantityRange } from '../../graph/values/quantity.js';
import { allMarks } from '../../graph/values/quantity-marks.js';

/**
 * A value with the fields that depend on its dimension. An amount also has all its marks: whether it is approximate, and which bounds are
 * excluded.
 */
export type LoadedValue =
  | Exclude<ClaimValue, ValueOf<'QUANTITY' | 'ORDINAL'>>
  | (ValueOf<'ORDINAL'> & { readonly position: number })
  | (Omit<ValueOf<'QUANTITY'>, keyof QuantityRange> & QuantityRange & { canonical: QuantityRange | null });

/**
 * Loads the value of a claim with the fields that depend on the dimension: the position of a level, and an amount in the dimension's unit.
 * @throws {TypeError} for a level or amount without a dimension
 */
export function loadValue(
  loaders: Loaders,
  { value, target }: Pick<Claim, 'value' | 'target'>,
): MaybePromise<LoadedValue | null> {
  if (value === null || (value.type !== 'ORDINAL' && value.type !== 'QUANTITY')) return value;
  return mapMaybe(target === null ? null : loadConcept(loaders, target), (dimension) => {
    if (dimension?.kind !== 'DIMENSION')
      throw new TypeError('Expected the dimension of a level or amount, got none.');
    return valueAlong(value, dimension);
  });
}

/** Adds to a value the fields of a `LoadedValue`. */
export function valueAlong(value: ClaimValue, dimension: Dimension): LoadedValue {
  if (value.type === 'ORDINAL') return { ...value, position: levelPosition(value, dimension) };
  if (value.type !== 'QUANTITY') return value;
  return { ...value, ...allMarks(value), canonical: canonicalRange(value, dimension) };
}
