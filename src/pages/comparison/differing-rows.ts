/** The verdicts of rows in which two approaches are known to differ, at least in part. */
const differing: ReadonlySet<string> = new Set(['OVERLAPPING', 'DIFFERENT', 'OPPOSITE']);

/** The number of rows in which two approaches are known to differ, from the number of rows with each verdict. */
export function differingRows(
  byVerdict: readonly { readonly verdict: string; readonly count: number }[],
): number {
  return byVerdict
    .filter(({ verdict }) => differing.has(verdict))
    .reduce((sum, { count }) => sum + count, 0);
}
