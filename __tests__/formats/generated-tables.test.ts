import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canPrint, printedForms, type PrintedForm } from '../../scripts/eval-import/generated/print-table.js';
import { generatedTables } from '../../scripts/eval-import/generated/random-tables.js';
import { readGenerated } from '../../scripts/eval-import/generated/read-generated.js';
import { runs } from '../support/test-run.js';

const forms = Object.keys(printedForms) as PrintedForm[];

describe('Of a table in which structures and notations are combined at random', () => {
  test.each(forms)('nothing false is claimed, in the form %s', async (form) => {
    await fc.assert(
      fc.asyncProperty(generatedTables, async (table) => {
        if (!canPrint(form, table)) return;
        const { falsehoods } = await readGenerated(form, table);
        expect(falsehoods.map((each) => each.slice(0, 200))).toEqual([]);
      }),
      { numRuns: runs(1000, 40) },
    );
  });

  test.each(forms)('at least nine cells of ten are read, with their kind, in the form %s', async (form) => {
    const tables = fc.sample(generatedTables, { numRuns: runs(400, 40) });
    let [cells, found, kinds] = [0, 0, 0];
    for (const table of tables) {
      if (!canPrint(form, table)) continue;
      const result = await readGenerated(form, table);
      cells += result.cells;
      found += result.found;
      kinds += result.kinds;
    }
    expect(found / cells).toBeGreaterThanOrEqual(0.9);
    expect(kinds / cells).toBeGreaterThanOrEqual(0.85);
  });
});
