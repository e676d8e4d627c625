/** Tests `tertium log` and `tertium diff` as a user runs them: as separate processes. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openStore } from '../../../src/storage/open-store.js';
import { citedSource, concept, dimension, imported, put, text, value } from '../../support/changes.js';
import { buildTertium, startTertium, type BuiltTertium, type CommandResult } from '../tertium.js';

let tertium: BuiltTertium;
let folder: string;

const day = (number: number): string => `2026-05-0${number}T12:00:00.000Z`;

beforeAll(async () => {
  tertium = buildTertium();
  folder = await mkdtemp(join(tmpdir(), 'tertium-history-'));
  let now = new Date(day(1));
  const store = await openStore(`file:${join(folder, 'a.db')}`, { now: () => now });
  try {
    const concepts = [
      citedSource('s'),
      ...['a', 'b'].map((slug) => concept('APPROACH', slug)),
      dimension('d', { name: 'Colour' }),
    ];
    await store.apply(put(concepts, [value('a', 'd', text('red')), value('b', 'd', text('red'))]), imported);
    now = new Date(day(2));
    await store.apply(
      [
        ...put(
          [concept('APPROACH', 'a', { name: 'Alpha' }), concept('APPROACH', 'c')],
          [value('a', 'd', text('blue')), value('b', 'd', text('red'))],
        ),
        { type: 'completeSource', source: 'cited-source/s' },
      ],
      { author: 'an editor', message: 'New\u001b[31m colour', origin: 'EDIT' },
    );
  } finally {
    await store.close();
  }
}, 120_000);
afterAll(async () => {
  tertium.remove();
  await rm(folder, { recursive: true });
});

function run(...args: readonly string[]): Promise<CommandResult> {
  return startTertium(tertium, args, { folder, settings: { DATABASE_URL: 'file:a.db' } }).finished;
}

const second = `revision 2  ${day(2)}  EDIT    an editor: New [31m colour\n`;
const first = `revision 1  ${day(1)}  IMPORT  ${imported.author}: ${imported.message}\n`;

describe('tertium log', () => {
  test('lists the revisions, newest first, without control characters', async () => {
    expect(await run('log')).toEqual({ exitCode: 0, stdout: second + first, stderr: '' });
  });

  test('lists the revisions that --author, --since and --limit select', async () => {
    expect(await run('log', '--author', 'an editor')).toMatchObject({ stdout: second });
    expect(await run('log', '--since', '2026-05-02')).toMatchObject({ stdout: second });
    expect(await run('log', '--limit', '1')).toMatchObject({ stdout: second });
    expect(await run('log', '--since', '2026-05-03')).toMatchObject({ exitCode: 0, stdout: '' });
  });

  test('rejects an invalid time and an invalid limit', async () => {
    expect(await run('log', '--since', 'May')).toMatchObject({
      exitCode: 2,
      stderr:
        'Expected --since to be a day such as 2026-05-01 or a time such as 2026-05-01T09:30:00Z, got May.\n',
    });
    expect(await run('log', '--limit', '0')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('Expected a whole number from 1 to 999999999.'),
    });
  });
});

describe('tertium diff', () => {
  const header = `from ${first}to   ${second}`;

  test('lists the concepts and claims that were added, changed and ended', async () => {
    const { stdout, ...finished } = await run('diff', '1', '2');
    expect(finished).toEqual({ exitCode: 0, stderr: '' });
    const [, , counts, ...lines] = stdout.trimEnd().split('\n');
    expect(stdout.startsWith(header)).toBe(true);
    expect(counts).toBe('1 concept added, 1 concept changed; 1 claim added, 1 claim ended');
    expect(lines.slice(0, 2)).toEqual(['~ approach/a  Alpha', '+ approach/c  c']);
    expect(lines.slice(2).sort()).toEqual([
      '+ Alpha HAS_VALUE Colour: blue [s]',
      '- a HAS_VALUE Colour: red [s]',
    ]);
  });

  test('with --compare lists the cells, verdicts and names that changed', async () => {
    expect(await run('diff', '2026-05-02', '2', '--compare', 'a,b')).toEqual({
      exitCode: 0,
      stdout: `${header}~ approach a → Alpha\n~ Colour: SAME → DIFFERENT\n    Alpha: red → blue\n`,
      stderr: '',
    });
    expect(await run('diff', '1', '1', '--compare', 'a,b')).toMatchObject({
      stdout: expect.stringContaining('The comparison has not changed.\n'),
    });
    expect(await run('diff', '1', '2', '--compare', 'a,c')).toMatchObject({
      stdout: expect.stringContaining('~ approach not in the graph → c\n'),
    });
  });

  test.each([
    [['2', '1'], 'Expected the earlier revision first, got revision 2 before 1. Exchange them.\n'],
    [
      ['1', '3'],
      'Expected the second revision to be a revision from 1 to 2, or a time at or after revision 1, got 3.\n',
    ],
    [
      ['2026-04-30', '2'],
      'Expected the first revision to be a revision from 1 to 2, or a time at or after revision 1, got 2026-04-30.\n',
    ],
    [
      ['1', 'new'],
      'Expected the second revision to be a day such as 2026-05-01 or a time such as 2026-05-01T09:30:00Z, got new.\n',
    ],
  ])('of %s is rejected', async (args, stderr) => {
    expect(await run('diff', ...args)).toEqual({ exitCode: 2, stdout: '', stderr });
  });
});
