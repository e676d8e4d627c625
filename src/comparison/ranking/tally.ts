import type { ExactDecimal } from '../../graph/values/decimal.js';
import type { CellScore } from './score.js';
import { toWholes } from './wholes.js';

/** What a cell scores, at worst and at best, as a part of the tally's whole. */
export interface Part {
  readonly worst: bigint;
  readonly best: bigint;
}

/** The scores of all cells of a ranking, exact and in one unit, so that they can be added up and compared. */
export interface Tally {
  /** What a cell at the better end of its ruler scores. */
  readonly whole: bigint;
  /** One list for each approach, one part for each criterion. */
  readonly parts: readonly (readonly Part[])[];
}

/**
 * @param lengths of the rulers, one for each criterion
 * @param rows one for each approach, with a cell for each criterion
 */
export function tallyOf(lengths: readonly ExactDecimal[], rows: readonly (readonly CellScore[])[]): Tally {
  const columns = lengths.map((length, along) => {
    const cells = rows.flatMap((row) => row[along] ?? []);
    const [whole = 1n, ...ends] = toWholes([length, ...cells.flatMap(({ worst, best }) => [worst, best])]);
    return { whole, ends };
  });
  const whole = [...new Set(columns.map((column) => column.whole))].reduce(
    (product, each) => product * each,
    1n,
  );
  const parts = rows.map((_, index) =>
    columns.map((column) => {
      const share = whole / column.whole;
      const [worst = 0n, best = 0n] = column.ends.slice(2 * index);
      return { worst: worst * share, best: best * share };
    }),
  );
  return { whole, parts };
}

/** Twice the middle of what a cell may score: what is counted, without a fraction. */
export function doubleMiddle({ worst, best }: Part): bigint {
  return worst + best;
}

/** Sums of parts by weight, one for each approach. */
export function weightedSums(
  { parts }: Tally,
  weights: readonly bigint[],
  of: (part: Part) => bigint,
): readonly bigint[] {
  return parts.map((row) => row.reduce((sum, part, along) => sum + (weights[along] ?? 0n) * of(part), 0n));
}
