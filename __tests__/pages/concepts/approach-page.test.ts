/** Tests the page of an approach: everything that sources state about it, with the sources, and the number of axes that are not stated. */
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { locales } from '../../../src/words/locale.js';
import {
  citedSource,
  claim,
  concept,
  dimension,
  id,
  imported,
  put,
  text,
  value,
} from '../../support/changes.js';
import { seed } from '../../support/seed.js';
import { sqliteStore, type TestStore } from '../../support/stores.js';
import { htmlProblems } from '../html-problems.js';
import { approachPage, elements, textsOf } from './concept-results.js';

let graph: TestStore;
beforeAll(async () => {
  graph = await sqliteStore.open();
  await seed(graph.store);
});
afterAll(() => graph.close());

const alongAxes = ['HAS_VALUE', 'HAS_FEATURE', 'BRINGS_BENEFIT', 'HAS_DRAWBACK', 'SUITS'];

describe.each(locales)('the page of an approach in the language %s', (locale) => {
  test('shows each value with its text and its source in the row of its axis', async () => {
    const { document, result } = await approachPage(graph, 'lto-9', { locale });
    const claims = result.approach.claims.nodes.filter(({ predicate }) => alongAxes.includes(predicate));
    expect(claims.length).toBeGreaterThan(10);
    for (const { target, valueText, text: words, source } of claims) {
      const row = document.getElementById(`${target?.kind.toLowerCase().replace('_', '-')}-${target?.slug}`);
      expect(row?.querySelector('th')?.textContent).toContain(target?.name);
      const cell = row?.querySelector('td');
      expect(cell?.textContent).toContain(valueText);
      if (words !== null) expect(cell?.textContent).toContain(words);
      const cited = elements(cell as ParentNode, 'sup a').map((reference) => {
        const item = document.getElementById(reference.getAttribute('href')?.slice(1) ?? '');
        return item?.closest('.tertium-source')?.querySelector('cite')?.textContent;
      });
      expect(cited).toContain(source.name);
    }
    expect(elements(document, 'th[scope=row]')).toHaveLength(
      new Set(claims.map(({ target }) => `${target?.kind} ${target?.slug}`)).size,
    );
  });

  test('is valid HTML with unique ids, and its links within the page resolve', async () => {
    for (const slug of ['lto-9', 'msp']) {
      const { html, document } = await approachPage(graph, slug, { locale });
      expect(await htmlProblems(html)).toEqual([]);
      const ids = elements(document, '[id]').map((element) => element.id);
      expect(new Set(ids).size).toBe(ids.length);
      const targets = elements(document, 'a[href^="#"]').map((link) => link.getAttribute('href')?.slice(1));
      expect(targets.length).toBeGreaterThan(20);
      expect(targets.filter((target) => !ids.includes(target ?? ''))).toEqual([]);
    }
  });
});

test('the sections are those of a comparison: groups of dimensions, then features, benefits, drawbacks and use cases', async () => {
  const { document, result } = await approachPage(graph, 'lto-9');
  const groups = new Set(
    result.approach.claims.nodes.flatMap(({ target }) =>
      target?.kind === 'DIMENSION' ? [target.group] : [],
    ),
  );
  expect(textsOf(document, 'th[scope=rowgroup]')).toEqual([
    ...groups,
    'Features',
    'Benefits',
    'Drawbacks',
    'Use cases',
  ]);
});

test('the page has the definitions, other names and questions, and the numbers of axes that are stated and not stated', async () => {
  const { document, result } = await approachPage(graph, 'msp', { locale: 'de' });
  const { definitions, aliases, coverage } = result.approach;
  expect(definitions).toHaveLength(3);
  const listed = textsOf(document, '[aria-labelledby=definitions] li');
  for (const [index, { text: words }] of definitions.entries()) expect(listed[index]).toContain(words);
  expect(document.querySelector('header p + h1 + p')?.textContent).toBe(
    `Auch ${aliases[0]}, ${aliases[1]} und ${aliases[2]} genannt.`,
  );
  expect(
    elements(document, '[aria-labelledby=questions] a').map((link) => link.getAttribute('href')),
  ).toEqual(['/compare/msp-vs-devops?lang=de']);
  const counted = textsOf(document, '[aria-labelledby=coverage] li').join('\n');
  expect(counted).toContain(`${coverage.stated} von ${coverage.axes} Aspekten: Quellen geben einen Wert an.`);
  expect(counted).toContain(
    `${coverage.notStated} von ${coverage.axes} Aspekten: Keine Quelle sagt etwas aus.`,
  );
  expect(coverage.notStated).toBeGreaterThan(0);
});

test('the page links to the most similar approaches, and to the comparisons with them', async () => {
  const { document, result } = await approachPage(graph, 'dvd-rom', { locale: 'de', at: 1 });
  const [first] = result.approach.nearest;
  expect(first?.approach.slug).toBe('bd-rom');
  const links = elements(document, '[aria-labelledby=nearest] li:first-child a');
  expect(links.map((link) => link.getAttribute('href'))).toEqual([
    '/approach/bd-rom?at=1&lang=de',
    '/compare/bd-rom,dvd-rom?at=1&lang=de',
  ]);
  expect(links[1]?.textContent).toBe('Mit BD-ROM vergleichen');
});

test('a page at a revision names this revision, and its sections link to pages at the same revision in the same language', async () => {
  const { document } = await approachPage(graph, 'msp', { locale: 'de', at: 1 });
  expect(document.querySelector('.notice')?.textContent).toMatch(/Revision 1 vom .* ändert sich nicht/u);
  const hrefs = elements(document, 'article :is(section, div) a[href^="/"]').map((link) =>
    link.getAttribute('href'),
  );
  expect(hrefs.length).toBeGreaterThan(3);
  for (const href of hrefs) expect(href).toMatch(/\?at=1&lang=de$/u);
  expect(document.querySelector('link[rel=canonical]')?.getAttribute('href')).toBe(
    'https://compare.example/approach/msp?at=1&lang=de',
  );
});

test('the pages of a long list show every claim once; only the first page may be indexed, and shows similar approaches', async () => {
  const shown: string[] = [];
  let after: string | null = null;
  for (let page = 0; page < 20; page += 1) {
    const { document, result } = await approachPage(graph, 'mit', { after }, 12);
    shown.push(...result.approach.claims.nodes.flatMap(({ target }) => target?.slug ?? []));
    expect(document.querySelector('meta[name=robots]') === null).toBe(page === 0);
    expect(document.querySelector('[aria-labelledby=nearest]') === null).toBe(page > 0);
    const next = document.querySelector('a[rel=next]')?.getAttribute('href');
    if (!next) break;
    after = new URLSearchParams(next.slice(next.indexOf('?'))).get('after');
  }
  const { result } = await approachPage(graph, 'mit');
  expect(shown).toEqual(result.approach.claims.nodes.flatMap(({ target }) => target?.slug ?? []));
});

test('the page of LTO-9 in the seed has less than 6 KiB with gzip', async () => {
  const { html } = await approachPage(graph, 'lto-9');
  expect(gzipSync(html).length).toBeLessThan(6 * 1024);
});

describe('the page of an approach of a small graph', () => {
  let disputed: TestStore;
  beforeAll(async () => {
    disputed = await sqliteStore.open();
    const approach = id('APPROACH', 'a');
    await disputed.store.apply(
      put(
        [
          concept('APPROACH', 'a'),
          concept('APPROACH', 'b'),
          concept('BENEFIT', 'speed'),
          dimension('colour'),
          dimension('weight'),
          dimension('age'),
          citedSource('s'),
          citedSource('t'),
        ],
        [
          value('a', 'colour', text('red')),
          value('a', 'colour', text('blue'), { source: id('CITED_SOURCE', 't'), position: 1 }),
          value('a', 'weight', text('heavy'), { rank: 'DEPRECATED' }),
          value('a', 'weight', text('light'), { qualifiers: [{ key: 'model', value: '2' }] }),
          value('a', 'age', text('x'), { value: null, absence: 'UNKNOWN' }),
          claim(approach, 'BRINGS_BENEFIT', id('BENEFIT', 'speed'), {
            value: { type: 'SUPPORT', support: 'PARTIAL', note: 'downhill only' },
          }),
          claim(approach, 'BROADER_THAN', id('APPROACH', 'b')),
          claim(id('APPROACH', 'b'), 'EQUIVALENT_TO', approach),
        ],
      ),
      imported,
    );
  });
  afterAll(() => disputed.close());

  test('has each value with its own source, only values of the highest rank, and the notes of partial support', async () => {
    const { document } = await approachPage(disputed, 'a');
    const cellOf = (row: string) => document.querySelector(`#${row} td`);
    expect(textsOf(cellOf('dimension-colour') as ParentNode, 'li')).toEqual(['red1', 'blue2']);
    expect(cellOf('dimension-weight')?.textContent).toBe('light (model: 2)1');
    expect(cellOf('dimension-age')?.textContent).toBe('Unknown1');
    expect(cellOf('dimension-age')?.className).toBe('tertium-unknown');
    expect(cellOf('benefit-speed')?.textContent).toBe('Partly (downhill only)1');
  });

  test('lists relations to other approaches, with sources for the relations whose subject is the approach', async () => {
    const { document } = await approachPage(disputed, 'a');
    expect(textsOf(document, '[aria-labelledby=relations] li')).toEqual([
      'Is broader than b1',
      'Means the same as b',
    ]);
  });

  test('shows that no source has made a statement if there are no claims', async () => {
    await disputed.store.apply(put([concept('APPROACH', 'empty')]), imported);
    const { document, html } = await approachPage(disputed, 'empty', { locale: 'de' });
    expect(document.querySelector('table')).toBeNull();
    expect(document.querySelector('.notice')?.textContent).toBe(
      'Noch sagt keine Quelle etwas über empty aus.',
    );
    expect(await htmlProblems(html)).toEqual([]);
  });
});
