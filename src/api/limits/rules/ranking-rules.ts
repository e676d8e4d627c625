import { axisKinds, axisPredicates, type AxisKind } from '../../../graph/claim.js';
import type { GraphStatistics } from '../../../graph/ports/statistics.js';
import { ruleAdder, pageSizeOf, sizeOf, type FieldRule, type FieldRules } from '../work/field-work.js';
import { claimsAlong, ratio } from '../work/list-sizes.js';
import { rankingSize } from '../work/comparison-size.js';
import { chosenApproaches, maxCompared } from './comparison-rules.js';

const rules = new Map<string, FieldRule>();
const rule = ruleAdder(rules);
/** Rules for nearest approaches and rankings. */
export const rankingRules: FieldRules = rules;

rule('Approach.nearest', ({ statistics, argument }) => {
  let [axes, claims] = [0, 0];
  for (const kind of axisKinds) {
    const kindAxes = meanAxes(statistics, kind);
    axes += kindAxes;
    claims += kindAxes * claimsAlong(statistics, kind);
  }
  return {
    items: Math.min(pageSizeOf(argument('first')), Math.max(0, statistics.concepts.APPROACH - 1)),
    work: { nearest: 1, nearestAxis: axes },
    // The claims along an axis are collected once, for the first approach.
    once: { nearestClaim: claims },
  };
});

function meanAxes(statistics: GraphStatistics, kind: AxisKind): number {
  return ratio(statistics.claims[axisPredicates[kind]].links, statistics.concepts.APPROACH);
}

rule('Query.rank', (field) => {
  const { statistics, argument } = field;
  const chosen = chosenApproaches(field);
  const size = rankingSize(
    statistics,
    chosen.approaches,
    Math.min(maxCompared, sizeOf(argument('criteria'))),
  );
  const { approaches, criteria } = size;
  return {
    size,
    work: {
      ...chosen.work,
      ranking: 1,
      reference: approaches + criteria,
      rankedClaim: size.examinedClaims,
      scoredCell: approaches * criteria,
    },
  };
});
rule('Ranking.places', ({ enclosing }) => ({ items: enclosing?.approaches ?? 1 }));
rule('Place.contributions', ({ enclosing }) => ({ items: enclosing?.criteria ?? 1 }));
rule('Place.excludedBy', ({ enclosing }) => ({ items: 0.1 * (enclosing?.criteria ?? 1) }));
rule('Contribution.claims', ({ enclosing }) => ({ items: enclosing?.cellClaims ?? 1 }));
rule('Contribution.explanation', () => ({ work: { sentence: 1 } }));
rule('Flip.explanation', () => ({ work: { sentence: 1 } }));
