import type { Claim, Qualifier } from '../../graph/claim.js';
import type { Approach } from '../../graph/concept.js';
import { ExactDecimal } from '../../graph/values/decimal.js';
import type { Steps } from '../../graph/work/steps.js';
import { ruleOf } from '../../graph/values/value-rules.js';
import type { Axis } from '../cells/axis.js';
import type { Cell } from '../cells/cell.js';
import { CellScope, RankingScope } from '../cells/content-ids.js';
import { findFlip, type Flip } from './flip.js';
import { groupAxesInSteps, type AxisKnowledge } from '../rows/axis-group.js';
import { gatherCells } from '../rows/cell-source.js';
import { checkRequirement, outcomeOfAll, type Requirement, type RequirementOutcome } from './requirement.js';
import type { ScoreScale } from './score-scale.js';
import { intervalsOf, scoreCell, type CellScore } from './score.js';
import { orderCandidates } from './rank-order.js';
import {
  doubleMiddle,
  scoreTotalsOf,
  weightedSums,
  type ScoreTotals,
  quotient,
  toIntegers,
} from './score-totals.js';

/** One axis of a ranking with its weight. */
export interface Criterion {
  readonly scoreScale: ScoreScale;
  /** From 0 to `maxWeight`, relative to the sum of all weights. */
  readonly weight: number;
  /** Conditions that a cell must meet, otherwise its approach is excluded. */
  readonly requirements: readonly Requirement[];
}

/** The contribution of one criterion to the score of an approach. */
export interface Contribution {
  /**
   * An id that covers all inputs of the content: approach, axis, criteria, conditions, and the revision if the request
   * selects one.
   */
  readonly id: string;
  readonly axis: Axis;
  readonly criterion: Criterion;
  readonly cell: Cell;
  readonly scored: CellScore;
  readonly weight: number;
  /** The sum of all weights. */
  readonly totalWeight: number;
  /** The middle between minimum and maximum; null if the cell has no known value. */
  readonly score: number | null;
  readonly minimum: number;
  readonly maximum: number;
  /**
   * The amount that the criterion adds to the score of the approach; a cell without a known value counts as one half.
   */
  readonly points: number;
  /** The outcome of all requirements together; null if there are none. */
  readonly requirement: RequirementOutcome | null;
  /** The outcome of each requirement of the criterion. */
  readonly outcomes: readonly RequirementOutcome[];
  /** Every claim of the cell, including outranked claims. */
  readonly claims: readonly Claim[];
}

/** The place of an approach in a ranking; scores are from 0 to 1. */
export interface Place {
  /** An id that covers the approach and all inputs of the id of the ranking. */
  readonly id: string;
  readonly approach: Approach;
  /** 1 for the best; equal scores share a position. Null if the approach is excluded. */
  readonly position: number | null;
  readonly score: number;
  /** The score if every uncertain value were the worst, or the best, possible. */
  readonly minimum: number;
  readonly maximum: number;
  /** In the order of the criteria. */
  readonly contributions: readonly Contribution[];
  /** The contributions with a requirement that is not met, or not shown to be met. */
  readonly excludedBy: readonly Contribution[];
}

export interface Ranking {
  /**
   * An id that covers all inputs of the content: set of approaches, criteria in order, conditions, and the revision if
   * the request selects one.
   */
  readonly id: string;
  /** Best first, excluded approaches last; ties by name. */
  readonly places: readonly Place[];
  /** Null if all approaches are excluded, or if no change of one weight changes the winner. */
  readonly flip: Flip | null;
}

/** The concepts and claims from which a ranking is computed. */
export interface RankingMaterial extends AxisKnowledge {
  /** Without duplicates. */
  readonly approaches: readonly Approach[];
  /** Claims about these approaches; claims that are not along a criterion are ignored. */
  readonly claims: readonly Claim[];
}

/**
 * Ranks approaches by weighted criteria, in steps. A score is the weighted mean of the cells' scores on their score
 * scales, so it does not depend on the other approaches of the ranking. Sums are exact, so scores do not depend on the order of
 * approaches, criteria or claims.
 * @param criteria at least one; not two along equivalent axes; at least one weight above 0
 * @param under conditions: only claims that can be true under them count
 * @param revision the number of the revision that the request selects with `at` or `asOf`; null if it selects none
 */
export function* rank(
  material: RankingMaterial,
  criteria: readonly Criterion[],
  under: readonly Qualifier[] = [],
  revision: number | null = null,
): Steps<Ranking> {
  const scope = new RankingScope(
    material.approaches.map(({ id }) => id),
    criteria.map(identityOf),
    new CellScope(under, revision),
  );
  const rows = yield* scoreCells(material, criteria, under, scope.cells);
  const totals = scoreTotalsOf(
    criteria.map(({ scoreScale }) => scoreScale.length),
    rows.map((row) => row.map(({ scored }) => scored)),
  );
  yield;
  const weights = weightsOf(criteria);
  const contributions = yield* contributionsOf(rows, criteria, totals, weights, scope);
  const candidates = material.approaches.map((approach, index) => ({
    approach,
    isExcluded: contributions[index]?.some(isRequirementMissed) ?? false,
  }));
  const middle = weightedSums(totals, weights.each, doubleMiddle);
  const worst = weightedSums(totals, weights.each, (range) => range.worst);
  const best = weightedSums(totals, weights.each, (range) => range.best);
  yield;
  const full = totals.fullScore * weights.sum;
  const ranked = orderCandidates(candidates, middle);
  const places = ranked.map(({ index, position }): Place => {
    const approach = material.approaches[index] as Approach;
    return {
      get id() {
        return scope.placeId(approach.id);
      },
      approach,
      position,
      score: quotient(middle[index] ?? 0n, 2n * full),
      minimum: quotient(worst[index] ?? 0n, full),
      maximum: quotient(best[index] ?? 0n, full),
      contributions: contributions[index] ?? [],
      excludedBy: contributions[index]?.filter(isRequirementMissed) ?? [],
    };
  });
  yield;
  const [first] = ranked;
  const hasWinner = first !== undefined && first.position !== null;
  const axes = criteria.map(({ scoreScale: { axis }, weight }) => ({ axis, weight }));
  return {
    get id() {
      return scope.rankingId();
    },
    places,
    flip: hasWinner ? findFlip({ criteria: axes, candidates, totals }, first.index) : null,
  };
}

/** The part of a criterion on which its contributions depend, as a JSON value. */
function identityOf({ scoreScale, weight, requirements }: Criterion): unknown {
  const { axis, better, scale } = scoreScale;
  const ends = [scale.minimum, scale.maximum, scale.earliest, scale.latest];
  return [axis.id, weight, better, ends, requirements.map(identityOfRequirement)];
}

function identityOfRequirement(requirement: Requirement): unknown {
  if (requirement.type !== 'AT_LEAST') return [requirement.type, requirement.values];
  const { type, threshold, value } = requirement;
  // Explanations show the value as written: a year and its first day can have the same threshold, but have different texts.
  return [type, threshold.toFixed(), ruleOf(value).canonical(value)];
}

function isRequirementMissed({ requirement }: Contribution): boolean {
  return requirement !== null && requirement !== 'MET';
}

/**
 * The weights of criteria as integers in one unit, the sum of these integers, and the sum of the weights as written.
 */
interface Weights {
  readonly each: readonly bigint[];
  readonly sum: bigint;
  readonly total: number;
}

function weightsOf(criteria: readonly Criterion[]): Weights {
  const decimals = criteria.map(({ weight }) => new ExactDecimal(weight));
  const each = toIntegers(decimals);
  return {
    each,
    sum: each.reduce((sum, weight) => sum + weight, 0n),
    total: decimals.reduce((sum, weight) => sum.plus(weight), new ExactDecimal(0)).toNumber(),
  };
}

function* contributionsOf(
  rows: readonly (readonly ScoredCell[])[],
  criteria: readonly Criterion[],
  { fullScore, ranges }: ScoreTotals,
  weights: Weights,
  scope: RankingScope,
): Steps<readonly (readonly Contribution[])[]> {
  const contributions: (readonly Contribution[])[] = [];
  for (const [index, row] of rows.entries()) {
    const contributionsOfApproach = row.map((scoredCell, along): Contribution => {
      const criterion = criteria[along] as Criterion;
      const range = ranges[index]?.[along] ?? { worst: 0n, best: 0n };
      return {
        get id() {
          return scope.contributionId(scoredCell.cell.approach.id, criterion.scoreScale.axis.id);
        },
        ...scoredCell,
        axis: criterion.scoreScale.axis,
        criterion,
        weight: criterion.weight,
        totalWeight: weights.total,
        score: scoredCell.scored.isKnown ? quotient(doubleMiddle(range), 2n * fullScore) : null,
        minimum: quotient(range.worst, fullScore),
        maximum: quotient(range.best, fullScore),
        points: quotient((weights.each[along] ?? 0n) * doubleMiddle(range), 2n * fullScore * weights.sum),
        claims: scoredCell.cell.claims,
      };
    });
    contributions.push(contributionsOfApproach);
    yield;
  }
  return contributions;
}

/** A cell of a ranking with its score on the score scale of its criterion. */
type ScoredCell = Pick<Contribution, 'cell' | 'scored' | 'requirement' | 'outcomes'>;

function* scoreCells(
  material: RankingMaterial,
  criteria: readonly Criterion[],
  under: readonly Qualifier[],
  scope: CellScope,
): Steps<readonly (readonly ScoredCell[])[]> {
  const cells = yield* gatherCells(material.claims, under, material.nameLookup, scope);
  const requested = criteria.map(({ scoreScale }) => scoreScale.axis.id);
  const positions = yield* cells.positionsOf(material.approaches);
  const found = yield* groupAxesInSteps(material, positions.keys(), requested);
  const groups = new Map(found.map((group) => [group.axis.id, group]));
  const rows: (readonly ScoredCell[])[] = [];
  for (const approach of material.approaches) {
    const row = criteria.map(({ scoreScale, requirements }): ScoredCell => {
      const group = groups.get(scoreScale.axis.id);
      if (!group)
        throw new TypeError(
          `Expected criteria with different rows, but ${scoreScale.axis.id} shares its row with another criterion.`,
        );
      const cell = cells.cellOf(group, approach);
      const intervals = intervalsOf(cell, scoreScale);
      const outcomes = requirements.map((requirement) =>
        checkRequirement(cell, intervals, requirement, scoreScale, material.nameLookup),
      );
      return {
        cell,
        scored: scoreCell(cell, intervals, scoreScale),
        requirement: outcomeOfAll(outcomes),
        outcomes,
      };
    });
    rows.push(row);
    yield;
  }
  return rows;
}
