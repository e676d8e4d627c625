import { expect, test } from '@jest/globals';
import { printImport } from '../../../src/commands/import/print-import.js';
import type { ImportDifference } from '../../../src/formats/drafts/import-difference.js';
import type { GraphView } from '../../../src/graph/ports/reading.js';

async function printed(difference: ImportDifference | null, isJson: boolean): Promise<string> {
  const read = { changes: [], difference, reports: [], view: {} as GraphView };
  let text = '';
  for await (const part of printImport(read, 'difference', isJson)) text += part;
  return text;
}

test('a difference that was not computed is printed as a note or as null, not as an empty difference', async () => {
  const none = { concepts: [], claims: [] };

  expect(await printed(null, false)).toBe(
    'The differences are not listed: an import is compared with the graph up to 100,000 changes.\n',
  );
  expect(await printed(none, false)).toBe('');
  expect(JSON.parse(await printed(null, true))).toBeNull();
  expect(JSON.parse(await printed(none, true))).toEqual(none);
});
