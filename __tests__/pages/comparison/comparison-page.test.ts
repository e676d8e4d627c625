/** Tests the page of a comparison: a table that machines can read, whose cells link to their sources. */
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Nodes as HtmlNodes } from 'hast';
import { parseHTML } from 'linkedom';
import rehypeParse from 'rehype-parse';
import { unified } from 'unified';
import { browserClaims, readBrowserData, type BrowserClaim } from '../../../scripts/browser-claims.js';
import { slugOfName } from '../../../src/formats/import/slug-of-name.js';
import { importFormats } from '../../../src/formats/import-formats.js';
import { locales } from '../../../src/words/locale.js';
import type { ComparisonAddress } from '../../../src/pages/addresses/comparison-address.js';
import type { ComparisonResult } from '../../../src/pages/comparison/comparison-operation.js';
import { ask } from '../../support/api.js';
import { imported } from '../../support/changes.js';
import { seed } from '../../support/seed.js';
import { sqliteStore, type TestStore } from '../../support/stores.js';
import type { Site } from '../../../src/pages/layout/site.js';
import { chunksOf, compared, handMade, pageOf, questioned, site } from './comparison-results.js';

let graph: TestStore;
beforeAll(async () => {
  graph = await sqliteStore.open();
  await seed(graph.store);
});
afterAll(() => graph.close());

function parse(html: string): Document {
  return parseHTML(html).document;
}

function elements(root: ParentNode, selector: string): readonly Element[] {
  return [...root.querySelectorAll(selector)];
}

/** Returns the objects of all structured data of a page. */
function linkedData(document: Document): readonly Record<string, unknown>[] {
  return elements(document, 'script').flatMap((script) => {
    const data = JSON.parse(script.textContent) as Record<string, unknown>;
    expect(data['@context']).toBe('https://schema.org');
    return data['@graph'] as Record<string, unknown>[];
  });
}

describe.each(locales)('the page of a question in the language %s', (locale) => {
  let result: ComparisonResult;
  let document: Document;
  let html: string;
  beforeAll(async () => {
    result = await compared(graph, ['cd-rom', 'dvd-rom', 'bd-rom'], { locale });
    html = pageOf(result, { locale, question: await questioned(graph, 'cd-dvd-or-blu-ray') });
    document = parse(html);
  });

  test('has one table with a caption, and a header for each column, section and row', () => {
    expect(elements(document, 'table')).toHaveLength(1);
    expect(document.querySelector('caption')?.textContent).toBe(
      'What is the difference between CD-ROM, DVD-ROM and BD-ROM?',
    );
    expect(elements(document, 'thead th[scope=col]')).toHaveLength(4);
    const { nodes } = result.compare.rows;
    const sections = new Set(nodes.map(({ section }) => section.label));
    expect(elements(document, 'tbody')).toHaveLength(sections.size);
    expect(elements(document, 'th[scope=rowgroup]').map(({ textContent }) => textContent)).toEqual([
      ...sections,
    ]);
    expect(elements(document, 'th[scope=row] > bdi').map(({ textContent }) => textContent)).toEqual(
      nodes.map(({ axis }) => axis.name),
    );
  });

  test('shows all values of each cell', () => {
    const shown = elements(document, 'td').map((cell) =>
      elements(cell, 'bdi').map(({ textContent }) => textContent),
    );
    expect(shown).toEqual(
      result.compare.rows.nodes.flatMap(({ cells }) =>
        cells.map(({ parts }) => parts.map(({ text }) => text)),
      ),
    );
  });

  test('shows in words that a cell is contested or not stated, and marks the cell with a class', () => {
    const classes = {
      STATED: null,
      CONTESTED: 'tertium-contested',
      UNKNOWN: 'tertium-unknown',
      NOT_APPLICABLE: 'tertium-inapplicable',
      NOT_STATED: 'tertium-unstated',
    };
    const states = result.compare.rows.nodes.flatMap(({ cells }) => cells.map(({ state }) => state));
    expect(new Set(states)).toEqual(new Set(['STATED', 'CONTESTED', 'NOT_STATED']));
    expect(elements(document, 'td').map(({ className }) => className || null)).toEqual(
      states.map((state) => classes[state]),
    );
    const [contested, unstated] = { en: ['Contested', 'Not stated'], de: ['Umstritten', 'Nicht angegeben'] }[
      locale
    ];
    for (const cell of elements(document, 'td.tertium-contested'))
      expect(cell.textContent).toContain(contested);
    for (const cell of elements(document, 'td.tertium-unstated')) expect(cell.textContent).toBe(unstated);
  });

  test('links each claim to its source, and each item of the list of sources back to the reference', () => {
    const cited = elements(document, 'td').map((cell) =>
      elements(cell, 'sup a').map((reference) => {
        const item = document.getElementById(reference.getAttribute('href')?.slice(1) ?? '');
        expect(reference.getAttribute('aria-describedby')).toBe(item?.id);
        return item?.closest('.tertium-source')?.querySelector('cite')?.textContent;
      }),
    );
    const sources = result.compare.rows.nodes.flatMap(({ cells }) =>
      cells.map(({ parts }) => [
        ...new Set(parts.flatMap(({ claims }) => claims.map(({ source }) => source.name))),
      ]),
    );
    expect(cited.map((names) => [...new Set(names)].sort())).toEqual(sources.map((names) => names.sort()));
    const items = elements(document, '.tertium-source li');
    expect(items.length).toBeGreaterThan(30);
    for (const item of items) {
      const back = document.getElementById(item.querySelector('a')?.getAttribute('href')?.slice(1) ?? '');
      const part = back?.closest('tr, section, article > header');
      expect(part?.querySelector(`a[href="#${item.id}"]`)?.textContent).toMatch(/^\d+$/u);
    }
  });

  test('has unique ids, and all links within the page resolve', () => {
    const ids = elements(document, '[id]').map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const targets = elements(document, 'a[href^="#"]').map(
      (link) => link.getAttribute('href')?.slice(1) ?? '',
    );
    expect(targets.filter((id) => !ids.includes(id))).toEqual([]);
    for (const use of elements(document, 'use')) expect(ids).toContain(use.getAttribute('href')?.slice(1));
  });

  test('has structured data: a claim with its approach and sources for each value', () => {
    const data = linkedData(document);
    const byId = new Map(data.map((object) => [object['@id'], object]));
    const claims = data.filter((object) => object['@type'] === 'Claim');
    const values = result.compare.rows.nodes.flatMap(({ axis, cells }) =>
      cells.flatMap(({ parts }, column) =>
        parts.map(({ text, claims: stated }) => ({
          name: axis.name,
          text,
          approach: result.compare.approaches[column]?.name,
          sources: [...new Set(stated.map(({ source }) => source.name))],
        })),
      ),
    );
    const nameOf = (reference: unknown): unknown =>
      byId.get((reference as { '@id': string })['@id'])?.['name'];
    expect(
      claims.map(({ name, text, about, citation }) => ({
        name,
        text,
        approach: nameOf(about),
        sources: [citation].flat().map(nameOf),
      })),
    ).toEqual(values);
    const question = data.find((object) => object['@type'] === 'Question');
    expect(question?.['suggestedAnswer']).toHaveLength(3);
    expect(data.some((object) => object['@type'] === 'QAPage')).toBe(false);
  });

  test('has one address for search engines, and one for each language', () => {
    const link = (selector: string) => document.querySelector(selector)?.getAttribute('href');
    const path = 'https://compare.example/compare/cd-dvd-or-blu-ray';
    expect(link('link[rel=canonical]')).toBe(locale === 'en' ? path : `${path}?lang=de`);
    expect(link('link[hreflang=en]')).toBe(path);
    expect(link('link[hreflang=de]')).toBe(`${path}?lang=de`);
    expect(link('link[hreflang=x-default]')).toBe(path);
    expect(document.querySelector('meta[property="og:image"]')?.getAttribute('content')).toBe(
      locale === 'en' ? `${path}.png` : `${path}.png?lang=de`,
    );
    expect(document.documentElement.getAttribute('lang')).toBe(locale);
  });

  test('has no script to run, no inline style and no event handler', () => {
    expect(elements(document, 'script:not([type="application/ld+json"])')).toEqual([]);
    expect(elements(document, 'style, [style], iframe, object')).toEqual([]);
    expect(html).not.toMatch(/\son\w+=/u);
  });
});

describe('the page', () => {
  test('has plain links that change one parameter and keep the other parameters', async () => {
    const result = await compared(graph, ['cd-rom', 'dvd-rom', 'bd-rom']);
    const document = parse(pageOf(result, { address: { units: 'stated', at: 1 } }));
    const links = elements(document, '.narrow a').map((link) => [
      link.getAttribute('aria-label') ?? link.textContent,
      link.getAttribute('href'),
      link.getAttribute('aria-current'),
    ]);
    const path = '/compare/bd-rom,cd-rom,dvd-rom';
    expect(links).toEqual([
      ['All (14)', `${path}?units=stated&at=1`, 'true'],
      ['Only differences (7)', `${path}?differences&units=stated&at=1`, null],
      ['By section', `${path}?units=stated&at=1`, 'true'],
      ['Most similar first', `${path}?sort=alike&units=stated&at=1`, null],
      ['Most different first', `${path}?sort=different&units=stated&at=1`, null],
      ['By name', `${path}?sort=name&units=stated&at=1`, null],
      ['One per row', `${path}?at=1`, null],
      ['As stated', `${path}?units=stated&at=1`, 'true'],
      ['Standard', `${path}?units=canonical&at=1`, null],
      ['CD-ROM: hide', `${path}?hide=cd-rom&units=stated&at=1`, null],
      ['DVD-ROM: hide', `${path}?hide=dvd-rom&units=stated&at=1`, null],
      ['BD-ROM: hide', `${path}?hide=bd-rom&units=stated&at=1`, null],
    ]);
  });

  test('shows a GraphQL operation that returns its rows', async () => {
    const result = await compared(graph, ['cd-rom', 'dvd-rom', 'bd-rom']);
    const address = { units: 'stated', sort: 'name', at: 1, differences: true, axes: ['capacity'] } as const;
    const operation = parse(pageOf(result, { address })).querySelector('pre')?.textContent ?? '';
    expect(operation).toContain('orderBy: NAME');
    const { compare } = await ask(graph.store, operation);
    expect(compare.rows.nodes).toHaveLength(1);
    expect(compare.rows.nodes[0].cells.map((cell: { readonly text: string }) => cell.text)).toEqual(
      await ask(
        graph.store,
        '{ compare(approaches: ["cd-rom", "dvd-rom", "bd-rom"], along: { axes: ["capacity"] }) { rows { nodes { cells { text(units: STATED) } } } } }',
      ).then(({ compare: { rows } }) =>
        rows.nodes[0].cells.map((cell: { readonly text: string }) => cell.text),
      ),
    );
  });

  test('shows a GraphQL operation with the conditions of the page', async () => {
    const result = await compared(graph, ['lto-9', 'bd-rom']);
    const under = [{ key: 'recording', value: 'compressed' }] as const;
    const textsOf = async (address: Partial<ComparisonAddress>): Promise<readonly string[]> => {
      const operation = parse(pageOf(result, { address })).querySelector('pre')?.textContent ?? '';
      const { compare } = await ask(graph.store, operation);
      return compare.rows.nodes[0].cells.map((cell: { readonly text: string }) => cell.text);
    };
    const [unconditional] = await textsOf({ axes: ['capacity'] });
    const [conditional] = await textsOf({ axes: ['capacity'], under });
    expect(unconditional).toContain('native');
    expect(conditional).toBe('45,000\u00a0GB (recording: compressed)');
  });

  test('has links that show hidden columns again, and no link that would leave fewer than two columns', async () => {
    const result = await compared(graph, ['cd-rom', 'dvd-rom']);
    const columns = [...result.compare.approaches, { slug: 'bd-rom', name: 'BD-ROM' }];
    const document = parse(pageOf(result, { columns, address: { hide: ['bd-rom'] } }));
    const links = elements(document, '.narrow > div:last-child li').map((item) => [
      item.textContent,
      item.querySelector('a')?.getAttribute('href'),
    ]);
    expect(links).toEqual([
      ['CD-ROM', undefined],
      ['DVD-ROM', undefined],
      ['BD-ROM', '/compare/cd-rom,dvd-rom'],
    ]);
    const inOrder = parse(pageOf(result, { columns, address: { columns: ['dvd-rom', 'cd-rom'] } }));
    expect(inOrder.querySelector('.narrow .shows')?.getAttribute('href')).toBe(
      '/compare/cd-rom,dvd-rom?columns=dvd-rom,cd-rom,bd-rom',
    );
  });

  test('counts the cells of each state', async () => {
    const document = parse(pageOf(await compared(graph, ['msp', 'devops'])));
    expect(elements(document, '.tertium-counts li').map(({ textContent }) => textContent)).toEqual([
      'Stated 45 of 78 cells: sources state a value.',
      'Not stated 33 of 78 cells: no source says anything.',
    ]);
  });

  test('links to the revision, to other formats and to the rest of the rows', () => {
    const { compare, revision } = handMade([[{ state: 'NOT_STATED' }, { state: 'NOT_STATED' }]]);
    const rows = { ...compare.rows, totalCount: 900, pageInfo: { hasNextPage: true, endCursor: 'c=1' } };
    const document = parse(pageOf({ compare: { ...compare, rows }, revision }));
    expect(document.querySelector('[rel=bookmark]')?.getAttribute('href')).toBe('/compare/a0,a1?at=7');
    expect(document.querySelector('[rel=next]')?.getAttribute('href')).toBe('/compare/a0,a1?after=c%3D1');
    expect(document.querySelector('.pager')?.textContent).toContain('1 row of 900 on this page');
    expect(elements(document, 'link[rel=alternate][type]').map((link) => link.getAttribute('href'))).toEqual([
      '/compare/a0,a1.md',
      '/compare/a0,a1.csv',
      '/compare/a0,a1.json',
      '/compare/a0,a1.atom',
      'https://compare.example/oembed?url=https%3A%2F%2Fcompare.example%2Fcompare%2Fa0%2Ca1',
    ]);
  });

  test('has the embed code if the base URL and the files of widgets are known', () => {
    const file = { url: '/widgets/1/file', integrity: 'sha384-abc' };
    const widgets = { comparison: file, styleSheet: file };
    const result = handMade([[{ state: 'NOT_STATED' }, { state: 'NOT_STATED' }]]);
    const code = (changed: Partial<Site>): string | undefined =>
      elements(
        parse(
          pageOf(result, { context: { site: { ...site, ...changed }, locale: 'en', chosenLocale: null } }),
        ),
        'pre',
      )
        .map(({ textContent }) => textContent)
        .find((text) => text.includes('<tertium-comparison'));
    expect(code({ widgets })).toContain(
      '<script type="module" src="https://compare.example/widgets/1/file" integrity="sha384-abc" crossorigin="anonymous"></script>',
    );
    expect(code({ widgets, baseUrl: null })).toBeUndefined();
    expect(code({ widgets: null })).toBeUndefined();
  });

  test('lists the changes since a day, with the state before and after each change', () => {
    const result = handMade([[{ state: 'NOT_STATED' }, { state: 'NOT_STATED' }]]);
    const cell = (text: string) => ({ state: 'STATED', text }) as const;
    const document = parse(
      pageOf(result, {
        address: { since: '2024-01-31', sort: 'name' },
        changes: {
          from: { number: 3, time: '2024-01-30T00:00:00.000Z' },
          to: { number: 7, time: '2024-05-17T10:00:00.000Z' },
          rows: {
            totalCount: 2,
            nodes: [
              {
                kind: 'CHANGED',
                axis: { slug: 'x', name: 'Axis' },
                before: { kind: 'FEATURE', verdictLabel: 'Same' },
                after: { kind: 'FEATURE', verdictLabel: 'Different' },
                cells: [{ approach: { name: 'B' }, before: cell('Yes'), after: cell('No') }],
              },
              {
                kind: 'ENDED',
                axis: { slug: 'y', name: 'Other' },
                before: { kind: 'FEATURE', verdictLabel: 'Same' },
                after: null,
                cells: [{ approach: { name: 'A' }, before: cell('1'), after: null }],
              },
            ],
          },
        },
      }),
    );
    const form = document.querySelector('form[action="/compare/a0,a1#changes"]');
    expect(
      elements(form ?? document, 'input').map((input) => [
        input.getAttribute('name'),
        input.getAttribute('value'),
      ]),
    ).toEqual([
      ['sort', 'name'],
      ['since', '2024-01-31'],
    ]);
    expect(elements(document, '.changes > li').map(({ textContent }) => textContent)).toEqual([
      'Axis changedBBefore: Yes After: NoThe row as a wholeBefore: Same After: Different',
      'Other removedABefore: 1 After: Not stated',
    ]);
  });

  test('states that nothing changed since the day, or that no revision existed at the start of the day', () => {
    const result = handMade([[{ state: 'NOT_STATED' }, { state: 'NOT_STATED' }]]);
    const revision = { number: 7, time: '2024-05-17T10:00:00.000Z' };
    const changes = { from: revision, to: revision, rows: { totalCount: 0, nodes: [] } };
    const address = { since: '2024-06-01' };
    expect(pageOf(result, { address, changes })).toContain(
      'Nothing changed since <time datetime="2024-06-01">June 1, 2024</time>.',
    );
    expect(pageOf(result, { address, changes: null })).toContain(
      'There was no revision yet at the start of <time datetime="2024-06-01">June 1, 2024</time> (UTC).',
    );
  });

  test('states that its revision is from before the day of `since`', () => {
    const result = handMade([[{ state: 'NOT_STATED' }, { state: 'NOT_STATED' }]]);
    const revision = { number: 7, time: '2024-05-17T10:00:00.000Z' };
    const address = { since: '2024-06-01', at: 7 };
    const changes = { from: revision, to: revision, rows: { totalCount: 0, nodes: [] } };
    for (const given of [null, changes]) {
      const page = pageOf(result, { address, changes: given });
      expect(page).toContain(
        'This page shows a revision from before <time datetime="2024-06-01">June 1, 2024</time>.',
      );
      expect(page).not.toMatch(/no revision yet|Nothing changed/u);
    }
  });
});

test('a large page is rendered in chunks of bounded size', () => {
  const citations = [{ locator: 'Page 1' }];
  const cell = { state: 'STATED', parts: [{ text: 'x', claims: [{ source: 1, citations }] }] } as const;
  const rows = Array.from({ length: 400 }, () => [cell, cell, cell]);
  const chunks = chunksOf(handMade(rows));
  const inChunks = (pattern: RegExp) => chunks.map((chunk) => chunk.match(pattern)?.length ?? 0);
  for (const [pattern, atMost] of [
    [/<td /gu, 100],
    [/"Claim"/gu, 100],
    [/<li id="c/gu, 100],
  ] as const) {
    const counts = inChunks(pattern);
    expect(counts.reduce((sum, count) => sum + count)).toBe(1_200);
    expect(Math.max(...counts)).toBeLessThanOrEqual(atMost);
  }
});

describe('a cell', () => {
  const citation = { locator: 'Page 1', quote: 'It does.' };
  const shown = (html: string, selector: string) => parse(html).querySelector(selector);

  test('has links to the quoted URLs of its citations, and no links in other quotes', () => {
    const quotes = ['https://example.org/a?b=1&amp;c=2', 'See https://example.org/', 'javascript:alert(1)'];
    const claims = [{ source: 1, citations: quotes.map((quote) => ({ locator: 'Page 1', quote })) }];
    const html = pageOf(handMade([[{ state: 'STATED', parts: [{ text: 'Yes', claims }] }]]));
    const quoted = elements(parse(html), 'li q');
    expect(quoted.map(({ textContent }) => textContent)).toEqual(quotes);
    expect(quoted.map((quote) => quote.querySelector('a')?.getAttribute('href') ?? null)).toEqual([
      'https://example.org/a?b=1&c=2',
      null,
      null,
    ]);
  });

  test('shows each contested value with its text and its source, and different states with different icons', () => {
    const html = pageOf(
      handMade([
        [
          {
            state: 'CONTESTED',
            parts: [
              { text: 'Yes', support: 'YES', claims: [{ source: 1, citations: [citation] }] },
              { text: 'Partly (beta)', support: 'PARTIAL', claims: [{ source: 2, words: 'In beta.' }] },
            ],
          },
          { state: 'UNKNOWN', parts: [{ text: 'Unknown', claims: [{ source: 2 }] }] },
          { state: 'NOT_APPLICABLE', parts: [{ text: 'Not applicable', claims: [{ source: 2 }] }] },
        ],
      ]),
    );
    const [contested, unknown, inapplicable] = elements(parse(html), 'td');
    expect(elements(contested as Element, 'li').map(({ textContent }) => textContent)).toEqual([
      'Yes1',
      'Partly (beta)In beta.2',
    ]);
    expect(contested?.querySelector('.tertium-state')?.textContent).toBe('Contested');
    expect(unknown?.textContent).toBe('Unknown2');
    expect(inapplicable?.textContent).toBe('Not applicable2');
    // The states, and full and partial support, have different icons.
    expect(elements(parse(html), 'td use').map((use) => use.getAttribute('href'))).toEqual([
      '#i-contested',
      '#i-yes',
      '#i-partial',
      '#i-unknown',
      '#i-none',
    ]);
  });

  test('shows equal citations of one source once, and different citations separately', () => {
    const other = { ...citation, locator: 'Page 2' };
    const html = pageOf(
      handMade([
        [
          {
            state: 'STATED',
            parts: [
              {
                text: 'Yes',
                claims: [
                  { source: 1, citations: [citation, citation] },
                  { source: 1, citations: [citation, other] },
                ],
              },
            ],
          },
          { state: 'STATED', parts: [{ text: 'Yes', claims: [{ source: 1, citations: [citation] }] }] },
        ],
      ]),
    );
    const references = elements(parse(html), 'td').map((cell) =>
      elements(cell, 'sup a').map((link) => link.getAttribute('href')),
    );
    expect(references).toEqual([['#c1', '#c2'], ['#c3']]);
    expect(shown(html, '#c2')?.textContent).toBe('Axis, APage 2It does.');
  });

  test('links to the source itself if the claim has no citation', () => {
    const html = pageOf(
      handMade([
        [{ state: 'STATED', parts: [{ text: 'x', claims: [{ source: 4 }] }] }, { state: 'NOT_STATED' }],
      ]),
    );
    expect(shown(html, 'td sup a')?.getAttribute('href')).toBe('#s1');
    expect(shown(html, '#s1 cite')?.textContent).toBe('Source 4');
  });

  test('shows the text of a claim beside its value, unless the text equals the value', () => {
    const html = pageOf(
      handMade([
        [
          {
            state: 'STATED',
            parts: [
              {
                text: 'Open source',
                claims: [
                  { source: 1, words: 'open  source.' },
                  { source: 2, words: 'Free.' },
                  { source: 3, words: 'Free.' },
                ],
              },
            ],
          },
          { state: 'NOT_STATED' },
        ],
      ]),
    );
    const [cell] = elements(parse(html), 'td');
    expect(elements(cell as Element, 'p').map(({ textContent }) => textContent)).toEqual(['Free.23']);
    expect(cell?.textContent).toBe('Open source1Free.23');
  });
});

/** Lists the elements of a document, parsed as in browsers, with the names of their attributes. Omits the class of `h1`, because only long titles have a class. */
function markupOf(html: string): readonly string[] {
  const visit = (node: HtmlNodes): readonly string[] => {
    const inner = 'children' in node ? node.children.flatMap(visit) : [];
    if (node.type !== 'element') return inner;
    const names = Object.keys(node.properties).filter(
      (name) => node.tagName !== 'h1' || name !== 'className',
    );
    return [[node.tagName, ...names].join(' '), ...inner];
  };
  return visit(unified().use(rehypeParse).parse(html));
}

describe('texts of the graph', () => {
  const hostile = [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "'onfocus='alert(1)",
    '</title></script><!--',
    '&lt;b&gt; &amp;',
    '\u202eevil\u2066',
    '<x-slices></x-slices>',
    'w'.repeat(10_000),
  ];

  test.each(hostile.map((text) => [text.slice(0, 40), text]))('never become markup: %p', (_, text) => {
    const claim = {
      source: 1,
      words: `${text} words`,
      name: text,
      publisher: text,
      citations: [{ locator: text, quote: text }],
    };
    const cell = { state: 'STATED', parts: [{ text, claims: [claim] }] } as const;
    const html = pageOf(handMade([[cell, cell]], { names: [text, `${text}2`], axis: text }));
    const document = parse(html);
    const plain = pageOf(
      handMade(
        [[cell, cell]].map((row) => row.map(() => plainCell)),
        { names: ['a', 'b'], axis: 'c' },
      ),
    );
    // The same elements and attributes as with harmless texts, so no text became markup.
    expect(markupOf(html)).toEqual(markupOf(plain));
    expect(document.querySelector('td bdi')?.textContent).toBe(text);
    expect(document.querySelector('td p')?.textContent).toBe(`${text} words1`);
    expect(document.querySelector('q')?.textContent).toBe(text);
    expect(document.querySelector('th[scope=row] bdi')?.textContent).toBe(text);
    const claims = linkedData(document).filter((object) => object['@type'] === 'Claim');
    expect(claims.map((object) => object['text'])).toEqual([text, text]);
  });

  const plainClaim = {
    source: 1,
    words: 'x words',
    name: 'n',
    publisher: 'p',
    citations: [{ locator: 'l', quote: 'q' }],
  };
  const plainCell = { state: 'STATED', parts: [{ text: 'x', claims: [plainClaim] }] } as const;

  test.each(['javascript:alert(1)', 'data:text/html,x', ' javascript:alert(1)'])(
    'do not become links: %p',
    (url) => {
      const cell = { state: 'STATED', parts: [{ text: 'x', claims: [{ source: 1, url }] }] } as const;
      const html = pageOf(handMade([[cell, cell]]));
      for (const link of elements(parse(html), 'a')) expect(link.getAttribute('href')).toMatch(/^(?:#|\/)/u);
      expect(html).not.toContain(url);
    },
  );
});

describe('the size of a page with gzip', () => {
  test('is at most 12 KiB for 39 rows of 2 cells, in each language', async () => {
    const question = await questioned(graph, 'msp-vs-devops');
    for (const locale of locales) {
      const html = pageOf(await compared(graph, ['msp', 'devops'], { locale }), { locale, question });
      expect(elements(parse(html), 'td')).toHaveLength(78);
      expect(gzipSync(html).length).toBeLessThanOrEqual(12 * 1024);
    }
  });

  test('is at most 45 KiB for 68 rows of 12 cells', async () => {
    const browsers = await sqliteStore.open();
    try {
      const result = await twelveBrowsers(browsers);
      const html = pageOf(result);
      expect(elements(parse(html), 'td')).toHaveLength(12 * 68);

      expect(gzipSync(html).length).toBeLessThanOrEqual(45 * 1024);
    } finally {
      await browsers.close();
    }
  });
});

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

/** Imports claims about browsers, and compares 12 of the browsers along 68 features. */
async function twelveBrowsers(graph: TestStore): Promise<ComparisonResult> {
  const slugs = new Map<string, string>();
  const slugOf = (mention: string | { readonly slug: string; readonly name: string }): string => {
    if (typeof mention === 'string') return slugs.get(mention) ?? slugOfName(mention);
    slugs.set(mention.name, mention.slug);
    return mention.slug;
  };
  const [approaches, axes] = [new Set<string>(), new Set<string>()];
  const claims: BrowserClaim[] = [];
  // The claims are listed feature by feature.
  for (const claim of browserClaims(readBrowserData())) {
    axes.add(slugOf(claim.dimension));
    if (axes.size > 68) break;
    approaches.add(slugOf(claim.approach));
    claims.push(claim);
  }
  const lines = claims.map((claim) => `${JSON.stringify(claim)}\n`).join('');
  const inputs = [{ name: 'browsers.jsonl', bytes: bytesOf(lines) }];
  await graph.store.apply(importFormats.claims(inputs, graph.store.reader).changes, imported);
  return compared(graph, [...approaches].slice(0, 12), { axes: [...axes].slice(0, 68) });
}
