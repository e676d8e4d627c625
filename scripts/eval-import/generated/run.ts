import fc from 'fast-check';
import { DocumentError } from '../../../src/formats/input/document-error.js';
import { parseBytes } from '../parse-file.js';
import { printProportion } from '../proportion.js';
import { statedCells } from '../stated-cells.js';
import { checkGenerated, type GeneratedResult } from './check-generated.js';
import type { GeneratedTable } from './generated-table.js';
import { canPrint, printedForms, printTable, type PrintedForm } from './print-table.js';
import { generatedTables } from './random-tables.js';

/** Reads a generated table in a form, and compares the reading with what is true. */
export async function readGenerated(form: PrintedForm, table: GeneratedTable): Promise<GeneratedResult> {
  const bytes = Buffer.from(printTable(form, table));
  try {
    const { draft } = await parseBytes(`table.${printedForms[form]}`, bytes);
    return checkGenerated(table, statedCells(draft));
  } catch (error) {
    if (error instanceof DocumentError) return checkGenerated(table, []);
    throw error;
  }
}

/**
 * Prints how generated tables are read in each form: the shares of cells that were found, that have the right type, and of
 * false claims.
 * @param count the number of tables for each form
 * @param examples the number of falsehoods that are printed for each form
 */
export async function printGenerated(count: number, seed: number, examples = 3): Promise<readonly string[]> {
  const lines = [`${'generated'.padEnd(20)}${['cells', 'recall', 'kind', 'false claims'].map((each) => each.padEnd(20)).join('')}`];
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
      ...results.flatMap(({ falsehoods }) => falsehoods.slice(0, 1)).slice(0, examples).map((each) => `      ${each}`),
    );
  }
  return lines;
}
