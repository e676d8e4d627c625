/** Tests that pages and exports of comparisons are valid HTML, and that the validator finds mistakes. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { buildTable } from '../../../src/pages/comparison/build-table.js';
import { printHtmlComparison } from '../../../src/pages/comparison/html-export.js';
import { seed } from '../../support/seed.js';
import { sqliteStore, type TestStore } from '../../support/stores.js';
import { htmlProblems } from '../html-problems.js';
import { compared, pageOf, questioned } from './comparison-results.js';

let graph: TestStore;
beforeAll(async () => {
  graph = await sqliteStore.open();
  await seed(graph.store);
});
afterAll(() => graph.close());

const comparisons: readonly (readonly string[])[] = [
  ['msp', 'devops'],
  ['cd-rom', 'dvd-rom', 'bd-rom'],
  ['mit', 'apache-2-0', 'cc0-1-0', 'gpl-3-0', 'agpl-3-0', 'lgpl-3-0', 'mpl-2-0'],
];

test.each(comparisons)('the page of %s, %s is valid', async (...approaches) => {
  const html = pageOf(await compared(graph, approaches, { locale: 'de' }), { locale: 'de' });
  expect(await htmlProblems(html)).toEqual([]);
});

test('the page of a question with the changes since a day is valid', async () => {
  const result = await compared(graph, ['msp', 'devops']);
  const revision = { number: 1, time: '2024-05-17T10:00:00.000Z' };
  const cell = { state: 'STATED', text: 'x' } as const;
  const html = pageOf(result, {
    question: await questioned(graph, 'msp-vs-devops'),
    address: { since: '2024-05-17' },
    changes: {
      from: revision,
      to: revision,
      rows: {
        totalCount: 1,
        nodes: [
          {
            kind: 'CHANGED',
            axis: { slug: 'x', name: 'X' },
            before: null,
            after: { kind: 'FEATURE', verdictLabel: 'Same' },
            cells: [{ approach: { name: 'A' }, before: cell, after: null }],
          },
        ],
      },
    },
  });
  expect(await htmlProblems(html)).toEqual([]);
});

test.each(comparisons)(
  'exports of %s, %s are valid: two fragments in one document, and a standalone document',
  async (...approaches) => {
    const result = await compared(graph, approaches);
    const table = buildTable(result, 'en');
    const fragments = ['a-', 'b-'].map((idPrefix) =>
      printHtmlComparison(buildTable(result, 'en', `Table ${idPrefix}`), { idPrefix }),
    );
    const page = `<!doctype html><html lang="en"><head><title>Two</title></head><body><h1>Two</h1>${fragments.join('')}</body></html>`;
    expect(await htmlProblems(page)).toEqual([]);
    expect(await htmlProblems(printHtmlComparison(table, { standalone: true }))).toEqual([]);
  },
);

test('the validator finds mistakes', async () => {
  const html = await compared(graph, ['msp', 'devops']).then((result) => pageOf(result));
  expect(await htmlProblems(html.replace('<caption', '<div></div><caption'))).not.toEqual([]);
  expect(await htmlProblems(html.replace('id="table"', 'id="sources"'))).not.toEqual([]);
  expect(await htmlProblems(html.replaceAll('</td>', ''))).not.toEqual([]);
});
