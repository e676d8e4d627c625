/** Tests the home page: the lists of questions and approaches, a search, and a form that compares chosen approaches. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { HomeLists, SearchResults } from '../../../src/pages/operations/home-operation.js';
import { locales } from '../../../src/words/locale.js';
import { concept, imported, put, question } from '../../support/changes.js';
import { seed } from '../../support/seed.js';
import { sqliteStore, type TestStore } from '../../support/stores.js';
import { htmlProblems } from '../html-problems.js';
import { approachPage, elements, homePage, parsed, textsOf } from './concept-results.js';

let graph: TestStore;
beforeAll(async () => {
  graph = await sqliteStore.open();
  await seed(graph.store);
});
afterAll(() => graph.close());

test.each(locales)(
  'the home page lists questions by category, approaches, and the number of sources (%s)',
  async (locale) => {
    const { document, html, result } = await homePage(graph, { locale });
    const { questions, approaches, citedSources } = result as HomeLists;
    expect(textsOf(document, '.categories h3')).toEqual([
      ...new Set(questions.nodes.map(({ category }) => category)),
    ]);
    const listed = elements(document, '.categories a').map((link) => [
      link.textContent,
      link.getAttribute('href'),
    ]);
    expect(listed.sort()).toEqual(
      questions.nodes.map(({ name, slug }) => [name, `/compare/${slug}?lang=${locale}`]).sort(),
    );
    expect(textsOf(document, '.choose a')).toEqual(approaches.nodes.map(({ name }) => name));
    expect(textsOf(document, '[aria-labelledby=numbers] li')).toContain(
      locale === 'de' ? `${citedSources.totalCount} Quellen` : `${citedSources.totalCount} sources`,
    );
    expect(await htmlProblems(html)).toEqual([]);
  },
);

test('the home page has a plain form that compares chosen approaches', async () => {
  const { document } = await homePage(graph, { locale: 'de' });
  const form = document.querySelector('form[action="/compare"]');
  expect(form?.getAttribute('method') ?? 'get').toBe('get');
  const boxes = elements(form as ParentNode, 'input[type=checkbox]');
  expect(boxes.map((box) => [box.getAttribute('name'), box.getAttribute('value')])).toContainEqual([
    'approach',
    'lto-9',
  ]);
  for (const box of boxes) {
    expect(document.getElementById(box.getAttribute('aria-labelledby') ?? '')?.textContent).not.toBe('');
  }
  expect(form?.querySelector('input[name=lang]')?.getAttribute('value')).toBe('de');
});

test('the pages of the list of approaches show each approach once; only the first page shows questions', async () => {
  const names: string[] = [];
  let after: string | null = null;
  for (let page = 0; page < 10; page += 1) {
    const { document } = await homePage(graph, { after }, 6);
    names.push(...textsOf(document, '.choose a'));
    expect(document.querySelector('.categories') === null).toBe(page > 0);
    const next = document.querySelector('a[rel=next]')?.getAttribute('href');
    if (!next) break;
    after = new URLSearchParams(next.slice(1)).get('after');
  }
  const whole = await homePage(graph);
  expect(names).toEqual(textsOf(whole.document, '.choose a'));
});

test('questions without a category come last, under a separate heading; questions beyond the page size are counted', async () => {
  const small = await sqliteStore.open();
  const inCategory = (slug: string, category: string) => ({ ...question(slug), category }) as never;
  await small.store.apply(put([question('a'), inCategory('b', 'B'), inCategory('c', 'C')]), imported);
  const { document } = await homePage(small);
  expect(textsOf(document, '.categories h3')).toEqual(['B', 'C', 'More questions']);
  expect(document.querySelector('.notice')?.textContent).toBe('There is nothing to compare yet.');
  const short = await homePage(small, {}, 2);
  expect(short.document.querySelector('[aria-labelledby=questions] > p')?.textContent).toBe(
    '1 more question is not listed: search for it.',
  );
  await small.close();
});

describe('a search', () => {
  test('counts the results, repeats the words in the field, and is not listed by search engines', async () => {
    const { document, html, result } = await homePage(graph, { search: 'copyleft', locale: 'de' });
    const { search } = result as SearchResults;
    expect(document.querySelector('h1')?.textContent).toBe(`${search.totalCount} Treffer zu „copyleft“`);
    const fields = elements(document, 'input[name=q]');
    expect(fields.map((field) => field.getAttribute('value'))).toEqual(['copyleft']);
    expect(elements(document, '.results > li')).toHaveLength(search.totalCount);
    expect(document.querySelector('meta[name=robots]')?.getAttribute('content')).toBe('noindex');
    expect(await htmlProblems(html)).toEqual([]);
  });

  test('marks the found words', async () => {
    const { document } = await homePage(graph, { search: 'copyleft' });
    const marked = textsOf(document, '.results mark');
    expect(marked.length).toBeGreaterThan(5);
    for (const word of marked) expect(word.toLowerCase()).toBe('copyleft');
  });

  test('marks words after characters outside the basic plane', async () => {
    const small = await sqliteStore.open();
    await small.store.apply(put([concept('APPROACH', 'a', { name: '🦊🦊 quick fox' })]), imported);
    const { document } = await homePage(small, { search: 'quick' });
    expect(textsOf(document, '.results mark')).toEqual(['quick']);
    expect(textsOf(document, '.results b')).toEqual(['🦊🦊 quick fox']);
    await small.close();
  });

  test.each(['capacity', 'encryption', 'archive', 'air gap', 'attackers'])(
    'for %s has a link in every result, and links to rows that exist',
    async (search) => {
      const { document } = await homePage(graph, { search });
      const hrefs = elements(document, '.results a').map((link) => link.getAttribute('href') ?? '');
      const rows = hrefs.filter((href) => /^\/approach\/.*#/u.test(href));
      expect(rows.length).toBeGreaterThan(0);
      for (const row of rows) {
        const [path = '', anchor = ''] = row.split('#');
        const page = await approachPage(graph, path.slice('/approach/'.length));
        expect(page.document.getElementById(anchor)?.localName).toBe('tr');
      }
      for (const item of elements(document, '.results > li')) expect(item.querySelector('a')).not.toBeNull();
    },
  );

  test('without results has a link to the home page, and pages of results link to each other', async () => {
    const none = await homePage(graph, { search: 'zyzzyva' });
    expect(none.document.querySelector('h1')?.textContent).toBe('Nothing was found for “zyzzyva”.');
    expect(none.document.querySelector('.notice a')?.getAttribute('href')).toBe('/');
    const { document } = await homePage(graph, { search: 'licence' }, 3);
    const next = document.querySelector('a[rel=next]')?.getAttribute('href') ?? '';
    expect(next).toMatch(/^\/\?q=licence&after=/u);
    const after = new URLSearchParams(next.slice(1)).get('after');
    const second = await homePage(graph, { search: 'licence', after }, 3);
    expect(textsOf(second.document, '.results b')[0]).not.toBe(textsOf(document, '.results b')[0]);
    expect(parsed(second.html).querySelector('.pager:last-child a')?.getAttribute('href')).toBe(
      '/?q=licence',
    );
  });
});
