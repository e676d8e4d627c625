/** One thing that is measured. */
export interface Bench {
  /** What it measures, in a sentence. */
  readonly what: string;
  /**
   * Measures, and tells meanwhile what it is about.
   * @param flags from the command line, for a bench that has any
   */
  run(tell: (what: string) => void, flags: readonly string[]): Promise<Findings>;
}

/** What was measured, and what of it does not count: a run with problems has failed. */
export interface Findings {
  readonly tables: readonly Table[];
  readonly problems: readonly string[];
}

/** Rows of cells under a head. */
export interface Table {
  readonly title?: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A table as Markdown has it, its columns of even width. */
export function inMarkdown({ title, head, rows }: Table): string {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const [first, ...others] = all.map(
    (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`,
  );
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [...(title === undefined ? [] : [`### ${title}`, '']), first, rule, ...others].join('\n');
}

/** The one in the middle; of an even number, the higher of the two. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
