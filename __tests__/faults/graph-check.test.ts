import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { checkGraph } from '../../scripts/faults/graph-check.js';
import type { ImportRecord } from '../../scripts/faults/imports.js';
import { openStore } from '../../src/storage/open-store.js';
import { claimChanges, inChunks, speedLine } from '../support/claim-lines.js';
import { runStatements } from '../support/statements.js';

const record = (number: number, isAcknowledged: boolean): ImportRecord => ({
  source: `cited-source/import-${number}`,
  slug: `import-${number}`,
  claims: 3,
  isAcknowledged,
  rejection: null,
});

let folder: string;
let url: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tertium-graph-check-'));
  url = `file:${join(folder, 'graph.db')}`;
  const store = await openStore(url);
  for (const number of [1, 2]) {
    const lines = [1, 2, 3].map((claim) =>
      speedLine({ approach: `Engine ${number}-${claim}`, source: `Import ${number}` }),
    );
    const changes = await claimChanges(store.reader, { 'import.jsonl': inChunks(...lines) });
    await store.apply(changes, { author: 'test', message: 'test', origin: 'IMPORT' });
  }
  await store.close();
});
afterEach(() => rm(folder, { recursive: true }));

describe('the check of a graph', () => {
  test('reports no problem if all acknowledged imports exist, even if unacknowledged imports are missing', async () => {
    const imports = [record(1, true), record(2, false), record(3, false)];
    expect(await checkGraph(url, imports)).toEqual({
      newest: 2,
      lost: [],
      torn: [],
      complete: new Set(imports.slice(0, 2)),
    });
  });

  test('finds a missing acknowledged import', async () => {
    expect(await checkGraph(url, [record(3, true)])).toMatchObject({ lost: ['import-3'], torn: [] });
  });

  test.each([
    ['a missing claim of an import', "delete from claim where subject = 'approach/engine-1-2'"],
    [
      'claims of an import in two revisions',
      "update claim set since = 2 where subject = 'approach/engine-1-2'",
    ],
  ])('finds %s', async (_, statement) => {
    await runStatements(url, [statement]);
    expect(await checkGraph(url, [record(1, true)])).toMatchObject({
      lost: ['import-1'],
      torn: [expect.stringMatching(/^import-1 has \d of 3 claims, in \d revisions\.$/)],
    });
  });

  test.each([
    [
      'a gap between revisions',
      'update revision set number = 4 where number = 2',
      /^Expected revision 2, got revision 4\.$/,
    ],
    ['rows without a revision', 'delete from revision where number = 2', /rows of claim have no revision/],
    [
      'a claim about a missing concept',
      "delete from concept where id = 'approach/engine-1-2'",
      /^1 claims name a subject that does not exist/,
    ],
    [
      'a concept that searches do not find',
      "delete from searched_name where concept = 'approach/engine-1-2'",
      /^1 concepts cannot be found/,
    ],
    [
      'a damaged index',
      "pragma writable_schema = on; update sqlite_schema set sql = 'create index claim_by_source on claim (subject)' where name = 'claim_by_source'",
      /index claim_by_source/,
    ],
  ])('finds %s', async (_, statements, torn) => {
    await runStatements(url, statements.split('; '));
    const findings = await checkGraph(url, []);
    expect(findings.torn).toContainEqual(expect.stringMatching(torn));
  });
});
