/** Tests `tertium import` as users run it: as a separate process. */
import { spawnSync } from 'node:child_process';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { GraphRevision } from '../../../src/graph/ports/history.js';
import { openStore } from '../../../src/storage/open-store.js';
import { line, speedLine } from '../../support/claim-lines.js';
import { useTertium } from '../../support/use-tertium.js';
import { packed, rowsOfGrid, workbook } from '../../formats/spreadsheets/workbooks.js';
import type { CommandResult } from '../tertium.js';

const tertium = useTertium('tertium-import-');

function runImport(args: readonly string[], input: string | Uint8Array = ''): Promise<CommandResult> {
  return tertium.run(['import', ...args], { input });
}

async function write(name: string, text: string): Promise<string> {
  await mkdir(join(tertium.folder, name, '..'), { recursive: true });
  await writeFile(join(tertium.folder, name), text);
  return name;
}

/** Reads the newest revision of the default database. */
async function revision(): Promise<GraphRevision | undefined> {
  const store = await openStore(`file:${join(tertium.folder, 'data/tertium.db')}`);
  try {
    return (await store.reader.openView())?.revision;
  } finally {
    await store.close();
  }
}

const lathes = speedLine() + speedLine({ approach: 'Mill', value: 'slow' });
const claims = ['--format', 'claims'];
const reportLine = (file: string): string => `${file}: 100.0 % of the text became claims\n`;

test('files are imported as one revision, and the changes are printed; a second import changes nothing', async () => {
  await write('a/lathes.jsonl', lathes);
  await write('press.jsonl', speedLine({ approach: 'Press' }));
  const files = ['a/lathes.jsonl', 'press.jsonl', ...claims];

  expect(await runImport(files)).toEqual({
    exitCode: 0,
    stdout:
      'Revision 1: 5 concepts added, 3 claims added.\n' +
      reportLine('a/lathes.jsonl') +
      reportLine('press.jsonl'),
    stderr: '',
  });
  expect(await runImport(files)).toMatchObject({
    stdout: expect.stringMatching(/^Nothing has changed since revision 1\.\n/u) as unknown,
  });
  expect(await revision()).toMatchObject({
    number: 1,
    author: 'tertium import',
    message: 'Imported claims: lathes.jsonl, press.jsonl',
  });
});

test('a file that exceeds --max-size is rejected', async () => {
  const table = `Feature,Mill,Lathe\nSpeed,fast,slow\nColour,red,${'blue '.repeat(250_000)}\n`;
  await write('machines.csv', table);

  expect(await runImport(['machines.csv', '--max-size', '1'])).toMatchObject({
    exitCode: 3,
    stderr: expect.stringContaining(
      'machines.csv:1:1: expected at most 1 MiB (raise the limit with --max-size), got more',
    ),
  });
  expect(await runImport(['machines.csv', '--max-size', 'all'])).toMatchObject({ exitCode: 2 });
});

test('a graph document that exceeds its default size limit is rejected', async () => {
  await write('large.tertium.yaml', `# ${'words '.repeat(9)}\n`.repeat(100_000));

  expect(await runImport(['large.tertium.yaml'])).toMatchObject({
    exitCode: 3,
    stderr:
      'large.tertium.yaml:1:1: expected at most 5 MiB (raise the limit with --max-size), got more\nNothing has been applied.\n',
  });
});

test('a spreadsheet is recognised by its first bytes; for an invalid spreadsheet, the command exits with 3', async () => {
  const data = rowsOfGrid([
    ['Feature', 'Mill', 'Lathe'],
    ['Speed', 'fast', 'slow'],
  ]);

  expect(await runImport(['-'], workbook({ sheets: [{ name: 'One', data }] }))).toMatchObject({
    exitCode: 0,
    stdout:
      `Revision 1: 4 concepts added, 2 claims added.\n${reportLine('standard input')}` +
      'standard input: 2 of 2 cells of tables were read: 2 TEXT\n',
  });
  expect(await runImport(['-'], packed({ 'a.txt': 'a' }))).toEqual({
    exitCode: 3,
    stdout: '',
    stderr:
      'standard input:1:1: expected a spreadsheet (.xlsx), got a zip archive without a spreadsheet\n' +
      'Nothing has been applied.\n',
  });
  expect(await revision()).toMatchObject({ number: 1 });
});

test('a later import ends claims that their source no longer states', async () => {
  await runImport([await write('first.jsonl', lathes), ...claims]);
  await write('second.jsonl', speedLine({ value: 'slow' }));

  expect(await runImport(['second.jsonl', ...claims])).toMatchObject({
    stdout: `Revision 2: 1 claim added, 2 claims ended.\n${reportLine('second.jsonl')}`,
  });
});

describe('an import of a truncated input', () => {
  const lines = Array.from({ length: 1_000 }, (_, number) => speedLine({ approach: `Lathe ${number}` }));
  const truncated = lines.slice(0, 3).join('');
  const errorMessage =
    'Expected at most 50 % of a source\'s claims to end, got 997 of the 1000 claims of "Handbook" (cited-source/handbook). ' +
    'Check that the input is complete. To end these claims, allow a larger share with --max-ended, or any share with --force.\n' +
    'Nothing has been applied.\n';
  beforeEach(async () => {
    await runImport(['-', ...claims], lines.join(''));
  });

  test.each<[string, readonly string[]]>([
    ['without an option', []],
    ['with --dry-run', ['--dry-run']],
  ])('ends no claims, exits with 3, and prints advice (%s)', async (_name, options) => {
    expect(await runImport(['-', ...claims, ...options], truncated)).toEqual({
      exitCode: 3,
      stdout: '',
      stderr: errorMessage,
    });
    expect(await revision()).toMatchObject({ number: 1 });
  });

  test.each<[readonly string[]]>([[['--max-ended', '0.997']], [['--force']]])(
    'ends claims with %p',
    async (options) => {
      expect(await runImport(['-', ...claims, ...options], truncated)).toMatchObject({
        exitCode: 0,
        stdout: expect.stringMatching(/^Revision 2: 997 claims ended\.\n/u) as unknown,
      });
    },
  );

  test('that has lost half of its claims is applied by default, and rejected with a lower limit', async () => {
    await write('half.jsonl', lines.slice(0, 500).join(''));

    expect(await runImport(['half.jsonl', ...claims, '--max-ended', '0.1'])).toMatchObject({
      exitCode: 3,
      stderr: expect.stringMatching(/^Expected at most 10 % .* got 500 of the 1000 claims/u) as unknown,
    });
    expect(await runImport(['half.jsonl', ...claims])).toMatchObject({ exitCode: 0 });
  });
});

test('a file named - is the standard input; --author and --message describe the revision', async () => {
  const note = ['--author', 'A. Editor', '--message', 'The lathes'];

  expect(await runImport(['-', ...claims, ...note], lathes)).toMatchObject({
    exitCode: 0,
    stdout: `Revision 1: 4 concepts added, 2 claims added.\n${reportLine('standard input')}`,
  });
  expect(await revision()).toMatchObject({ author: 'A. Editor', message: 'The lathes' });
});

test('a standard input that is redirected from a file is read without a temporary file', async () => {
  await write('long.jsonl', lathes + `${' '.repeat(1_023)}\n`.repeat(9 * 1_024));
  const command = [process.execPath, tertium.main, 'import', '-', ...claims];

  expect(
    spawnSync('sh', ['-c', '"$@" < long.jsonl', 'sh', ...command], {
      cwd: tertium.folder,
      env: { PATH: process.env['PATH'], TMPDIR: join(tertium.folder, 'nowhere') },
      encoding: 'utf8',
    }),
  ).toMatchObject({ status: 0, stdout: expect.stringMatching(/^Revision 1: /u) as unknown });
});

test('--dry-run prints the changes, and does not apply them', async () => {
  await write('lathes.jsonl', lathes);

  expect(await runImport(['lathes.jsonl', ...claims, '--dry-run'])).toEqual({
    exitCode: 0,
    stdout:
      'Nothing has been changed. This would be revision 1: 4 concepts added, 2 claims added.\n' +
      '  + cited source Handbook\n  + approach Lathe\n  + dimension Speed\n  + approach Mill\n' +
      '  + Speed of Lathe: fast\n  + Speed of Mill: slow\n' +
      reportLine('lathes.jsonl'),
    stderr: '',
  });
  // A rehearsal does not create a graph.
  expect(await readdir(tertium.folder)).toEqual(['lathes.jsonl']);
  await runImport(['lathes.jsonl', ...claims]);
  expect(await runImport(['lathes.jsonl', ...claims, '--dry-run'])).toMatchObject({
    stdout: `Nothing would change since revision 1.\n${reportLine('lathes.jsonl')}`,
  });
});

test('--json prints the numbers of changes, and the coverage of each file', async () => {
  const { stdout } = await runImport([await write('lathes.jsonl', lathes), ...claims, '--json']);

  expect(JSON.parse(stdout)).toMatchObject({
    revision: { number: 1 },
    claims: { added: 2 },
    inputs: [{ name: 'lathes.jsonl', coverage: 1, totals: { STATED: { lines: 2 } } }],
  });
});

test('--print report prints the outcome of each line of claims', async () => {
  await write('lathes.jsonl', lathes);
  const { stdout } = await runImport(['lathes.jsonl', ...claims, '--dry-run', '--print', 'report']);

  expect(stdout).toMatch(
    /^lathes\.jsonl:1: STATED Speed of Lathe \(characters 0 to \d+\)\nlathes\.jsonl:2: STATED Speed of Mill/u,
  );
  expect(stdout).toContain('  STATED: 2 lines, ');
});

test('warnings follow the coverage of their file, and are part of the report and the JSON output', async () => {
  await write('twice.jsonl', lathes + speedLine({ value: 'slow' }));
  const message =
    'Speed of Lathe: this value differs from the value at twice.jsonl:1, from the same source ("Handbook")';
  const warning = `twice.jsonl:3: warning: ${message}\n`;

  expect(await runImport(['twice.jsonl', ...claims, '--dry-run'])).toMatchObject({
    stdout: expect.stringContaining('twice.jsonl: 100.0 % of the text became claims\n' + warning) as unknown,
  });
  const { stdout } = await runImport(['twice.jsonl', ...claims, '--dry-run', '--print', 'report']);
  expect(stdout).toContain(warning);
  const json = await runImport(['twice.jsonl', ...claims, '--json']);
  expect(JSON.parse(json.stdout)).toMatchObject({
    inputs: [{ warnings: [{ kind: 'CONTRADICTION', file: 'twice.jsonl', line: 3, message }] }],
  });
});

test('--save stores the options and the source of a file, so that the next import needs no options', async () => {
  const table = 'Best machines of 2024\nAdvertisement\nFeature,Mill,Lathe\nSpeed,fast,slow\n';
  await write('shop/machines.csv', table);
  await runImport(['shop/machines.csv', '--skip', '2', '--save']);
  await write('shop/machines.csv', `\n${table.replace('2024', '2025').replace('fast', 'faster')}`);

  expect(await readdir(join(tertium.folder, 'shop'))).toEqual(['machines.csv', 'tertium.import.yaml']);
  expect(await runImport(['shop/machines.csv'])).toEqual({
    exitCode: 0,
    stdout:
      'Revision 2: 1 claim replaced, 1 claim moved within the text.\n' +
      'shop/machines.csv: read with the recipe of tertium.import.yaml: format table, source best-machines-of-2024, without lines 3\n' +
      reportLine('shop/machines.csv') +
      'shop/machines.csv: 2 of 2 cells of tables were read: 2 TEXT\n',
    stderr: '',
  });
});

test('for a file that is not imported, --print report prints the outcome of each part, and the reason is printed to the standard error', async () => {
  await write('empty.csv', 'Mill\nLathe\n');
  const { exitCode, stdout, stderr } = await runImport(['empty.csv', '--dry-run', '--print', 'report']);

  expect(exitCode).toBe(3);
  expect(stdout).toMatch(/^empty\.csv:1: NOT_UNDERSTOOD \(characters 0 to 4\)\n/u);
  expect(stderr).toMatch(
    /^empty\.csv: not imported, because .*\n(?: {2}.*\n)+Nothing has been applied\.\n$/u,
  );
});

describe('for invalid input, the command exits with 3, prints the location, and applies nothing:', () => {
  test('an invalid line of a file', async () => {
    await write('good.jsonl', lathes);
    await write(
      'bad.jsonl',
      `${lathes.replaceAll('Handbook', 'Log')}${speedLine({ value: 'faster' })}{"approach": }\n`,
    );

    expect(await runImport(['good.jsonl', 'bad.jsonl', ...claims])).toEqual({
      exitCode: 3,
      stdout: '',
      stderr:
        'bad.jsonl:3:41: expected one of the levels slow, fast, got "faster"\n' +
        'bad.jsonl:4:14: expected JSON, one value in a line (Unexpected token RBrace found), got "}"\n' +
        'Nothing has been applied.\n',
    });
    expect(await revision()).toMatchObject({ number: 0 });
  });

  test('a claim that repeats a claim of another file, with the line of the first claim', async () => {
    await write('first.jsonl', `\n${lathes}`);
    await write(
      'second.jsonl',
      `\n\n${speedLine({ approach: 'Press' })}${speedLine({ text: 'In other words.' })}`,
    );

    expect(await runImport(['first.jsonl', 'second.jsonl', ...claims])).toMatchObject({
      exitCode: 3,
      stderr:
        'second.jsonl:4:41: expected each claim once, got the same claim as in first.jsonl:2\nNothing has been applied.\n',
    });
  });

  test('an invalid line of the standard input', async () => {
    const { exitCode, stderr } = await runImport(['-', ...claims], line({ approach: 'A' }));

    expect(exitCode).toBe(3);
    expect(stderr).toMatch(/^standard input:1:1: expected source: the name of a source/);
  });
});

describe('for invalid arguments, the command exits with 2:', () => {
  test.each<[string, readonly string[], string]>([
    ['no file', claims, "error: missing required argument 'FILE'"],
    [
      'an unknown format',
      ['x.jsonl', '--format', 'csv'],
      'Allowed choices are claims, document, article, table, xlsx.',
    ],
    ['a missing file', ['x.jsonl', ...claims], 'got x.jsonl: a path that does not exist.'],
    ['a folder', ['.', ...claims], 'got .: a folder.'],
    [
      'an invalid share',
      ['-', ...claims, '--max-ended', '1.5'],
      'Expected a share from 0 to 1, such as 0.9.',
    ],
    ['the standard input twice', ['-', '-', ...claims], 'Expected the standard input (-) once at most'],
  ])('%s', async (_mistake, args, message) => {
    expect(await runImport(args)).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: expect.stringContaining(message) as unknown,
    });
  });
});
