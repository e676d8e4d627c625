/** A bench. */
export interface Bench {
  /** What it measures, in a sentence. */
  readonly what: string;
  /**
   * Runs the bench.
   * @param logProgress called with a line about the progress
   * @param flags the flags of the command line, for a bench that supports any
   */
  run(logProgress: (what: string) => void, flags: readonly string[]): Promise<Findings>;
}

/** The measurements of a run, and why some of them are invalid. A run with problems has failed. */
export interface Findings {
  readonly tables: readonly Table[];
  readonly problems: readonly string[];
}

/** A table: a head and rows of cells. */
export interface Table {
  readonly title?: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A table in Markdown with aligned columns. */
export function inMarkdown({ title, head, rows }: Table): string {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const [first, ...others] = all.map(
    (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`,
  );
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [...(title === undefined ? [] : [`### ${title}`, '']), first, rule, ...others].join('\n');
}

/** The median. For an even number of values, the higher one of the middle pair. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
