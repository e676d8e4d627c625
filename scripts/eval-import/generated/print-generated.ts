import fc from 'fast-check';
import { printProportion } from '../proportion.js';
import type { GeneratedResult } from './check-generated.js';
import { canPrint, printedForms, type PrintedForm } from './print-table.js';
import { generatedTables } from './random-tables.js';
import { readGenerated } from './read-generated.js';

/**
 * Prints how generated tables are read in each form: the shares of cells that were found, and of cells with
 * the right type, and the share of false claims.
 * @param examples the maximum number of false claims that are printed for each form, at most one for each table
 */
export async function printGenerated({
  tables: count,
  seed,
  examples,
}: {
  readonly tables: number;
  readonly seed: number;
  readonly examples: number;
}): Promise<readonly string[]> {
  const lines = [
    `${'generated'.padEnd(20)}${['cells', 'recall', 'kind', 'false claims'].map((each) => each.padEnd(20)).join('')}`,
  ];
  const tables = fc.sample(generatedTables, { numRuns: count, seed });
  for (const form of Object.keys(printedForms) as PrintedForm[]) {
    const results: GeneratedResult[] = [];
    for (const table of tables) if (canPrint(form, table)) results.push(await readGenerated(form, table));
    const sum = (amount: (result: GeneratedResult) => number): number =>
      results.reduce((total, result) => total + amount(result), 0);
    const cells = sum((result) => result.cells);
    lines.push(
      [
        `${form} (${results.length})`.padEnd(20),
        String(cells).padEnd(20),
        ...[
          { successes: sum(({ found }) => found), trials: cells },
          { successes: sum(({ kinds }) => kinds), trials: cells },
          { successes: sum(({ falsehoods }) => falsehoods.length), trials: sum(({ claims }) => claims) },
        ].map((proportion) => printProportion(proportion).padEnd(20)),
      ].join(''),
      ...results
        .flatMap(({ falsehoods }) => falsehoods.slice(0, 1))
        .slice(0, examples)
        .map((each) => `      ${each}`),
    );
  }
  return lines;
}
