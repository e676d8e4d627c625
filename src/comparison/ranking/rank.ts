import type { Claim, Qualifier } from '../../graph/claim.js';
import type { Approach } from '../../graph/concept.js';
import { ExactDecimal } from '../../graph/values/decimal.js';
import type { Steps } from '../../graph/work/steps.js';
import type { Axis } from '../cells/axis.js';
import type { Cell } from '../cells/cell.js';
import { CellScope, RankingScope } from '../cells/content-ids.js';
import { findFlip, type Flip } from './flip.js';
import { findLines, gatherCells, type AxisKnowledge } from '../rows/line.js';
import { judgeRequirement, type Requirement, type RequirementOutcome } from './requirement.js';
import type { Ruler } from './ruler.js';
import { reachesOf, scoreCell, type CellScore } from './score.js';
import { standingsOf } from './standing.js';
import { doubleMiddle, tallyOf, weightedSums, type Tally } from './tally.js';
import { quotient, toWholes } from './wholes.js';

/** One axis of a ranking, and how much it counts. */
export interface Criterion {
  readonly ruler: Ruler;
  /** From 0 to `mostWeight`: it counts for as much as it is of the sum of all weights. */
  readonly weight: number;
  /** What must be reached; null where nothing must. */
  readonly requirement: Requirement | null;
}

/** What a criterion has to do with the score of an approach. */
export interface Contribution {
  /** Covers everything the content depends on: approach, axis, criteria, conditions, and the revision if requested by number. */
  readonly id: string;
  readonly axis: Axis;
  readonly criterion: Criterion;
  readonly cell: Cell;
  readonly scored: CellScore;
  readonly weight: number;
  /** The sum of all weights. */
  readonly totalWeight: number;
  /** In the middle between minimum and maximum; null where nothing is known. */
  readonly score: number | null;
  readonly minimum: number;
  readonly maximum: number;
  /** What it adds to the score of the place; what is not known counts as one half. */
  readonly points: number;
  /** What came of the requirement; null where there is none. */
  readonly requirement: RequirementOutcome | null;
  /** Every claim behind the cell, outranked ones too. */
  readonly claims: readonly Claim[];
}

/** Where an approach stands; scores are from 0 to 1. */
export interface Place {
  /** Covers the same as the id of the ranking, and the approach. */
  readonly id: string;
  readonly approach: Approach;
  /** 1 for the best; those that score the same share a position. Null for what is excluded. */
  readonly position: number | null;
  readonly score: number;
  /** The score if everything that is not known were as bad, or as good, as it may be. */
  readonly minimum: number;
  readonly maximum: number;
  /** In the order of the criteria. */
  readonly contributions: readonly Contribution[];
  /** Those whose requirement is not met, or not shown to be met. */
  readonly excludedBy: readonly Contribution[];
}

export interface Ranking {
  /** Covers everything the content depends on: set of approaches, criteria in order, conditions, and the revision if requested by number. */
  readonly id: string;
  /** Best first, those that are excluded last; equal ones by name. */
  readonly places: readonly Place[];
  /** Null where no change of one weight makes another approach the first. */
  readonly flip: Flip | null;
}

/** Everything that a ranking is made of; nothing else is read. */
export interface RankingMaterial extends AxisKnowledge {
  /** No two the same. */
  readonly approaches: readonly Approach[];
  /** Claims about these approaches; those along no criterion are ignored. */
  readonly claims: readonly Claim[];
}

/**
 * Ranks approaches by weighted criteria, in steps. A score is the weighted mean of where the cells lie on their rulers,
 * so that it depends on no other approach; sums are exact, so that it depends on no order.
 * @param criteria one at least, no two along equivalent axes, one weight above 0 at least
 * @param under only claims that can hold under these conditions count
 * @param revision as requested with `at`; null for the published one
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
  const rows = yield* judgeCells(material, criteria, under, scope.cells);
  const tally = tallyOf(
    criteria.map(({ ruler }) => ruler.length),
    rows.map((row) => row.map(({ scored }) => scored)),
  );
  yield;
  const weights = weighed(criteria);
  const contributions = yield* contributionsOf(rows, criteria, tally, weights, scope);
  const candidates = material.approaches.map((approach, index) => ({
    approach,
    isExcluded: contributions[index]?.some(isMissed) ?? false,
  }));
  const middle = weightedSums(tally, weights.each, doubleMiddle);
  const worst = weightedSums(tally, weights.each, (part) => part.worst);
  const best = weightedSums(tally, weights.each, (part) => part.best);
  yield;
  const full = tally.whole * weights.sum;
  const standings = standingsOf(candidates, middle);
  const places = standings.map(({ index, position }): Place => {
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
      excludedBy: contributions[index]?.filter(isMissed) ?? [],
    };
  });
  yield;
  const [first] = standings;
  const isAnyoneLeft = first !== undefined && first.position !== null;
  const axes = criteria.map(({ ruler: { axis }, weight }) => ({ axis, weight }));
  return {
    get id() {
      return scope.rankingId();
    },
    places,
    flip: isAnyoneLeft ? findFlip({ criteria: axes, candidates, tally }, first.index) : null,
  };
}

/** Everything of a criterion that its contributions depend on, as a JSON value. */
function identityOf({ ruler, weight, requirement }: Criterion): unknown {
  return [ruler.axis.id, weight, requirement && [requirement.inWords, requirement.threshold.toFixed()]];
}

function isMissed({ requirement }: Contribution): boolean {
  return requirement !== null && requirement !== 'MET';
}

/** The weights of criteria as whole numbers of one unit, and their sum. */
interface Weights {
  readonly each: readonly bigint[];
  readonly sum: bigint;
  readonly total: number;
}

function weighed(criteria: readonly Criterion[]): Weights {
  const decimals = criteria.map(({ weight }) => new ExactDecimal(weight));
  const each = toWholes(decimals);
  return {
    each,
    sum: each.reduce((sum, weight) => sum + weight, 0n),
    total: decimals.reduce((sum, weight) => sum.plus(weight), new ExactDecimal(0)).toNumber(),
  };
}

function* contributionsOf(
  rows: readonly (readonly JudgedCell[])[],
  criteria: readonly Criterion[],
  { whole, parts }: Tally,
  weights: Weights,
  scope: RankingScope,
): Steps<readonly (readonly Contribution[])[]> {
  const contributions: (readonly Contribution[])[] = [];
  for (const [index, row] of rows.entries()) {
    const own = row.map((judged, along): Contribution => {
      const criterion = criteria[along] as Criterion;
      const part = parts[index]?.[along] ?? { worst: 0n, best: 0n };
      return {
        get id() {
          return scope.contributionId(judged.cell.approach.id, criterion.ruler.axis.id);
        },
        ...judged,
        axis: criterion.ruler.axis,
        criterion,
        weight: criterion.weight,
        totalWeight: weights.total,
        score: judged.scored.isKnown ? quotient(doubleMiddle(part), 2n * whole) : null,
        minimum: quotient(part.worst, whole),
        maximum: quotient(part.best, whole),
        points: quotient((weights.each[along] ?? 0n) * doubleMiddle(part), 2n * whole * weights.sum),
        claims: judged.cell.claims,
      };
    });
    contributions.push(own);
    yield;
  }
  return contributions;
}

/** A cell of a ranking, read off the ruler of its criterion. */
type JudgedCell = Pick<Contribution, 'cell' | 'scored' | 'requirement'>;

function* judgeCells(
  material: RankingMaterial,
  criteria: readonly Criterion[],
  under: readonly Qualifier[],
  scope: CellScope,
): Steps<readonly (readonly JudgedCell[])[]> {
  const cells = yield* gatherCells(material.claims, under, material.naming, scope);
  const asked = criteria.map(({ ruler }) => ruler.axis.id);
  const places = yield* cells.placesOf(material.approaches);
  const found = yield* findLines(material, places.keys(), asked);
  const lines = new Map(found.map((line) => [line.axis.id, line]));
  const rows: (readonly JudgedCell[])[] = [];
  for (const approach of material.approaches) {
    const row = criteria.map(({ ruler, requirement }): JudgedCell => {
      const line = lines.get(ruler.axis.id);
      if (!line) throw new TypeError(`The criterion ${ruler.axis.id} shares its line with another.`);
      const cell = cells.cellOf(line, approach);
      const reaches = reachesOf(cell, ruler);
      return {
        cell,
        scored: scoreCell(cell, reaches, ruler),
        requirement: requirement && judgeRequirement(reaches, requirement, ruler),
      };
    });
    rows.push(row);
    yield;
  }
  return rows;
}
