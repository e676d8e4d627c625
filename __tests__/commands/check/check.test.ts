/** Tests `tertium check --readings` as a user runs it: as a separate process, on both databases. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DoubtfulReading } from '../../../src/formats/readings/doubtful-readings.js';
import type { ClaimDraft } from '../../../src/graph/ports/writing.js';
import { citation, citedSource, concept, dimension, imported, put, value } from '../../support/changes.js';
import { postgresStore, sqliteStore, type TestStore } from '../../support/stores.js';
import { buildTertium, startTertium, type BuiltTertium, type CommandResult } from '../tertium.js';

let tertium: BuiltTertium;
let folder: string;
beforeAll(async () => {
  tertium = buildTertium();
  folder = await mkdtemp(join(tmpdir(), 'tertium-check-'));
}, 120_000);
afterAll(async () => {
  tertium.remove();
  await rm(folder, { recursive: true });
});

function check({ url }: TestStore, ...options: readonly string[]): Promise<CommandResult> {
  const settings = { DATABASE_URL: url };
  return startTertium(tertium, ['check', ...options], { folder, settings }).finished;
}

function amount(
  approach: string,
  along: string,
  decimal: string,
  unit: string | null,
  quote?: string,
): ClaimDraft {
  const stated = { type: 'QUANTITY', minimum: decimal, maximum: decimal, unit } as const;
  const citations = quote === undefined ? [] : [{ ...citation('x'), quote }];
  return value(approach, along, stated, { citations });
}

const quantity = (slug: string, name: string, unit: string | null = null) =>
  dimension(slug, { name, valueType: 'QUANTITY', unit });

const misread = put(
  [
    citedSource('s'),
    concept('APPROACH', 'a', { name: 'A' }),
    quantity('version', 'Latest version'),
    quantity('released', 'Released'),
    quantity('place', 'Place'),
    quantity('zip', 'ZIP code'),
    quantity('density', 'Density'),
    quantity('speed', 'Speed', 'mph'),
    quantity('mass', 'Mass', 'kg'),
  ],
  [
    amount('a', 'version', '3.1', null, '3.10'),
    amount('a', 'released', '1991', null),
    amount('a', 'place', '1234', null, '01234'),
    amount('a', 'zip', '10115', null),
    amount('a', 'density', '917', null, '0,917'),
    amount('a', 'speed', '60', 'mph'),
    amount('a', 'mass', '5', 'kg', '5'),
    amount('a', 'mass', '1640', 'kg', '1,640'),
  ],
);

describe.each([sqliteStore, postgresStore])('on $name, tertium check --readings', ({ open }) => {
  let graph: TestStore;
  beforeAll(async () => {
    graph = await open();
  });
  afterAll(() => graph.close());

  test('exits with 0 if no reading is doubtful', async () => {
    expect(await check(graph, '--readings')).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: 'No claims with doubtful readings were found.\n',
    });
  });

  test('lists doubtful readings with their sources and advice, and exits with 5', async () => {
    await graph.store.apply(misread, imported);
    const { exitCode, stdout, stderr } = await check(graph, '--readings');

    expect({ exitCode, stderr }).toEqual({
      exitCode: 5,
      stderr:
        '6 claims may have been read incorrectly. Import their sources again (see docs/importing.md).\n',
    });
    expect(stdout.split('\n')).toEqual([
      expect.stringMatching(
        /^DECIMAL_COMMA Density of A: 917 \(cited as "0,917"\), from "s" \(cited-source\/s\): /u,
      ),
      expect.stringMatching(/^LEADING_ZERO Place of A: 1234 \(cited as "01234"\), /u),
      expect.stringMatching(/^YEAR_AS_AMOUNT Released of A: 1991, /u),
      expect.stringMatching(/^UNIT Speed of A: 60 mph, .*tables use it for \[mi_i\]\/h/u),
      expect.stringMatching(
        /^VERSION_AS_AMOUNT Latest version of A: 3\.1 \(cited as "3\.10"\), .*import the source again$/u,
      ),
      expect.stringMatching(/^LEADING_ZERO ZIP code of A: 10115, .* cannot be recovered /u),
      '',
    ]);
  });

  test('prints each claim with a doubtful reading as a line of JSON, with --json', async () => {
    const { exitCode, stdout } = await check(graph, '--readings', '--json');
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as DoubtfulReading);

    expect(exitCode).toBe(5);
    expect(lines.map(({ doubt, dimension: { id } }) => `${doubt} ${id}`)).toEqual([
      'DECIMAL_COMMA dimension/density',
      'LEADING_ZERO dimension/place',
      'YEAR_AS_AMOUNT dimension/released',
      'UNIT dimension/speed',
      'VERSION_AS_AMOUNT dimension/version',
      'LEADING_ZERO dimension/zip',
    ]);
    expect(lines[0]).toMatchObject({
      approach: { id: 'approach/a', name: 'A' },
      source: { id: 'cited-source/s', name: 's' },
      value: '917',
      quote: '0,917',
    });
  });
});

test('tertium check exits with 2 without --readings, and with 1 if there is no database', async () => {
  const settings = { DATABASE_URL: 'file:missing.db' };
  const run = (args: readonly string[]) => startTertium(tertium, args, { folder, settings }).finished;

  expect(await run(['check'])).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining("required option '--readings' not specified") as unknown,
  });
  expect(await run(['check', '--readings'])).toMatchObject({ exitCode: 1 });
});
