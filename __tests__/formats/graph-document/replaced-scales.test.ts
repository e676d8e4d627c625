import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { importFormats } from '../../../src/formats/import-formats.js';
import { printWarning } from '../../../src/formats/import/import-warnings.js';
import { dimension, imported, put } from '../../support/changes.js';
import { inChunks } from '../../support/claim-lines.js';
import { sqliteStore, type TestStore } from '../../support/stores.js';

let graph: TestStore;
beforeAll(async () => {
  graph = await sqliteStore.open();
  await graph.store.apply(
    put([
      dimension('mass', { name: 'Mass', valueType: 'QUANTITY', unit: 'kg', minimum: '0', maximum: '100' }),
      dimension('speed', {
        name: 'Speed',
        valueType: 'ORDINAL',
        levels: ['slow', 'fast'],
        betterWhen: 'HIGHER',
      }),
      dimension('note', { name: 'Note' }),
    ]),
    imported,
  );
});
afterAll(() => graph.close());

async function warningsOf(text: string): Promise<readonly string[]> {
  const reading = importFormats.document([{ name: 'a.yaml', bytes: inChunks(text) }], graph.store.reader);
  for await (const change of reading.changes) expect(change).toBeDefined();
  return reading.reports().flatMap(({ warnings }) => warnings.map(printWarning));
}

test('a change or removal of parts of a value definition leads to a warning with the line, and with the old and new value of each part', async () => {
  const text = `dimensions:
  - {slug: mass, name: Mass, valueType: QUANTITY, unit: g, minimum: 0, maximum: 100}
  - slug: speed
    name: Pace
    valueType: ORDINAL
    levels: [slow, fast, faster]
  - {slug: note, name: Note, valueType: TEXT, cardinality: MULTIPLE}
`;
  expect(await warningsOf(text)).toEqual([
    'a.yaml:2: warning: the value definition of "Mass" (dimension/mass) is replaced: unit was "kg", and is now "g"',
    'a.yaml:3: warning: the value definition of "Pace" (dimension/speed) is replaced: levels was ["slow","fast"], and is now ["slow","fast","faster"]; betterWhen was "HIGHER", and is now absent',
    'a.yaml:7: warning: the value definition of "Note" (dimension/note) is replaced: cardinality was "SINGLE", and is now "MULTIPLE"',
  ]);
});

test('a document that repeats the value definition, adds parts to it, or declares a new dimension gets no warning', async () => {
  const text = `dimensions:
  - {slug: mass, name: Heft, valueType: QUANTITY, unit: kg, minimum: 0, maximum: 100, tolerance: 1, betterWhen: LOWER}
  - {slug: speed, name: Speed, valueType: ORDINAL, levels: [slow, fast], betterWhen: HIGHER}
  - {slug: price, name: Price, valueType: QUANTITY, unit: EUR}
`;
  expect(await warningsOf(text)).toEqual([]);
});
