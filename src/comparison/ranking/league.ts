import type { Claim } from '../../graph/claim.js';
import type { Dimension } from '../../graph/concept.js';
import { ruleOf } from '../../graph/values/value-rules.js';

export const claimOrders = ['APPROACH', 'BEST_FIRST', 'WORST_FIRST'] as const;
export type ClaimOrder = (typeof claimOrders)[number];

/**
 * Orders claims along a dimension that stand by the names of their approaches, which decides between
 * equals. What has no place on the scale (an absence, a range, another kind of unit) comes last either way.
 */
export function orderClaims(
  claims: readonly Claim[],
  dimension: Dimension,
  order: ClaimOrder,
): readonly Claim[] {
  if (order === 'APPROACH') return claims;
  const isUpwards = (order === 'BEST_FIRST') === (dimension.betterWhen === 'LOWER');
  const heights = new Map(claims.map((claim) => [claim, heightOf(claim, dimension)]));
  return [...claims].sort((left, right) => {
    const [here, there] = [heights.get(left) ?? null, heights.get(right) ?? null];
    if (here === null || there === null) return Number(here === null) - Number(there === null);
    return isUpwards ? here.comparedTo(there) : there.comparedTo(here);
  });
}

function heightOf({ value }: Claim, dimension: Dimension) {
  return (value && ruleOf(value).order?.height(value, dimension)) ?? null;
}
