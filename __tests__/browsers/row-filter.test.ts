/**
 * Real data: 17 browsers along 21,000 features (all of them by `npm run test:long`, a share otherwise), through the
 * import and the API, on both databases.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { browserClaims } from '../../scripts/browser-claims.js';
import { importFormats } from '../../src/formats/import-formats.js';
import type { GraphStore } from '../../src/graph/ports/writing.js';
import { askBy } from '../support/api.js';
import { imported } from '../support/changes.js';
import { postgresStore, sqliteStore, type TestStore } from '../support/stores.js';
import { long } from '../support/test-run.js';
import { readCompatData, readLevels } from './compat-data.js';

/* eslint-disable @typescript-eslint/no-explicit-any -- a result has the shape of the operation that the test wrote */

const linesAtOnce = 5_000;
const pageSize = long === 'the whole' ? 500 : 20;

const data = readCompatData();
const levels = readLevels(data);

/** The claims as the script writes them, in chunks of some thousand lines. */
async function* claimBytes(): AsyncGenerator<Uint8Array> {
  let lines: string[] = [];
  for (const claim of browserClaims(data)) {
    lines.push(`${JSON.stringify(claim)}\n`);
    if (lines.length < linesAtOnce) continue;
    yield Buffer.from(lines.join(''));
    lines = [];
  }
  yield Buffer.from(lines.join(''));
}

function importBrowsers(store: GraphStore) {
  const inputs = [{ name: 'browsers.jsonl', bytes: claimBytes() }];
  return store.apply(importFormats.claims(inputs, store.reader).changes, imported);
}

type Wanted = Readonly<Record<string, readonly string[]>>;

/** The features with a claim about at least one browser, and with one of the required levels for each given browser. */
function featuresWith(browsers: readonly string[], wanted: Wanted): readonly string[] {
  return [...levels]
    .filter(
      ([, of]) =>
        browsers.some((browser) => of[browser] !== undefined) &&
        Object.entries(wanted).every(([browser, some]) => some.includes(of[browser] ?? 'nothing')),
    )
    .map(([path]) => path);
}

function conditions(wanted: Wanted): string {
  return Object.entries(wanted)
    .map(([approach, some]) =>
      some.includes('nothing')
        ? `{ approach: "${approach}", states: [NOT_STATED] }`
        : `{ approach: "${approach}", levels: ${JSON.stringify(some)} }`,
    )
    .join(', ');
}

const engines = ['chrome', 'edge', 'firefox', 'safari'];
const runtimes = ['nodejs', 'deno', 'bun', 'safari-ios'];

describe.each([sqliteStore, postgresStore])('the browser data on $name', ({ open }) => {
  let graph: TestStore;
  const statements: string[] = [];
  beforeAll(async () => {
    graph = await open((sql) => statements.push(sql));
    const claims = [...levels.values()].flatMap((of) => Object.keys(of));
    expect(await importBrowsers(graph.store)).toMatchObject({
      revision: { number: 1 },
      concepts: { added: levels.size + new Set(claims).size + 1 },
      claims: { added: claims.length, changed: 0, ended: 0 },
    });
  }, 600_000);
  afterAll(() => graph.close());

  async function page(browsers: readonly string[], wanted: Wanted, args: string): Promise<any> {
    const { compare } = await askBy(
      'plan',
      graph.store,
      `{ compare(approaches: ${JSON.stringify(browsers)}) {
           rows(where: [${conditions(wanted)}], ${args}) {
             totalCount pageInfo { hasNextPage endCursor }
             nodes { axis { name } group verdict cells { approach { slug } state display } } } } }`,
    );
    return compare.rows;
  }

  test.each<[string, readonly string[], Wanted]>([
    [
      'yes in Chrome, no in Firefox and Safari',
      engines,
      { chrome: ['yes'], firefox: ['no'], safari: ['no'] },
    ],
    [
      'yes in Safari, no in Chrome and Firefox',
      engines,
      { safari: ['yes'], chrome: ['no'], firefox: ['no'] },
    ],
    ['yes in Firefox, no in Chrome and Edge', engines, { firefox: ['yes'], chrome: ['no'], edge: ['no'] }],
    [
      'removed from Chrome, in part or whole in Safari',
      engines,
      { chrome: ['removed'], safari: ['partial', 'yes'] },
    ],
    ['behind a flag in Firefox, without a flag in Chrome', engines, { firefox: ['flag'], chrome: ['yes'] }],
    ['only in a preview of Safari', engines, { safari: ['preview'] }],
    ['everything', engines, {}],
    [
      'yes in Node.js, said neither of Bun nor of Safari',
      runtimes,
      { nodejs: ['yes'], bun: ['nothing'], 'safari-ios': ['nothing'] },
    ],
    ['yes in Deno, no in Node.js and Bun', runtimes, { deno: ['yes'], nodejs: ['no'], bun: ['no'] }],
  ])('counts the rows: %s', async (_, browsers, wanted) => {
    const expected = featuresWith(browsers, wanted);
    statements.length = 0;
    const { totalCount, nodes } = await page(browsers, wanted, 'first: 20');
    expect(totalCount).toBe(expected.length);
    expect(nodes).toHaveLength(Math.min(20, expected.length));
    for (const { axis, group, cells } of nodes) {
      expect(expected).toContain(axis.name);
      expect(group).toBe(axis.name.split('.')[0]);
      const stated = levels.get(axis.name) ?? {};
      expect(cells).toEqual(
        browsers.map((slug) =>
          slug in stated
            ? { approach: { slug }, state: 'STATED', display: stated[slug] }
            : { approach: { slug }, state: 'NOT_STATED', display: 'Not stated' },
        ),
      );
    }
    // SQLite reads thousands of claims of an approach in parts, with two more statements for each approach.
    expect(new Set(statements).size).toBeLessThanOrEqual(8);
  });

  test('returns each of them once, page by page', async () => {
    const wanted = { chrome: ['yes'], firefox: ['no'], safari: ['no'] };
    const names: string[] = [];
    let after = '';
    for (;;) {
      const { nodes, pageInfo } = await page(engines, wanted, `first: ${pageSize} ${after}`);
      names.push(...nodes.map(({ axis }: any) => axis.name));
      if (!pageInfo.hasNextPage) break;
      after = `after: "${pageInfo.endCursor}"`;
    }
    expect([...names].sort()).toEqual([...featuresWith(engines, wanted)].sort());
  });

  test('does not change when it is imported again', async () => {
    expect(await importBrowsers(graph.store)).toMatchObject({ revision: null });
  }, 600_000);
});
