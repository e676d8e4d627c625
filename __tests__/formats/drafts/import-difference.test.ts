import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { draftFormat } from '../../../src/formats/drafts/draft-format.js';
import { differenceLines, importDifference } from '../../../src/formats/drafts/import-difference.js';
import { parseArticle } from '../../../src/formats/articles/parse-article.js';
import { defaultReadingOptions, type ReadingOptions } from '../../../src/formats/import/import-format.js';
import { textOf } from '../../../src/formats/import/input-text.js';
import { parseLineList } from '../../../src/formats/import/skipped-lines.js';
import { readTableInputs } from '../../../src/formats/tables/table-inputs.js';
import { describeChanges, describeRehearsal } from '../../../src/commands/graph/describe-changes.js';
import type { Change } from '../../../src/graph/ports/writing.js';
import { imported } from '../../support/changes.js';
import { inChunks } from '../../support/claim-lines.js';
import { sqliteStore, type TestStore } from '../../support/stores.js';

let graph: TestStore;
beforeEach(async () => {
  graph = await sqliteStore.open();
});
afterEach(() => graph.close());

const readArticleInputs = draftFormat(async (input) =>
  parseArticle(await textOf(input, 10_000), { format: 'text', url: null, language: null, name: 'article' }),
);

/** Imports a file. @returns the difference, its lines, the result of the store, and the reports */
async function importFile(name: string, text: string, options: Partial<ReadingOptions> = {}) {
  const format = name.endsWith('.csv') ? readTableInputs : readArticleInputs;
  const view = await graph.store.reader.openView();
  if (!view) throw new TypeError('The graph has no published view.');
  const reading = format([{ name, bytes: inChunks(text) }], graph.store.reader, {
    ...defaultReadingOptions,
    ...options,
  });
  const changes: Change[] = [];
  for await (const change of reading.changes) changes.push(change);
  const difference = await importDifference(changes, view);
  const applied = await graph.store.apply(changes, imported);
  return { lines: differenceLines(difference), difference, applied, reports: reading.reports() };
}

const machines = 'Feature,Mill,Lathe\nSpeed,fast,slow\nMass (kg),700,640\nCoolant,yes,no\n';

describe('The difference between an import and the graph', () => {
  test('lists new concepts and claims, with the locations of the claims', async () => {
    expect((await importFile('machines.csv', machines)).lines).toEqual([
      '+ cited source machines',
      '+ dimension Speed',
      '+ dimension Mass',
      '+ dimension Coolant',
      '+ approach Mill',
      '+ approach Lathe',
      '+ Speed of Mill: fast (row 2, column 2)',
      '+ Speed of Lathe: slow (row 2, column 3)',
      '+ Mass of Mill: 700 kg (row 3, column 2)',
      '+ Mass of Lathe: 640 kg (row 3, column 3)',
      '+ Coolant of Mill: Yes (row 4, column 2)',
      '+ Coolant of Lathe: No (row 4, column 3)',
    ]);
  });

  test('of an edited cell is one replaced claim, although the citations of all other claims change', async () => {
    await importFile('machines.csv', machines);
    const { lines, applied } = await importFile('machines.csv', machines.replace('fast', 'faster'));

    expect(lines).toEqual(['~ Speed of Mill: fast → faster (row 2, column 2)']);
    expect(describeChanges(applied, 1, { replaced: 1, reworded: 0 })).toBe(
      'Revision 2: 1 claim replaced, 5 claims moved within the text.',
    );
    expect(describeRehearsal(applied, 1, { replaced: 1, reworded: 0 })).toBe(
      'Nothing has been changed. This would be revision 2: 1 claim replaced, 5 claims moved within the text.',
    );
  });

  test('of a moved, a new and a removed row lists only the changes of the new and the removed row', async () => {
    await importFile('machines.csv', machines);
    const changed = 'Feature,Mill,Lathe\nNoise,loud,low\nSpeed,fast,slow\nMass (kg),700,640\n';

    expect((await importFile('machines.csv', changed)).lines).toEqual([
      '+ dimension Noise',
      '+ Noise of Mill: loud (row 2, column 2)',
      '+ Noise of Lathe: low (row 2, column 3)',
      '- Coolant of Lathe: No',
      '- Coolant of Mill: Yes',
    ]);
  });

  test('of the same file is empty', async () => {
    await importFile('machines.csv', machines);
    const { lines, applied } = await importFile('machines.csv', machines);

    expect(lines).toEqual([]);
    expect(applied.revision).toBeNull();
  });

  test('names the definitions and benefits of an article, and shortens long texts', async () => {
    const article = (benefit: string): string =>
      `Mill vs Lathe\n\nA mill is a machine that turns the tool${' very'.repeat(40)} fast.\n\nA lathe is a machine that turns the work.\n\n` +
      `Benefits of a mill:\n\n• Flat faces\n• ${benefit}\n`;
    const first = await importFile('a.txt', article('Quiet: It hums.'));
    const second = await importFile('a.txt', article('Quiet: It purrs.'));

    expect(first.lines).toContainEqual(
      expect.stringMatching(/^\+ definition of Mill: A mill .{100,120}… \(line 3\)$/u),
    );
    expect(first.lines).toContain('+ benefit Flat faces of Mill (line 9)');
    expect(second.lines).toEqual(['~ benefit Quiet of Mill: It hums. → It purrs. (line 10)']);
  });
});

describe('A given source', () => {
  test('keeps its slug and its name when the title of a file changes, and its changed claim is replaced', async () => {
    await importFile('machines.csv', `Machines of 2024\n${machines}`);
    const { lines, reports } = await importFile(
      'machines.csv',
      `Machines of 2025\n${machines.replace('fast', 'faster')}`,
      { source: 'machines-of-2024' },
    );

    expect(lines).toEqual(['~ Speed of Mill: fast → faster (row 3, column 2)']);
    expect(reports).toMatchObject([{ used: { source: 'machines-of-2024', skip: [] } }]);
    const view = await graph.store.reader.openView();
    expect(await view?.concepts([{ kind: 'CITED_SOURCE', reference: 'machines-of-2024' }])).toMatchObject([
      { name: 'Machines of 2024' },
    ]);
  });

  test('is created with the title of the file if the graph does not have it', async () => {
    const { lines } = await importFile('machines.csv', `Machines of 2024\n${machines}`, { source: 'tools' });

    expect(lines[0]).toBe('+ cited source Machines of 2024');
    const view = await graph.store.reader.openView();
    expect(await view?.concepts([{ kind: 'CITED_SOURCE', reference: 'tools' }])).toMatchObject([
      { slug: 'tools', name: 'Machines of 2024' },
    ]);
  });

  test('belongs to one file of an import', async () => {
    const inputs = ['a.csv', 'b.csv'].map((name) => ({ name, bytes: inChunks(machines) }));
    const { changes } = readTableInputs(inputs, graph.store.reader, {
      ...defaultReadingOptions,
      source: 'tools',
    });

    await expect(graph.store.apply(changes, imported)).rejects.toThrow(
      'b.csv: expected a source that no other file of this import has, got tools again.',
    );
  });
});

test('skipped lines of a table state nothing, and are reported with their texts', async () => {
  const { lines, reports, applied } = await importFile('machines.csv', `Advertisement,,\n${machines}`, {
    skip: parseLineList('1,4') ?? [],
  });

  expect(lines.filter((line) => line.startsWith('+ dimension'))).toEqual([
    '+ dimension Speed',
    '+ dimension Coolant',
  ]);
  expect(applied.claims.added).toBe(4);
  expect(reports[0]?.report.totals.SKIPPED.characters).toBe(
    'Advertisement'.length + 'Mass (kg)\t700\t640'.length,
  );
  expect(reports[0]?.used?.skip).toMatchObject([
    { first: 1, texts: ['Advertisement', 'Advertisement'] },
    { first: 4, texts: ['Mass (kg)\t700\t640', 'Mass (kg)\t700\t640'] },
  ]);
});

test('skipped lines of an article state nothing, and do not move the citations of other lines', () => {
  const text =
    'Mill vs Lathe\n\nA mill is a machine.\n\nA lathe is a toy.\n\nA lathe is a machine that turns the work.\n';
  const start = text.indexOf('A lathe is a toy.');
  const options = { format: 'text', url: null, language: null, name: 'x' } as const;
  const { draft, report } = parseArticle(text, { ...options, skipped: [[start, start + 17]] });
  const definitions = draft.claims.filter(({ predicate }) => predicate === 'DEFINED_AS');

  expect(definitions.map((claim) => claim.text)).toEqual([
    'A mill is a machine.',
    'A lathe is a machine that turns the work.',
  ]);
  for (const { citations } of definitions)
    for (const { start: from, end, quote } of citations) expect(text.slice(from ?? 0, end ?? 0)).toBe(quote);
  expect(report.totals.SKIPPED.characters).toBe(17);
});
