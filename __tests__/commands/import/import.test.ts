/** `tertium import` as a user runs it: as a separate process. */
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { GraphRevision } from '../../../src/graph/ports/history.js';
import { openStore } from '../../../src/storage/open-store.js';
import { line, speedLine } from '../../support/claim-lines.js';
import { packed, rowsOfGrid, workbook } from '../../formats/spreadsheets/workbooks.js';
import { buildTertium, startTertium, type BuiltTertium, type Finished } from '../tertium.js';

let tertium: BuiltTertium;
beforeAll(() => {
  tertium = buildTertium();
}, 120_000);
afterAll(() => tertium.remove());

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tertium-import-'));
});
afterEach(() => rm(folder, { recursive: true }));

function importing(args: readonly string[], input: string | Uint8Array = ''): Promise<Finished> {
  return startTertium(tertium, ['import', ...args], { folder, input }).finished;
}

async function write(name: string, text: string): Promise<string> {
  await mkdir(join(folder, name, '..'), { recursive: true });
  await writeFile(join(folder, name), text);
  return name;
}

/** The published graph. */
async function revision(): Promise<GraphRevision | undefined> {
  const store = await openStore(`file:${join(folder, 'data/tertium.db')}`);
  try {
    return (await store.reader.openView())?.revision;
  } finally {
    await store.close();
  }
}

const lathes = speedLine() + speedLine({ approach: 'Mill', value: 'slow' });
const claims = ['--format', 'claims'];
const whole = (file: string): string => `${file}: 100.0 % of the text is understood\n`;

test('imports files as one revision, and says so; the second time nothing changes', async () => {
  await write('a/lathes.jsonl', lathes);
  await write('press.jsonl', speedLine({ approach: 'Press' }));
  const files = ['a/lathes.jsonl', 'press.jsonl', ...claims];

  expect(await importing(files)).toEqual({
    exitCode: 0,
    stdout:
      'Revision 1: 5 concepts added, 3 claims added.\n' + whole('a/lathes.jsonl') + whole('press.jsonl'),
    stderr: '',
  });
  expect(await importing(files)).toMatchObject({
    stdout: expect.stringMatching(/^Nothing has changed since revision 1\.\n/u) as unknown,
  });
  expect(await revision()).toMatchObject({
    number: 1,
    author: 'tertium import',
    message: 'Imported claims: lathes.jsonl, press.jsonl',
  });
});

test('a file may have the size that --max-size allows', async () => {
  const table = `Feature,Mill,Lathe\nSpeed,fast,slow\nColour,red,${'blue '.repeat(250_000)}\n`;
  await write('machines.csv', table);

  expect(await importing(['machines.csv', '--max-size', '1'])).toMatchObject({
    exitCode: 3,
    stderr: expect.stringContaining(
      'machines.csv:1:1: expected 1 MiB at most, or more allowed with --max-size, got more',
    ),
  });
  expect(await importing(['machines.csv', '--max-size', 'all'])).toMatchObject({ exitCode: 2 });
});

test('a graph document has a lower size limit, because parsing it needs many times its size', async () => {
  await write('large.tertium.yaml', `# ${'words '.repeat(9)}\n`.repeat(100_000));

  expect(await importing(['large.tertium.yaml'])).toMatchObject({
    exitCode: 3,
    stderr:
      'large.tertium.yaml:1:1: expected 5 MiB at most, or more allowed with --max-size, got more\nNothing has been applied.\n',
  });
});

test('a spreadsheet is recognised by its first bytes, and an invalid one exits with 3', async () => {
  const data = rowsOfGrid([
    ['Feature', 'Mill', 'Lathe'],
    ['Speed', 'fast', 'slow'],
  ]);

  expect(await importing(['-'], workbook({ sheets: [{ name: 'One', data }] }))).toMatchObject({
    exitCode: 0,
    stdout: `Revision 1: 4 concepts added, 2 claims added.\n${whole('standard input')}`,
  });
  expect(await importing(['-'], packed({ 'a.txt': 'a' }))).toEqual({
    exitCode: 3,
    stdout: '',
    stderr:
      'standard input:1:1: expected a spreadsheet (.xlsx), got a zip archive that holds no spreadsheet\n' +
      'Nothing has been applied.\n',
  });
  expect(await revision()).toMatchObject({ number: 1 });
});

test('claims that the source no longer states end with the next import', async () => {
  await importing([await write('first.jsonl', lathes), ...claims]);
  await write('second.jsonl', speedLine({ value: 'slow' }));

  expect(await importing(['second.jsonl', ...claims])).toMatchObject({
    stdout: `Revision 2: 1 claim added, 2 claims ended.\n${whole('second.jsonl')}`,
  });
});

describe('an input that was cut off', () => {
  const lines = Array.from({ length: 1_000 }, (_, number) => speedLine({ approach: `Lathe ${number}` }));
  const cut = lines.slice(0, 3).join('');
  const refused =
    'Expected at most 50 % of a source\'s claims to end, got 997 of the 1000 claims of "Handbook" (cited-source/handbook). ' +
    'Check that the input is whole. If these claims are to end, allow a larger share with --max-ended, or any with --force.\n' +
    'Nothing has been applied.\n';
  beforeEach(async () => {
    await importing(['-', ...claims], lines.join(''));
  });

  test.each<[string, readonly string[]]>([
    ['imported', []],
    ['rehearsed', ['--dry-run']],
  ])('ends no claims when it is %s, exits with 3, and says what to do', async (_name, options) => {
    expect(await importing(['-', ...claims, ...options], cut)).toEqual({
      exitCode: 3,
      stdout: '',
      stderr: refused,
    });
    expect(await revision()).toMatchObject({ number: 1 });
  });

  test.each<[readonly string[]]>([[['--max-ended', '0.997']], [['--force']]])(
    'ends them if an option allows it, with %p',
    async (options) => {
      expect(await importing(['-', ...claims, ...options], cut)).toMatchObject({
        exitCode: 0,
        stdout: expect.stringMatching(/^Revision 2: 997 claims ended\.\n/u) as unknown,
      });
    },
  );

  test('may lose half of its claims by default, and is rejected with a lower limit', async () => {
    await write('half.jsonl', lines.slice(0, 500).join(''));

    expect(await importing(['half.jsonl', ...claims, '--max-ended', '0.1'])).toMatchObject({
      exitCode: 3,
      stderr: expect.stringMatching(/^Expected at most 10 % .* got 500 of the 1000 claims/u) as unknown,
    });
    expect(await importing(['half.jsonl', ...claims])).toMatchObject({ exitCode: 0 });
  });
});

test('reads the standard input for a file named -, and logs at the configured level', async () => {
  const note = ['--author', 'A. Editor', '--message', 'The lathes'];

  expect(await importing(['-', ...claims, ...note], lathes)).toMatchObject({
    exitCode: 0,
    stdout: `Revision 1: 4 concepts added, 2 claims added.\n${whole('standard input')}`,
  });
  expect(await revision()).toMatchObject({ author: 'A. Editor', message: 'The lathes' });
});

test('a standard input that is redirected from a file needs no temporary file', async () => {
  await write('long.jsonl', lathes + `${' '.repeat(1_023)}\n`.repeat(9 * 1_024));
  const command = [process.execPath, tertium.main, 'import', '-', ...claims];

  expect(
    spawnSync('sh', ['-c', '"$@" < long.jsonl', 'sh', ...command], {
      cwd: folder,
      env: { PATH: process.env['PATH'], TMPDIR: join(folder, 'nowhere') },
      encoding: 'utf8',
    }),
  ).toMatchObject({ status: 0, stdout: expect.stringMatching(/^Revision 1: /u) as unknown });
});

test('--dry-run prints what would change, and changes nothing', async () => {
  await write('lathes.jsonl', lathes);

  expect(await importing(['lathes.jsonl', ...claims, '--dry-run'])).toEqual({
    exitCode: 0,
    stdout: `Nothing has been changed. This would be revision 1: 4 concepts added, 2 claims added.\n${whole('lathes.jsonl')}`,
    stderr: '',
  });
  // It also creates no graph.
  expect(await readdir(folder)).toEqual(['lathes.jsonl']);
  await importing(['lathes.jsonl', ...claims]);
  expect(await importing(['lathes.jsonl', ...claims, '--dry-run'])).toMatchObject({
    stdout: `Nothing would change since revision 1.\n${whole('lathes.jsonl')}`,
  });
});

test('--json prints what changed, and how much of each file is understood', async () => {
  const { stdout } = await importing([await write('lathes.jsonl', lathes), ...claims, '--json']);

  expect(JSON.parse(stdout)).toMatchObject({
    revision: { number: 1 },
    claims: { added: 2 },
    inputs: [{ name: 'lathes.jsonl', coverage: 1, totals: { STATED: { lines: 2 } } }],
  });
});

test('--print report prints the outcome of each line of claims', async () => {
  await write('lathes.jsonl', lathes);
  const { stdout } = await importing(['lathes.jsonl', ...claims, '--dry-run', '--print', 'report']);

  expect(stdout).toMatch(
    /^lathes\.jsonl:1: STATED Speed of Lathe \(characters 0 to \d+\)\nlathes\.jsonl:2: STATED Speed of Mill/u,
  );
  expect(stdout).toContain('  STATED: 2 lines, ');
});

describe('invalid input exits with 3, names the location, and applies nothing', () => {
  test('a line', async () => {
    await write('good.jsonl', lathes);
    await write('bad.jsonl', `${lathes}${speedLine({ value: 'faster' })}{"approach": }\n`);

    expect(await importing(['good.jsonl', 'bad.jsonl', ...claims])).toEqual({
      exitCode: 3,
      stdout: '',
      stderr:
        'bad.jsonl:3:41: expected one of the levels slow, fast, got "faster"\n' +
        'bad.jsonl:4:14: expected JSON, one value in a line (Unexpected token RBrace found), got "}"\n' +
        'Nothing has been applied.\n',
    });
    expect(await revision()).toMatchObject({ number: 0 });
  });

  test('a repeated claim, which only the graph detects', async () => {
    await write('first.jsonl', `\n${lathes}`);
    await write(
      'again.jsonl',
      `\n\n${speedLine({ approach: 'Press' })}${speedLine({ text: 'In other words.' })}`,
    );
    const { exitCode, stderr } = await importing(['first.jsonl', 'again.jsonl', ...claims]);

    expect(exitCode).toBe(3);
    expect(stderr).toMatch(
      /^again\.jsonl:4: Change \d+ \(putClaim approach\/lathe HAS_VALUE dimension\/speed\): expected every concept and claim once in a set, got claim\/\S+ for the second time\.\nNothing has been applied\.\n$/,
    );
  });

  test('the standard input, too', async () => {
    const { exitCode, stderr } = await importing(['-', ...claims], line({ approach: 'A' }));

    expect(exitCode).toBe(3);
    expect(stderr).toMatch(/^standard input:1:1: expected dimension: the name of a dimension/);
  });
});

describe('wrong arguments exit with 2', () => {
  test.each<[string, readonly string[], string]>([
    ['no file', claims, "error: missing required argument 'FILE'"],
    [
      'an unknown format',
      ['x.jsonl', '--format', 'csv'],
      'Allowed choices are claims, document, article, table, xlsx.',
    ],
    ['a missing file', ['x.jsonl', ...claims], 'got x.jsonl: a path where there is nothing.'],
    ['a folder', ['.', ...claims], 'got .: a folder.'],
    [
      'an invalid share',
      ['-', ...claims, '--max-ended', '1.5'],
      'Expected a share from 0 to 1, such as 0.9.',
    ],
    ['the standard input twice', ['-', '-', ...claims], 'Expected the standard input (-) once at most'],
  ])('%s', async (_mistake, args, said) => {
    expect(await importing(args)).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: expect.stringContaining(said) as unknown,
    });
  });
});
