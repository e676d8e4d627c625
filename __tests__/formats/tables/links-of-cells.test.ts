import { describe, expect, test } from '@jest/globals';
import { citedUrl } from '../../../src/graph/cited-url.js';
import type { Draft } from '../../../src/formats/drafts/draft.js';
import { parseArticle, type ArticleFormat } from '../../../src/formats/articles/parse-article.js';
import { parseTable } from '../../../src/formats/tables/parse-table.js';

const url = 'https://example.org/lids?kind=ash&size=2';

function article(text: string, format: ArticleFormat): Draft {
  return parseArticle(text, { format, url: null, language: null, name: 'kettles' }).draft;
}

function csv(rows: readonly (readonly string[])[]): Draft {
  return parseTable(rows, { file: 'kettles.csv', name: 'kettles', subjects: null, separator: ',' }).draft;
}

const markdown = (cell: string, below = ''): string =>
  `| Feature | Ash kettle | Elm kettle |\n|---|---|---|\n| Lid | ${cell} | no |\n| Spout | no | yes |\n\n${below}\n`;
const html = (cell: string): string =>
  `<table><tr><th>Feature</th><th>Ash kettle</th><th>Elm kettle</th></tr><tr><td>Lid</td><td>${cell}</td><td>no</td></tr><tr><td>Spout</td><td>no</td><td>yes</td></tr></table>`;

/** The citations of the claim about the lid of the ash kettle. */
function citationsOfLid({ claims, concepts }: Draft) {
  const lid = concepts.find(({ name }) => name === 'Lid')?.id;
  const ash = concepts.find(({ name }) => name === 'Ash kettle')?.id;
  return claims.find(({ target, subject }) => target === lid && subject === ash)?.citations ?? [];
}

describe('A link in a cell is a citation of the claim, after the citation of the cell', () => {
  test.each<[title: string, draft: () => Draft]>([
    ['in Markdown', () => article(markdown(`[yes](${url})`), 'markdown')],
    ['by reference', () => article(markdown('[yes][lid]', `[lid]: ${url}`), 'markdown')],
    ['as a bare URL in Markdown', () => article(markdown(`yes (${url})`), 'markdown')],
    ['in a superscript', () => article(markdown(`yes <sup>[1](${url})</sup>`), 'markdown')],
    ['in HTML', () => article(html(`<a class="x" href="${url}">yes</a>`), 'html')],
    ['with entities', () => article(html(`<a href='${url.replace('&', '&amp;')}'>yes</a>`), 'html')],
    ['without quotes', () => article(html(`<a rel=next href=${url}>yes</a>`), 'html')],
    ['in a superscript of HTML', () => article(html(`yes<sup><a href="${url}">[1]</a></sup>`), 'html')],
    [
      'in comma-separated values',
      () =>
        csv([
          ['Feature', 'Ash kettle', 'Elm kettle'],
          ['Lid', `yes, see ${url}`, 'no'],
          ['Spout', 'no', 'yes'],
        ]),
    ],
  ])('%s', (_, read) => {
    const draft = read();
    const [cell, link, ...others] = citationsOfLid(draft);
    expect(others).toEqual([]);
    expect(cell?.quote).toContain('yes');
    expect(link && citedUrl(link)).toBe(url);
    expect(link?.locator).toBe(cell?.locator);
    expect([...draft.text.text].slice(link?.start ?? 0, link?.end ?? 0).join('')).toBe(link?.quote);
  });
});

test.each([
  ['a relative link', '[yes](/lids)', 0],
  ['a link within the page', '[yes](#lids)', 0],
  ['a script', '[yes](javascript:void)', 0],
  ['a repeated link', `[yes](${url}) [yes](${url})`, 1],
])('%s: %s gives %d citations of links', (_, cell, count) => {
  expect(citationsOfLid(article(markdown(cell), 'markdown')).slice(1)).toHaveLength(count);
});

test('Eight links of a cell are cited at most', () => {
  const cell = Array.from({ length: 20 }, (_, index) => `[yes](${url}${index})`).join(' ');
  expect(citationsOfLid(article(markdown(cell), 'markdown'))).toHaveLength(9);
});
