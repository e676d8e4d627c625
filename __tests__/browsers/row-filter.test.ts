/**
 * Imports and queries real data on both databases: 17 browsers along 21,000 features (all features in `npm run test:long`,
 * a sample otherwise).
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

/* oxlint-disable typescript/no-explicit-any -- a result has the shape of the operation that the test wrote */

const linesPerChunk = 5_000;
const pageSize = long === 'complete' ? 500 : 20;

const data = readCompatData();
const levels = readLevels(data);

/** Yields the claims as the script writes them, in chunks of `linesPerChunk` lines. */
async function* claimBytes(): AsyncGenerator<Uint8Array> {
  let lines: string[] = [];
  for (const claim of browserClaims(data)) {
    lines.push(`${JSON.stringify(claim)}\n`);
    if (lines.length < linesPerChunk) continue;
    yield Buffer.from(lines.join(''));
    lines = [];
  }
  yield Buffer.from(lines.join(''));
}

function importBrowsers(store: GraphStore) {
  const inputs = [{ name: 'browsers.jsonl', bytes: claimBytes() }];
  return store.apply(importFormats.claims(inputs, store.reader).changes, imported);
}

/** The required levels, by browser. `unstated` stands for no claim. */
type RequiredLevels = Readonly<Record<string, readonly string[]>>;

/** Lists the features with a claim about one of `browsers`, and with one of the required levels for each browser of `required`. */
function featuresWith(browsers: readonly string[], required: RequiredLevels): readonly string[] {
  return [...levels]
    .filter(
      ([, of]) =>
        browsers.some((browser) => of[browser] !== undefined) &&
        Object.entries(required).every(([browser, levels]) => levels.includes(of[browser] ?? 'unstated')),
    )
    .map(([path]) => path);
}

function conditions(required: RequiredLevels): string {
  return Object.entries(required)
    .map(([approach, levels]) =>
      levels.includes('unstated')
        ? `{ approach: "${approach}", states: [NOT_STATED] }`
        : `{ approach: "${approach}", levels: ${JSON.stringify(levels)} }`,
    )
    .join(', ');
}

const engines = ['chrome', 'edge', 'firefox', 'safari'];
const runtimes = ['nodejs', 'deno', 'bun', 'safari-ios'];

describe.each([sqliteStore, postgresStore])('the graph of the browser data on $name', ({ open }) => {
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

  async function page(browsers: readonly string[], required: RequiredLevels, args: string): Promise<any> {
    const { compare } = await askBy(
      'plan',
      graph.store,
      `{ compare(approaches: ${JSON.stringify(browsers)}) {
           rows(where: [${conditions(required)}], ${args}) {
             totalCount pageInfo { hasNextPage endCursor }
             nodes { axis { name } group verdict cells { approach { slug } state display } } } } }`,
    );
    return compare.rows;
  }

  test.each<[string, readonly string[], RequiredLevels]>([
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
      'removed from Chrome, partial or yes in Safari',
      engines,
      { chrome: ['removed'], safari: ['partial', 'yes'] },
    ],
    ['behind a flag in Firefox, without a flag in Chrome', engines, { firefox: ['flag'], chrome: ['yes'] }],
    ['only in a preview of Safari', engines, { safari: ['preview'] }],
    ['no condition', engines, {}],
    [
      'yes in Node.js, not stated for Bun and Safari on iOS',
      runtimes,
      { nodejs: ['yes'], bun: ['unstated'], 'safari-ios': ['unstated'] },
    ],
    ['yes in Deno, no in Node.js and Bun', runtimes, { deno: ['yes'], nodejs: ['no'], bun: ['no'] }],
  ])(
    'returns the features whose data in the package meet the condition: %s',
    async (_, browsers, required) => {
      const expected = featuresWith(browsers, required);
      statements.length = 0;
      const { totalCount, nodes } = await page(browsers, required, 'first: 20');
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
      expect(new Set(statements).size).toBeLessThanOrEqual(8);
    },
  );

  test('has each matching row on exactly one page', async () => {
    const required = { chrome: ['yes'], firefox: ['no'], safari: ['no'] };
    const names: string[] = [];
    let after = '';
    for (;;) {
      const { nodes, pageInfo } = await page(engines, required, `first: ${pageSize} ${after}`);
      names.push(...nodes.map(({ axis }: any) => axis.name));
      if (!pageInfo.hasNextPage) break;
      after = `after: "${pageInfo.endCursor}"`;
    }
    expect([...names].sort()).toEqual([...featuresWith(engines, required)].sort());
  });

  test('does not change if the data are imported again', async () => {
    expect(await importBrowsers(graph.store)).toMatchObject({ revision: null });
  }, 600_000);
});
