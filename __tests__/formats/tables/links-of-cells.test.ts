import { describe, expect, test } from '@jest/globals';
import { citedUrl } from '../../../src/graph/cited-url.js';
import type { Draft } from '../../../src/formats/drafts/draft.js';
import { parseArticle, type ArticleFormat } from '../../../src/formats/articles/parse-article.js';
import { readSpreadsheet } from '../../../src/formats/spreadsheets/read-spreadsheet.js';
import { parseTable, parseTables } from '../../../src/formats/tables/parse-table.js';
import { workbook } from '../spreadsheets/workbooks.js';

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

/** Returns the citations of the claim about the lid of the ash kettle. */
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
    ['with entities in HTML', () => article(html(`<a href='${url.replace('&', '&amp;')}'>yes</a>`), 'html')],
    ['without quotes in HTML', () => article(html(`<a rel=next href=${url}>yes</a>`), 'html')],
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

describe('A hyperlink of a spreadsheet cell is a citation of the claim', () => {
  const text = (reference: string, content: string): string =>
    `<c r="${reference}" t="inlineStr"><is><t>${content}</t></is></c>`;
  const data =
    `<row r="2">${text('B2', 'Feature')}${text('C2', 'Ash kettle')}${text('D2', 'Elm kettle')}</row>` +
    `<row r="3">${text('B3', 'Lid')}${text('C3', 'yes')}${text('D3', 'no')}</row>` +
    `<row r="4">${text('B4', 'Spout')}${text('C4', 'no')}${text('D4', 'yes')}</row>`;
  const read = async (target: string, reference = 'C3', mode = 'TargetMode="External"'): Promise<Draft> => {
    const bytes = workbook({
      sheets: [
        {
          name: 'Kettles',
          data,
          rest: `<hyperlinks><hyperlink ref="${reference}" r:id="h" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/></hyperlinks>`,
        },
      ],
      parts: {
        'xl/worksheets/_rels/sheet0.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="h" Type="hyperlink" Target="${target}" ${mode}/></Relationships>`,
      },
    });
    const sheets = await readSpreadsheet(bytes, 'kettles.xlsx');
    return parseTables(sheets, { file: 'kettles.xlsx', name: 'kettles', subjects: null, separator: null })
      .draft;
  };

  test.each(['C3', 'C3:D3'])('in the range %s', async (reference) => {
    const draft = await read(url.replace('&', '&amp;'), reference);
    const [cell, link, ...others] = citationsOfLid(draft);
    expect(others).toEqual([]);
    expect(cell?.quote).toBe('yes');
    expect(link && citedUrl(link)).toBe(url);
    expect(draft.text.text).toMatch(/\tyes\n\nhttps:.*\n$/u);
    expect([...draft.text.text].slice(link?.start ?? 0, link?.end ?? 0).join('')).toBe(url);
  });

  test.each([
    ['it has a mail address', 'mailto:ash@example.org', 'C3', 'TargetMode="External"'],
    ['it leads to a part of the file', url.replace('&', '&amp;'), 'C3', ''],
    ['its range is a whole sheet', url.replace('&', '&amp;'), 'A1:XFD1048576', 'TargetMode="External"'],
    ['it is in another cell', url.replace('&', '&amp;'), 'D4', 'TargetMode="External"'],
  ])('but not if %s', async (_, target, reference, mode) => {
    expect(citationsOfLid(await read(target, reference, mode))).toHaveLength(1);
  });
});

test.each([
  ['a relative link', '[yes](/lids)', 0],
  ['a link within the page', '[yes](#lids)', 0],
  ['a script', '[yes](javascript:void)', 0],
  ['a repeated link', `[yes](${url}) [yes](${url})`, 1],
])('%s: %s leads to %d citations of links', (_, cell, count) => {
  expect(citationsOfLid(article(markdown(cell), 'markdown')).slice(1)).toHaveLength(count);
});

test('At most eight links of a cell are cited', () => {
  const cell = Array.from({ length: 20 }, (_, index) => `[yes](${url}${index})`).join(' ');
  expect(citationsOfLid(article(markdown(cell), 'markdown'))).toHaveLength(9);
});
