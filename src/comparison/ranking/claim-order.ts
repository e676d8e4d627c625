import type { Claim } from '../../graph/claim.js';
import type { Dimension } from '../../graph/concept.js';
import { ruleOf } from '../../graph/values/value-rules.js';

export const claimOrders = ['APPROACH', 'BEST_FIRST', 'WORST_FIRST'] as const;
export type ClaimOrder = (typeof claimOrders)[number];

/**
 * Sorts claims along a dimension. Claims without a position on the scale, such as an absence, a range or an amount in
 * another kind of unit, are last in both directions. If neither end of the dimension is better, the high end counts as the better end.
 * @param claims ordered by the names of their approaches, which breaks ties
 */
export function orderClaims(
  claims: readonly Claim[],
  dimension: Dimension,
  order: ClaimOrder,
): readonly Claim[] {
  if (order === 'APPROACH') return claims;
  const isAscending = (order === 'BEST_FIRST') === (dimension.betterWhen === 'LOWER');
  const positions = new Map(claims.map((claim) => [claim, positionOf(claim, dimension)]));
  return [...claims].sort((left, right) => {
    const [leftPosition, rightPosition] = [positions.get(left) ?? null, positions.get(right) ?? null];
    if (leftPosition === null || rightPosition === null)
      return Number(leftPosition === null) - Number(rightPosition === null);
    return isAscending ? leftPosition.comparedTo(rightPosition) : rightPosition.comparedTo(leftPosition);
  });
}

function positionOf({ value }: Claim, dimension: Dimension) {
  return (value && ruleOf(value).order?.position(value, dimension)) ?? null;
}
