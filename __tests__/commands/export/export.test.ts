/** Tests `tertium export`, and the output of `tertium import`, as users run them: as separate processes. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { InputReport } from '../../../src/formats/import/import-format.js';
import { openStore } from '../../../src/storage/open-store.js';
import { sampleOf } from '../../support/test-run.js';
import { useTertium } from '../../support/use-tertium.js';
import type { CommandResult } from '../tertium.js';

const tertium = useTertium('tertium-export-');

function run(args: readonly string[], { input = '', database = 'a' } = {}): Promise<CommandResult> {
  return tertium.run(args, { input, settings: { DATABASE_URL: `file:${database}.db` } });
}

const csv = 'Feature,Mill,Lathe\nSpeed,fast,slow\nCoolant,yes,no\n';
/** The bytes of a database with the imported table. Tests copy them, because each import takes half a second. */
let machines: Promise<Buffer> | undefined;

async function importMachines(): Promise<void> {
  await writeFile(join(tertium.folder, 'machines.csv'), csv);
  machines ??= run(['import', 'machines.csv'], { database: 'machines' }).then(async (finished) => {
    expect(finished).toMatchObject({ exitCode: 0 });
    return readFile(join(tertium.folder, 'machines.db'));
  });
  await writeFile(join(tertium.folder, 'a.db'), await machines);
}

async function createEmptyGraph(): Promise<void> {
  await (await openStore(`file:${join(tertium.folder, 'a.db')}`)).close();
}

describe('tertium export', () => {
  test.each(['graph.tertium.yaml', 'graph.json'])(
    'to %s writes a file whose import into another database restores the same graph',
    async (name) => {
      await importMachines();
      expect(await run(['export', '--output', name])).toEqual({ exitCode: 0, stdout: '', stderr: '' });
      const text = await readFile(join(tertium.folder, name), 'utf8');
      expect(await run(['import', name], { database: 'b' })).toMatchObject({
        stdout: `Revision 1: 5 concepts added, 4 claims added.\n${name}: 100.0 % of the text became claims\n`,
      });
      const format = name.endsWith('json') ? 'json' : 'yaml';
      expect(await run(['export', '--format', format], { database: 'b' })).toMatchObject({
        exitCode: 0,
        stdout: text,
      });
      expect(await readdir(tertium.folder)).not.toContainEqual(expect.stringContaining('.part'));
    },
  );

  test('with --without-texts exports the graph without the texts of its sources', async () => {
    await importMachines();
    const [complete, withoutTexts] = [await run(['export']), await run(['export', '--without-texts'])];

    expect(complete.stdout).toContain('    texts:\n');
    expect(withoutTexts).toMatchObject({ exitCode: 0, stderr: '' });
    expect(withoutTexts.stdout).not.toContain('    texts:\n');
    expect(withoutTexts.stdout).toContain('textHash:');
  });

  test.each([
    [
      'markdown',
      '# Lathe and Mill compared\n\n## Dimensions\n\n|  | Lathe | Mill |\n| --- | --- | --- |\n| Speed | slow[^1] | fast[^2] |\n| Coolant | No[^3] | Yes[^4] |\n\n' +
        '[^1]: “slow” — machines, Speed › Lathe\n[^2]: “fast” — machines, Speed › Mill\n[^3]: “no” — machines, Coolant › Lathe\n[^4]: “yes” — machines, Coolant › Mill\n',
    ],
    [
      'csv',
      '"Kind","Group","Axis","Lathe","Mill","Verdict"\r\n"DIMENSION","Dimensions","Speed","slow","fast","DIFFERENT"\r\n"DIMENSION","Dimensions","Coolant","No","Yes","OPPOSITE"\r\n',
    ],
  ])('exports a comparison of approaches in the given order, as %s', async (format, text) => {
    await importMachines();

    expect(await run(['export', '--compare', 'lathe, mill', '--format', format])).toEqual({
      exitCode: 0,
      stdout: text,
      stderr: '',
    });
  });

  test('with --standalone and --locale exports a comparison as a complete German page', async () => {
    await importMachines();
    const args = [
      'export',
      '--compare',
      'lathe,mill',
      '--standalone',
      '--locale',
      'de',
      '--output',
      'x.html',
    ];
    expect(await run(args)).toMatchObject({ exitCode: 0, stderr: '' });

    const page = await readFile(join(tertium.folder, 'x.html'), 'utf8');
    expect(page).toMatch(/^<!doctype html>\s*<html lang="de">/u);
    expect(page).toContain('<title>Lathe und Mill im Vergleich</title>');
    expect(page).toContain('<q dir="auto">slow</q>');
  });

  test('selects the format of a comparison by the extension of the output file', async () => {
    await importMachines();
    await run(['export', '--compare', 'lathe,mill', '--output', 'x.json']);

    expect(JSON.parse(await readFile(join(tertium.folder, 'x.json'), 'utf8'))).toMatchObject({
      approaches: [{ slug: 'lathe' }, { slug: 'mill' }],
      rows: [
        { verdict: 'DIFFERENT' },
        { verdict: 'OPPOSITE', cells: [{ text: 'No', sources: ['machines'] }, {}] },
      ],
    });
  });

  test('with --at exports an older revision of the graph', async () => {
    await importMachines();
    const first = await run(['export']);
    await writeFile(join(tertium.folder, 'machines.csv'), csv.replace('slow', 'slower'));
    await run(['import', 'machines.csv']);

    expect((await run(['export'])).stdout).not.toBe(first.stdout);
    expect(await run(['export', '--at', '1'])).toEqual(first);
  });

  test('exports an empty graph as an empty document', async () => {
    await createEmptyGraph();
    expect(await run(['export'])).toEqual({ exitCode: 0, stdout: '{}\n', stderr: '' });
  });

  const rejected: readonly (readonly [args: readonly string[], exitCode: number, message: string])[] = [
    [['--format', 'csv'], 2, 'Expected --format to be one of yaml, json, claims, got csv.'],
    [['--output', 'x.txt'], 2, 'Expected --format to be one of yaml, json, claims, got txt.'],
    [['--compare', 'a'], 2, 'approaches: expected 2 to 50 references, got 1.'],
    [['--compare', 'a,b'], 2, 'there is no approach "a"'],
    [
      ['--compare', 'a,b', '--without-texts'],
      2,
      'Expected --without-texts with a graph document: a comparison has no texts of sources. Leave the option out.',
    ],
    [
      ['--format', 'claims', '--without-texts'],
      2,
      'Expected --without-texts with a graph document: claims have no texts of sources. Leave the option out.',
    ],
    [
      ['--compare', 'a,b', '--standalone', '--format', 'csv'],
      2,
      'Expected --standalone with the format html, got csv.',
    ],
    [['--standalone'], 2, 'Expected --standalone with --compare.'],
    [['--compare', 'a,b', '--locale', 'fr'], 2, '--locale: expected one of the languages en, de, got "fr".'],
    [
      ['--compare', 'a,b', '--units', 'metric'],
      2,
      'Expected --units to be one of stated, row, canonical, got metric.',
    ],
    [['--at', '9'], 2, 'Expected --at to be an existing revision, got 9.'],
    [['--at', 'yesterday'], 2, 'Expected the number of a revision.'],
    [['--output', 'nowhere/x.yaml'], 1, 'nowhere/x.yaml cannot be written: ENOENT.'],
  ];
  test.each(sampleOf(rejected, 4))('rejects %j', async (args, exitCode, message) => {
    await createEmptyGraph();
    const finished = await run(['export', ...args]);

    expect(finished).toMatchObject({ exitCode, stdout: '' });
    expect(finished.stderr).toContain(message);
  });
});

describe('tertium import', () => {
  beforeEach(() => writeFile(join(tertium.folder, 'machines.csv'), csv));
  const rehearsalOutput =
    'Nothing has been changed. This would be revision 1: 5 concepts added, 4 claims added.\n' +
    'machines.csv: 100.0 % of the text became claims\n' +
    'machines.csv: 4 of 4 cells of tables were read: 2 TEXT, 2 SUPPORT\n';

  test('prints the document that would be applied, in YAML and in JSON', async () => {
    const yaml = await run(['import', 'machines.csv', '--dry-run', '--print', 'document']);
    const json = await run(['import', 'machines.csv', '--dry-run', '--print', 'document', '--json']);
    expect(yaml).toMatchObject({ exitCode: 0, stderr: rehearsalOutput });
    await importMachines();

    expect(await run(['export'])).toMatchObject({ stdout: yaml.stdout });
    expect(await run(['export', '--format', 'json'])).toMatchObject({ stdout: json.stdout });
  });

  test('prints the draft, with names instead of ids', async () => {
    const { stdout } = await run(['import', 'machines.csv', '--dry-run', '--print', 'draft', '--json']);

    expect(JSON.parse(stdout)).toMatchObject({
      approaches: [{ name: 'Lathe' }, { name: 'Mill' }],
      dimensions: [
        { name: 'Coolant', cells: { Lathe: 'No', Mill: 'Yes' } },
        { name: 'Speed', cells: { Lathe: 'slow', Mill: 'fast' } },
      ],
    });
  });

  test('prints the report, line by line', async () => {
    const { stdout } = await run(['import', 'machines.csv', '--dry-run', '--print', 'report']);

    expect(stdout).toContain('machines.csv:2: STATED Speed of Mill (characters 25 to 29)\n');
    expect(stdout).toContain('machines.csv: 100.0 % of the text became claims\n');
  });

  test('prints the reports on several graph documents in JSON', async () => {
    await writeFile(join(tertium.folder, 'x.json'), '{\n}\n');
    await writeFile(join(tertium.folder, 'y.json'), '{"approaches": [{"slug": "x", "name": "X"}]}');
    const { stdout } = await run(['import', 'x.json', 'y.json', '--print', 'report', '--json']);
    const { reports } = JSON.parse(`{"reports": ${stdout}}`) as { reports: readonly InputReport[] };

    expect(reports.map(({ name, report }) => [name, report.lines.length])).toEqual([
      ['x.json', 2],
      ['y.json', 1],
    ]);
    expect(stdout).toBe(`${JSON.stringify(reports, null, 2)}\n`);
  });

  test('does not apply an input in which no statement is understood', async () => {
    expect(await run(['import', '-', '--format', 'article'], { input: 'Lorem ipsum.\n' })).toEqual({
      exitCode: 3,
      stdout: '',
      stderr:
        'standard input: not imported, because the file lacks the names of two things that the text compares, or a table with a head, a row and two columns.\n' +
        '  Seen: standard input: 0.0 % of the text became claims; 100.0 % was not understood\n' +
        '  Not understood: lines 1\n' +
        '  Try: --subjects NAME,NAME, with the names of the compared things as the text writes them\n' +
        '  Try: --format, if the file has another format than its name suggests\n' +
        '  Try: --dry-run --print report, which lists the outcome of each part\n' +
        'Nothing has been applied.\n',
    });
  });

  test('does not apply an input with less than the required coverage', async () => {
    const csvWithExtraCell = `${csv},,,stray\n`;
    expect(
      await run(['import', '-', '--strict', '0.99', '--format', 'table'], { input: csvWithExtraCell }),
    ).toMatchObject({
      exitCode: 3,
      stderr: expect.stringContaining('the file lacks 99 % of the text as claims') as unknown,
    });
    expect(
      await run(['import', '-', '--strict', '0.5', '--format', 'table'], { input: csvWithExtraCell }),
    ).toMatchObject({
      exitCode: 0,
    });
  });

  test.each([
    ['a table', csv, 'table'],
    ['a graph document', 'approaches:\n  - slug: mill\n    name: Mill\n', 'document'],
    [
      'an article',
      '# Mill vs Lathe\n\nA mill is a machine that turns the tool.\n\nA lathe is a machine that turns the work.\n',
      'article',
    ],
  ])('recognises %s by its first bytes', async (_title, input, format) => {
    await run(['import', '-'], { input });
    const { stderr, exitCode } = await run(['import', '-', '--format', format, '--dry-run'], { input });

    expect([exitCode, stderr]).toEqual([0, '']);
    expect(await run(['import', '-', '--format', format], { input })).toMatchObject({
      stdout: expect.stringMatching(/^Nothing has changed since revision 1\.\n/u) as unknown,
    });
  });

  test.each([
    [
      ['machines.csv', 'x.md'],
      'Expected files of one format, or --format, got machines.csv (table), x.md (article).',
    ],
    [['-'], 'Expected --format: neither the name nor the start of standard input shows'],
    [['machines.csv', '--strict', '2'], 'Expected a share from 0 to 1'],
  ])('rejects %j', async (args, message) => {
    await writeFile(join(tertium.folder, 'x.md'), '# x\n');
    const finished = await run(['import', ...args]);

    expect(finished).toMatchObject({ exitCode: 2, stdout: '' });
    expect(finished.stderr).toContain(message);
  });
});
