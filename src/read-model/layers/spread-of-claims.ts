import { ranks, type Claim } from '../../graph/claim.js';
import type { Dimension } from '../../graph/concept.js';
import { measureSpread, type DimensionSpread, type StatedSet } from '../../graph/spreads/dimension-spread.js';
import type { ClaimValue } from '../../graph/values/value-rules.js';
import type { Steps } from '../../graph/work/steps.js';

const claimsPerStep = 1_024;

/** Measures the spread of a dimension in steps. @param claims all claims along the dimension, in any order */
export function* measuringSpreadOf(dimension: Dimension, claims: readonly Claim[]): Steps<DimensionSpread> {
  const stated = new Map<string, { rank: number; values: Map<string, ClaimValue> }>();
  for (const [index, { subject, rank: name, value }] of claims.entries()) {
    if (index % claimsPerStep === claimsPerStep - 1) yield;
    const rank = ranks.indexOf(name);
    let ofSubject = stated.get(subject);
    if (!ofSubject || rank < ofSubject.rank) {
      ofSubject = { rank, values: new Map() };
      stated.set(subject, ofSubject);
    }
    if (rank === ofSubject.rank && value !== null) ofSubject.values.set(JSON.stringify(value), value);
  }
  const sets = new Map<string, { values: readonly ClaimValue[]; approaches: number } & StatedSet>();
  let count = 0;
  for (const { values } of stated.values()) {
    if ((count += 1) % claimsPerStep === 0) yield;
    if (values.size === 0) continue;
    const key = [...values.keys()].sort().join('\n');
    const set = sets.get(key);
    if (set) set.approaches += 1;
    else sets.set(key, { values: [...values.values()], approaches: 1 });
  }
  return yield* measureSpread(dimension, sets.values());
}
