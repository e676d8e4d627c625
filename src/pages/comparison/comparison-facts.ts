import type { ComparisonResult } from './comparison-operation.js';

/** Whether a shown row has an amount. */
export function hasAmounts({ compare }: ComparisonResult): boolean {
  return compare.rows.nodes.some(({ cells }) =>
    cells.some(({ parts }) => parts.some(({ value }) => value?.__typename === 'QuantityValue')),
  );
}

/** The part of a result that counts rows. */
interface DifferingRows {
  readonly compare: {
    readonly summary: {
      readonly byVerdict: readonly { readonly verdict: string; readonly count: number }[];
    };
  };
}

const differingVerdicts: ReadonlySet<string> = new Set(['OVERLAPPING', 'DIFFERENT', 'OPPOSITE']);

/** Counts the rows in which two approaches are known to differ. */
export function differingRows({ compare }: DifferingRows): number {
  return compare.summary.byVerdict
    .filter(({ verdict }) => differingVerdicts.has(verdict))
    .reduce((sum, { count }) => sum + count, 0);
}
