import { afterEach, beforeEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { WarningList } from '../../../src/formats/import/import-warnings.js';
import { draftChanges } from '../../../src/formats/drafts/draft-changes.js';
import type { Draft } from '../../../src/formats/drafts/draft.js';
import { parseTable } from '../../../src/formats/tables/parse-table.js';
import type { AppliedChanges } from '../../../src/graph/ports/writing.js';
import { concept, dimension, imported, put } from '../../support/changes.js';
import { sqliteStore, type TestStore } from '../../support/stores.js';
import { runs } from '../../support/test-run.js';

let graph: TestStore;
let warnings: WarningList;
beforeEach(async () => {
  warnings = new WarningList();
  graph = await sqliteStore.open();
});
afterEach(() => graph.close());

async function apply(...drafts: readonly Draft[]): Promise<AppliedChanges> {
  const view = await graph.store.reader.openView();
  if (!view) throw new TypeError('The graph has no published view.');
  const named = drafts.map((each) => ({ file: each.source.name, draft: each, sourceSlug: null }));
  return graph.store.apply((await draftChanges(named, view, warnings)).changes, imported);
}

const draft = (name: string, ...rows: readonly (readonly string[])[]): Draft =>
  parseTable(rows, { file: name, name, subjects: 'columns', separator: ',' }).draft;
const machines = draft('machines', ['Feature', 'Mill', 'Lathe'], ['Speed', 'fast', 'slow']);

const warned = (file: string): readonly string[] => warnings.of(file).map(({ message }) => message);

test('a name that differs from a stored name only in letter case is resolved to the stored concept, with a warning', async () => {
  await apply(machines);
  await apply(draft('others', ['Feature', 'MILL', 'Lathe'], ['speed', 'very fast', 'slow']));

  expect(warned('machines')).toEqual([]);
  expect(warned('others')).toEqual([
    '"speed" is read as the dimension "Speed" (dimension/speed), although the names differ in case',
    '"MILL" is read as the approach "Mill" (approach/mill), although the names differ in case',
  ]);
});

test('a source whose name differs from that of a stored source only in letter case is resolved to the stored source, with a warning', async () => {
  await apply(machines);
  await apply({ ...machines, source: { ...machines.source, name: 'Machines' } });

  expect(warned('Machines')).toEqual([
    '"Machines" is read as the cited source "machines" (cited-source/machines), although the names differ in case',
  ]);
});

test('a warning names a dimension that is created because the stored dimension does not fit', async () => {
  await graph.store.apply(
    put([dimension('speed', { name: 'Speed', valueType: 'ORDINAL', levels: ['low', 'high'] })]),
    imported,
  );
  await apply(machines);

  expect(warned('machines')).toEqual([
    '"Speed" is a new dimension, dimension/speed-2: not all cells fit dimension/speed, which is ORDINAL (low, high)',
  ]);
});

test('a dimension is not used for amounts in units that do not convert to its unit', async () => {
  await graph.store.apply(
    put([dimension('speed', { name: 'Speed', valueType: 'QUANTITY', unit: 'a' })]),
    imported,
  );
  await apply(draft('machines', ['Feature', 'Mill', 'Lathe'], ['Speed', '1 kg', '2 kg']));

  expect(warned('machines')).toEqual([
    '"Speed" is a new dimension, dimension/speed-2: not all cells fit dimension/speed, which is QUANTITY (a)',
  ]);
});

test('a draft that was applied before does not create a revision', async () => {
  expect(await apply(machines)).toMatchObject({ concepts: { added: 4 }, claims: { added: 2 } });
  expect((await apply(machines)).revision).toBeNull();
});

test('a changed draft replaces the changed claims of its source, but not the claims of other sources', async () => {
  await apply(machines);
  await apply(draft('others', ['Feature', 'Mill', 'Press'], ['Speed', 'very fast', 'slow']));

  expect(
    await apply(draft('machines', ['Feature', 'Mill', 'Lathe'], ['Speed', 'fast', 'medium'])),
  ).toMatchObject({ concepts: { added: 0 }, claims: { added: 1, ended: 1 } });
});

test('a name in a draft that is an alias of an existing concept refers to this concept, which is not changed', async () => {
  await graph.store.apply(
    put([concept('APPROACH', 'milling', { name: 'Milling machine', aliases: ['mill'], summary: 'Cuts.' })]),
    imported,
  );

  expect(await apply(machines)).toMatchObject({ concepts: { added: 3, changed: 0 } });
});

test('a new concept gets a free slug if another concept has its slug', async () => {
  await graph.store.apply(
    put([concept('APPROACH', 'mill', { name: 'A building where grain is ground' })]),
    imported,
  );
  await apply(machines);
  const view = await graph.store.reader.openView();

  expect(await view?.slugsNear(['APPROACH'], 'mill')).toEqual(['lathe', 'mill', 'mill-2']);
  expect((await apply(machines)).revision).toBeNull();
});

test('texts are parsed by the value type of an existing dimension', async () => {
  await graph.store.apply(
    put([dimension('speed', { name: 'Speed', valueType: 'ORDINAL', levels: ['slow', 'fast'] })]),
    imported,
  );

  expect(await apply(machines)).toMatchObject({ concepts: { added: 3 } });
  const view = await graph.store.reader.openView();
  expect((await view?.claimsAbout(['approach/mill'], {}))?.[0]).toMatchObject([
    { value: { type: 'ORDINAL', level: 'fast' } },
  ]);
});

test('a cell such as 3.10 is parsed as a version if the existing dimension has versions', async () => {
  await graph.store.apply(put([dimension('runs-on', { name: 'Runs on', valueType: 'VERSION' })]), imported);

  expect(
    await apply(draft('runtimes', ['Feature', 'Mill', 'Lathe'], ['Runs on', '3.10', '3.9'])),
  ).toMatchObject({ concepts: { added: 3 } });
  const view = await graph.store.reader.openView();
  const claims = await view?.claimsAbout(['approach/mill', 'approach/lathe'], {});
  expect(claims?.map(([claim]) => claim?.value)).toEqual([
    { type: 'VERSION', oldest: '3.10', newest: '3.10' },
    { type: 'VERSION', oldest: '3.9', newest: '3.9' },
  ]);
});

test('an existing dimension that cannot represent the values is not used', async () => {
  await graph.store.apply(
    put([dimension('speed', { name: 'Speed', valueType: 'ORDINAL', levels: ['low', 'high'] })]),
    imported,
  );

  expect(await apply(machines)).toMatchObject({ concepts: { added: 4 } });
  expect((await apply(machines)).revision).toBeNull();
});

test('two drafts with the same name have two sources and share their concepts', async () => {
  const other = draft('machines', ['Feature', 'Mill', 'Lathe'], ['Speed', 'fast', 'quick']);

  expect(await apply(machines, other)).toMatchObject({ concepts: { added: 5 }, claims: { added: 4 } });
  expect((await apply(machines, other)).revision).toBeNull();
});

test('the second import of any table does not create a revision', async () => {
  const cell = fc.constantFrom('', 'yes', 'no', '1', '2', 'C', 'C++', 'c#', '?', 'fast');
  const grids = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(grids, async (rows) => {
      const table = draft('any', ['Feature', 'C', 'C++', 'C'], ['Speed', '1', '2', '3'], ...rows);
      await apply(table);
      expect((await apply(table)).revision).toBeNull();
    }),
    { numRuns: runs(20) },
  );
});
