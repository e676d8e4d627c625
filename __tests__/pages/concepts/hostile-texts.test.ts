/** Tests that pages show markup, `javascript:` links, bidi controls and very long words as plain text. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Concept } from '../../../src/graph/concept.js';
import {
  citation,
  citedSource,
  claim,
  concept,
  dimension,
  feature,
  id,
  imported,
  put,
  question,
  text,
  value,
} from '../../support/changes.js';
import { sqliteStore, type TestStore } from '../../support/stores.js';
import { htmlProblems } from '../html-problems.js';
import { approachPage, elements, homePage, sourcePage } from './concept-results.js';

const hostile = '</script><!--<img src=x onerror=alert(1)>&amp;"\'‮⁦';
const long = 'x'.repeat(10_000);
const named = { name: `${hostile} name`, summary: `${hostile} summary`, aliases: [`${hostile} alias`] };

let graph: TestStore;
beforeAll(async () => {
  graph = await sqliteStore.open();
  const source = {
    ...citedSource('s'),
    ...named,
    url: 'javascript:alert(1)',
    sameAs: ['data:text/html,<script>alert(1)</script>'],
    publisher: `${hostile} publisher`,
    category: `${hostile} category`,
  } as Concept;
  const cited = { citations: [{ ...citation(`${hostile} place`), quote: `${hostile} quote` }] };
  const hostileQuestion = { ...question('q'), ...named, category: `${hostile} category` } as Concept;
  await graph.store.apply(
    put(
      [
        concept('APPROACH', 'a', { ...named, sameAs: ['javascript:alert(1)'] }),
        concept('APPROACH', 'long', { name: long }),
        dimension('d', { ...named, group: `${hostile} group` }),
        feature('f', named),
        hostileQuestion,
        source,
      ],
      [
        claim(id('APPROACH', 'a'), 'DEFINED_AS', null, { ...cited, text: `${hostile} definition` }),
        value('a', 'd', text(`${hostile} value`), {
          ...cited,
          text: `${hostile} words`,
          qualifiers: [{ key: `${hostile} key`, value: `${hostile} condition` }],
        }),
        claim(id('APPROACH', 'a'), 'HAS_FEATURE', id('FEATURE', 'f'), cited),
        claim(id('APPROACH', 'a'), 'BROADER_THAN', id('APPROACH', 'long'), cited),
        claim(id('QUESTION', 'q'), 'ASKS_ABOUT', id('APPROACH', 'a'), cited),
        value('long', 'd', text(long)),
      ],
    ),
    imported,
  );
});
afterAll(() => graph.close());

test('hostile texts never become markup or links on the pages of approaches and sources, on the home page and in search results', async () => {
  const pages = [
    [
      await approachPage(graph, 'a'),
      [
        'name',
        'summary',
        'alias',
        'definition',
        'value',
        'words',
        'key',
        'condition',
        'group',
        'place',
        'quote',
        'publisher',
      ],
    ],
    [
      await sourcePage(graph, 's'),
      ['name', 'summary', 'alias', 'definition', 'value', 'words', 'place', 'quote', 'publisher', 'category'],
    ],
    [await homePage(graph), ['name', 'summary', 'category']],
    [await homePage(graph, { search: 'summary' }), ['name', 'summary']],
    [await homePage(graph, { search: hostile.slice(0, 20) }), []],
  ] as const;
  for (const [{ html, document }, texts] of pages) {
    expect(elements(document, 'script, img, iframe, [onerror]')).toEqual([]);
    const shown = document.querySelector('body')?.textContent;
    for (const each of texts) expect(shown).toContain(`${hostile} ${each}`);
    for (const link of elements(document, 'a'))
      expect(link.getAttribute('href')).toMatch(/^(?:\/(?!\/)|#|https?:)/u);
    expect(await htmlProblems(html)).toEqual([]);
  }
});

test('texts of the graph are isolated: their direction does not affect the words of the page', async () => {
  const { document } = await approachPage(graph, 'a');
  const isolated = (node: Node | null): boolean =>
    node !== null &&
    node.nodeType === 1 &&
    ((node as Element).localName === 'bdi' ||
      (node as Element).getAttribute('dir') === 'auto' ||
      isolated(node.parentNode));
  const visit = (node: Node): readonly Node[] =>
    [...node.childNodes].flatMap((child) =>
      child.nodeType === 3 && child.textContent?.includes('\u202e') ? [child] : visit(child),
    );
  const texts = visit(document.querySelector('body') as unknown as Node);
  expect(texts.length).toBeGreaterThan(10);
  expect(
    texts
      .filter((node) => !isolated(node.parentNode))
      .map(({ parentNode }) => (parentNode as Element).outerHTML),
  ).toEqual([]);
});

test('a name of 10,000 letters is shown whole, but shortened in the title', async () => {
  const { document } = await approachPage(graph, 'long');
  expect(document.querySelector('h1')?.textContent).toBe(long);
  expect(document.querySelector('title')?.textContent.length).toBeLessThan(200);
});
