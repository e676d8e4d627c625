/** Builders of rankings, and a short notation for their results. */
import type { Axis } from '../../../src/comparison/cells/axis.js';
import { noSpreads } from '../../../src/comparison/cells/spreads.js';
import {
  rank,
  type Contribution,
  type Criterion,
  type Ranking,
} from '../../../src/comparison/ranking/rank.js';
import { parseAtLeast } from '../../../src/comparison/ranking/requirement.js';
import {
  noChoice,
  scoreScaleOf,
  type ScaleChoice,
  type ScoreScale,
} from '../../../src/comparison/ranking/score-scale.js';
import { breads, claimsAlong, material, type Parts } from '../material.js';
import { cellsIn } from '../notation.js';
import { runToEnd } from '../../../src/graph/work/steps.js';

export function scoreScale(axis: Axis, choice: Partial<ScaleChoice> = {}, spreads = noSpreads): ScoreScale {
  const scale = scoreScaleOf(axis, spreads, { ...noChoice, ...choice });
  if (typeof scale === 'string') throw new Error(`Expected an axis with a score scale, but it ${scale}.`);
  return scale;
}

export function criterion(axis: Axis, weight = 1, atLeast: string | null = null): Criterion {
  const scale = scoreScale(axis);
  return { scoreScale: scale, weight, requirements: atLeast === null ? [] : [parseAtLeast(atLeast, scale)] };
}

/** One line of a table: a criterion, and its cells, in the order of `breads`. */
export type CriterionLine = readonly [criterion: Criterion, cells: string];

export function partsOf(table: readonly CriterionLine[], more: Partial<Parts> = {}): Parts {
  const lines = table.map(
    ([
      {
        scoreScale: { axis },
      },
      cells,
    ]) => [axis, cellsIn(axis, cells)] as const,
  );
  return {
    approaches: breads.slice(0, lines[0]?.[1].length),
    axes: lines.map(([axis]) => axis),
    claims: lines.flatMap(([axis, cells]) => claimsAlong(axis, cells)),
    ...more,
  };
}

export function rankTable(table: readonly CriterionLine[], more: Partial<Parts> = {}): Ranking {
  return runToEnd(
    rank(
      material(partsOf(table, more)),
      table.map(([each]) => each),
    ),
  );
}

/** Computes the contribution of one cell along `axis`. */
export function contributionOf(axis: Axis, cell: string, atLeast: string | null = null): Contribution {
  return contributionTo(criterion(axis, 1, atLeast), cell);
}

/** Computes the contribution of one cell to the criterion `given`. */
export function contributionTo(given: Criterion, cell: string, more: Partial<Parts> = {}): Contribution {
  const [contribution] = rankTable([[given, cell]], more).places[0]?.contributions ?? [];
  if (!contribution) throw new Error('Expected a contribution to the criterion, got none.');
  return contribution;
}

/** Prints a ranking as `Rye 0.5, Wheat 0.25; Oats`: approaches with scores, then excluded approaches. */
export function printRanking({ places }: Ranking): string {
  const ranked = places.filter(({ position }) => position !== null);
  const excluded = places.filter(({ position }) => position === null);
  const scores = ranked.map(({ approach, score }) => `${approach.name} ${Number(score.toFixed(9))}`);
  return [scores.join(', '), ...excluded.map(({ approach }) => approach.name)].join('; ');
}
