/** Tests the page of a cited source: the source, and every claim that cites it. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { locales } from '../../../src/words/locale.js';
import { citation, citedSource, claim, concept, id, imported, put } from '../../support/changes.js';
import { seed } from '../../support/seed.js';
import { sqliteStore, type TestStore } from '../../support/stores.js';
import { htmlProblems } from '../html-problems.js';
import { approachPage, elements, sourcePage, textsOf } from './concept-results.js';

let graph: TestStore;
beforeAll(async () => {
  graph = await sqliteStore.open();
  await seed(graph.store);
});
afterAll(() => graph.close());

test.each(locales)(
  'the page of a source lists every claim under its subject, with its value, text, locator and quote (%s)',
  async (locale) => {
    const { document, html, result } = await sourcePage(graph, 'ora-msp-vs-devops', { locale });
    const { nodes, totalCount } = result.citedSource.claims;
    expect(nodes).toHaveLength(totalCount);
    expect(textsOf(document, 'h3')).toEqual([...new Set(nodes.map(({ subject }) => subject.name))]);
    const items = elements(document, '.claims > li');
    expect(items).toHaveLength(totalCount);
    for (const [index, { target, valueText, text, citations, predicate, subject }] of nodes.entries()) {
      const item = items[index];
      expect(item?.closest('section')?.querySelector('h3')?.textContent).toBe(subject.name);
      const shown = item?.textContent;
      if (target !== null) expect(shown).toContain(target.name);
      if (predicate === 'HAS_VALUE') expect(shown).toContain(valueText);
      if (text !== null) expect(shown).toContain(text);
      for (const { locator, quote } of citations) {
        if (locator !== null) expect(shown).toContain(locator);
        if (quote !== null) expect(shown).toContain(quote);
      }
    }
    expect(await htmlProblems(html)).toEqual([]);
  },
);

test('the page of a source links to the rows of claims on the pages of approaches, and to questions', async () => {
  const { document } = await sourcePage(graph, 'ora-msp-vs-devops');
  const hrefs = elements(document, '.claims a').map((link) => link.getAttribute('href') ?? '');
  const rows = hrefs.filter((href) => href.startsWith('/approach/devops#'));
  expect(rows.length).toBeGreaterThan(5);
  const approach = await approachPage(graph, 'devops');
  for (const row of rows) {
    expect(approach.document.getElementById(row.slice(row.indexOf('#') + 1))?.localName).toBe('tr');
  }
  expect(elements(document, 'h3 a').map((link) => link.getAttribute('href'))).toContain(
    '/compare/msp-vs-devops',
  );
});

test('the page of a source shows the publisher and the day of publication, and links to the source itself', async () => {
  const { document, result } = await sourcePage(graph, 'ecma-267', { locale: 'de' });
  const { publisher, url } = result.citedSource;
  const facts = textsOf(document, '.facts li');
  expect(facts[0]).toBe(publisher);
  expect(facts[1]).toMatch(/^veröffentlicht: .*\d{4}$/u);
  expect(document.querySelector('.facts a[rel~=external]')?.getAttribute('href')).toBe(url);
});

test('the pages of a list of 60 claims show 25, 25 and 10 claims, and each page links to the next page', async () => {
  const shown: number[] = [];
  let after: string | null = null;
  for (let page = 0; page < 20; page += 1) {
    const { document } = await sourcePage(graph, 'ora-msp-vs-devops', { after }, 25);
    shown.push(elements(document, '.claims > li').length);
    const next = document.querySelector('a[rel=next]')?.getAttribute('href');
    if (!next) break;
    after = new URLSearchParams(next.slice(next.indexOf('?'))).get('after');
  }
  expect(shown).toEqual([25, 25, 10]);
});

test('a denied relation is shown as denied, a text that repeats the quote is shown once, and a page without claims states this', async () => {
  const small = await sqliteStore.open();
  await small.store.apply(
    put(
      [concept('APPROACH', 'a'), concept('APPROACH', 'b'), citedSource('s')],
      [
        claim(id('APPROACH', 'a'), 'EQUIVALENT_TO', id('APPROACH', 'b'), {
          value: { type: 'SUPPORT', support: 'NO', note: null },
          text: 'A is not B.',
          citations: [{ ...citation('p. 3'), quote: 'A is not B' }],
        }),
        claim(id('APPROACH', 'b'), 'BROADER_THAN', id('APPROACH', 'a')),
      ],
    ),
    imported,
  );
  const { document } = await sourcePage(small, 's');
  expect(textsOf(document, '.claims > li')).toEqual([
    'Means the same asbNop. 3A is not B',
    'Is broader thanasomewhere',
  ]);
  await small.store.apply(put([citedSource('unused')]), imported);
  const unused = await sourcePage(small, 'unused');
  expect(unused.document.querySelector('.notice')?.textContent).toBe('No current claim cites this source.');
  await small.close();
});
