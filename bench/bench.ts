/** A measurement that `npm run bench` runs by name. */
export interface Bench {
  /** The description of the measurement; printed above the tables. */
  readonly description: string;
  /**
   * Runs the bench.
   * @param logProgress receives lines about the progress
   * @param flags the flags of the command line; a bench without flags ignores them
   */
  run(logProgress: (line: string) => void, flags: readonly string[]): Promise<Findings>;
}

/** The tables and problems of a run. A problem is a bound that was not met, or the reason why a measurement is invalid. A run with problems has failed. */
export interface Findings {
  readonly tables: readonly Table[];
  readonly problems: readonly string[];
}

/** A table of texts; each row has a cell for each cell of the head. */
export interface Table {
  readonly title?: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Prints a table in Markdown with aligned columns. */
export function inMarkdown({ title, head, rows }: Table): string {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const [first, ...others] = all.map(
    (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`,
  );
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [...(title === undefined ? [] : [`### ${title}`, '']), first, rule, ...others].join('\n');
}

/** Computes the median: for an even number of values, the higher of the two middle values; NaN without values. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
