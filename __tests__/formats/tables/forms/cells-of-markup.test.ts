import { describe, expect, test } from '@jest/globals';
import type { Block } from '../../../../src/formats/tables/model/block.js';
import { readHtml } from '../../../../src/formats/articles/markup/read-html.js';
import { readMarkdown } from '../../../../src/formats/articles/markup/read-markdown.js';
import { withContexts } from '../../../../src/formats/tables/forms/contexts.js';
import type { TableCell, TableGrid } from '../../../../src/formats/tables/model/table-grid.js';
import { textsOf } from './grids.js';

function gridsIn(blocks: readonly Block[]): readonly TableGrid[] {
  return withContexts(blocks).flatMap((block) => (block.kind === 'table' ? [block.grid] : []));
}

/** Returns the second cell of the second row of the first table in a document. */
function cellIn(blocks: readonly Block[]): TableCell {
  const [grid] = gridsIn(blocks);
  const cell = grid?.rows[1]?.[1];
  if (!cell) throw new Error('There is no such cell.');
  return cell;
}

/** Parts of a cell that are not its text. */
interface CellParts {
  readonly isHead?: boolean;
  readonly footnotes?: readonly string[];
  readonly links?: readonly string[];
}

function partsOf({ isHead, footnotes, links }: TableCell): CellParts {
  return { isHead, footnotes, links: links.map(({ text }) => text) };
}

describe('A cell of a Markdown table has', () => {
  const cell = (text: string, below = ''): TableCell =>
    cellIn(readMarkdown(`| Name | Lid |\n|---|---|\n| Ash | ${text} |\n\n${below}`));

  test.each<[title: string, markdown: string, text: string, rest: CellParts]>([
    ['the text of emphasis and code', '**yes**, `a \\| b`', 'yes, a | b', {}],
    ['the alternative text of pictures', '![yes](https://example.com/a.png)', 'yes', {}],
    [
      'the absolute URLs of links',
      '[yes](https://example.com/a) [no](/b)',
      'yes no',
      { links: ['https://example.com/a'] },
    ],
    [
      'the URLs of references',
      '[yes][1]\n\n[1]: https://example.com/c',
      'yes',
      { links: ['https://example.com/c'] },
    ],
    ['the marks of footnotes', 'yes[^a]', 'yes', { footnotes: ['a'] }],
    ['superscripts as marks of footnotes', 'yes<sup>1,2</sup>', 'yes', { footnotes: ['1', '2'] }],
    ['the powers of units', '12 m<sup>2</sup>', '12 m²', {}],
    ['spaces for line breaks', 'yes<br>but small', 'yes but small', {}],
    ['no text if it is blank', '', '', {}],
  ])('%s', (_, markdown, text, rest) => {
    const found = cell(
      markdown.split('\n\n')[0] ?? '',
      `${markdown.split('\n\n')[1] ?? ''}\n\n[^a]: Only here.`,
    );
    expect(partsOf(found)).toEqual({ isHead: false, footnotes: [], links: [], ...rest });
    expect(found.content.text).toBe(text);
  });

  test('the text ranges of its text in the document', () => {
    const raw =
      '| Name | Lid |\n|---|---|\n| Ash | **yes**, [but](https://example.com) `a \\| b` &amp; ![c](d.png) |\n';
    const { text, ranges } = cellIn(readMarkdown(raw)).content;
    expect(text).toBe('yes, but a | b & c');
    expect(ranges.map(([start, end]) => raw.slice(start, end)).join('')).toBe('yes, but a | b &amp; c');
  });

  test('a start in the document, even if the cell is blank', () => {
    expect(cell('').content.start).toBeGreaterThan(20);
  });
});

describe('A cell of an HTML table has', () => {
  const cell = (content: string): TableCell =>
    cellIn(
      readHtml(`<table><tr><th>Name</th><th>Lid</th></tr><tr><th>Ash</th><td>${content}</td></tr></table>`),
    );

  test.each<[title: string, html: string, text: string, rest: CellParts]>([
    ['the alternative text of pictures', '<img src="a.png" alt="yes">', 'yes', {}],
    ['the title of an icon', '<i class="icon" title="yes"></i>', 'yes', {}],
    ['the label of an icon', '<span aria-label="no"><svg><path d="M0 0"/></svg></span>', 'no', {}],
    ['the title of a vector graphic', '<svg><title>yes</title><path d="M0 0"/></svg>', 'yes', {}],
    ['no hidden text', '<span style="display:none">1</span>one', 'one', {}],
    ['a ticked box for a checked input', '<input type="checkbox" checked disabled>', '☑', {}],
    [
      'the URLs of links',
      '<a href="https://example.com/a">yes</a>',
      'yes',
      { links: ['https://example.com/a'] },
    ],
    ['the marks of footnotes', 'yes<sup><a href="#n1">[1]</a></sup>', 'yes', { footnotes: ['1'] }],
    ['the powers of units', '12 cm<sup>3</sup>', '12 cm³', {}],
    ['the text of a nested table with one cell', '<table><tr><td>small</td></tr></table>', 'small', {}],
    ['spaces between its paragraphs', '<p>yes</p><p>but small</p>', 'yes but small', {}],
  ])('%s', (_, html, text, rest) => {
    const found = cell(html);
    expect(partsOf(found)).toEqual({ isHead: false, footnotes: [], links: [], ...rest });
    expect(found.content.text).toBe(text);
  });
});

test('Heads are the cells of `<th>` and `<thead>`', () => {
  const [grid] = gridsIn(
    readHtml(
      '<table><thead><tr><td>Name</td><td>Lid</td></tr></thead><tr><th>Ash</th><td>yes</td></tr><tr><td>Elm</td><td>no</td></tr></table>',
    ),
  );
  expect(grid?.rows.map((row) => row.map((cell) => cell?.isHead))).toEqual([
    [true, true],
    [true, false],
    [false, false],
  ]);
});

test('Tables within the cells of a table that only arranges a page are found', () => {
  const inner = (name: string): string =>
    `<table><tr><th>Name</th><th>Lid</th></tr><tr><td>${name}</td><td>yes</td></tr></table>`;
  const grids = gridsIn(readHtml(`<table><tr><td>${inner('Ash')}</td><td>${inner('Elm')}</td></tr></table>`));
  expect(grids.map(textsOf)).toEqual([
    [
      ['Name', 'Lid'],
      ['Ash', 'yes'],
    ],
    [
      ['Name', 'Lid'],
      ['Elm', 'yes'],
    ],
  ]);
});

test('Elements with the roles of a table are a table', () => {
  const [grid] = gridsIn(
    readHtml(
      '<div role="table"><div role="row"><span role="columnheader">Name</span><span role="columnheader">Lid</span></div><div role="row"><span role="cell">Ash</span><span role="cell">yes</span></div></div>',
    ),
  );
  expect(grid && textsOf(grid)).toEqual([
    ['Name', 'Lid'],
    ['Ash', 'yes'],
  ]);
  expect(grid?.rows[0]?.[0]?.isHead).toBe(true);
});

test('An HTML table in Markdown has all its cells, even if empty lines divide it', () => {
  const [grid, ...others] = gridsIn(
    readMarkdown(
      '<table>\n<tr><th>Name</th><th>Lid</th></tr>\n<tr><td>\n\n**Ash**\n\n</td><td>\n\n[yes](https://example.com/a)\n\n</td></tr>\n</table>\n\nMore.',
    ),
  );
  expect(others).toEqual([]);
  expect(grid && textsOf(grid)).toEqual([
    ['Name', 'Lid'],
    ['Ash', 'yes'],
  ]);
  expect(grid?.rows[1]?.[1]?.links.map((link) => link.text)).toEqual(['https://example.com/a']);
});

test('A line without bars directly below a Markdown table is text', () => {
  const blocks = readMarkdown('| Name | Lid |\n|---|---|\n| Ash | yes |\nAll kettles were bought in May.');
  expect(blocks.map(({ kind }) => kind)).toEqual(['table', 'line']);
});

describe('A code block', () => {
  test('with a ruled head is a table', () => {
    const grids = gridsIn(readMarkdown('```\nName  Lid\n----  ---\nAsh   yes\nElm   no\n```'));
    expect(grids.map(textsOf)).toEqual([
      [
        ['Name', 'Lid'],
        ['Ash', 'yes'],
        ['Elm', 'no'],
      ],
    ]);
  });

  test.each([
    ['of commands', 'cut   --fast   bow\ncut   --slow   rip\ncut   --fast   rip'],
    ['of pipes', 'cat a | sort | uniq\ncat b | sort | uniq\ncat c | sort | uniq'],
  ])('%s is not a table', (_, code) => {
    expect(gridsIn(readMarkdown(`\`\`\`\n${code}\n\`\`\``))).toEqual([]);
    expect(gridsIn(readHtml(`<pre>${code}</pre>`))).toEqual([]);
  });

  test('with the name of a language is not a table', () => {
    expect(gridsIn(readMarkdown('```markdown\n| Name | Lid |\n|---|---|\n| Ash | yes |\n```'))).toEqual([]);
  });
});

describe('The context of a table', () => {
  const markdown = `# Kettles

Legend: ✅ yes

## Lids

They keep water hot.

| Name | Lid |
|---|---|
| Ash | ✅[^1] |

All were bought in May.

## Notes

Other text.

[^1]: Only in summer.
`;

  test('has the headings above it, the texts around it, legends, and the definitions of its footnotes', () => {
    const blocks = readMarkdown(markdown);
    const [grid] = gridsIn(blocks);
    const textsIn = (texts: readonly { readonly text: string }[] = []): readonly string[] =>
      texts.map(({ text }) => text);
    expect(textsIn(grid?.context.headings)).toEqual(['Kettles', 'Lids']);
    expect(textsIn(grid?.context.before)).toEqual(['Legend: ✅ yes', 'They keep water hot.']);
    expect(textsIn(grid?.context.after)).toEqual(['All were bought in May.', '[^1]: Only in summer.']);
    const contents: readonly unknown[] = blocks.flatMap((block) =>
      block.kind === 'table' ? [] : [block.content],
    );
    const { headings = [], before = [], after = [] } = grid?.context ?? {};
    for (const text of [...headings, ...before, ...after]) expect(contents).toContain(text);
  });

  test('has the caption', () => {
    const [grid] = gridsIn(
      readHtml(
        '<table><caption>Lids</caption><tr><th>A</th><th>B</th></tr><tr><td>c</td><td>d</td></tr></table>',
      ),
    );
    expect(grid?.context.caption?.text).toBe('Lids');
  });

  test('has the rows of a table of signs, which is not a separate table', () => {
    const grids = gridsIn(
      readMarkdown(
        '| Symbol | Meaning |\n|---|---|\n| ● | included |\n| ○ | sold apart |\n\n## Parts\n\n| Part | Sieve |\n|---|---|\n| Lid | ● |',
      ),
    );
    expect(grids).toHaveLength(1);
    expect(grids[0]?.context.before.map(({ text }) => text)).toEqual(['● = included', '○ = sold apart']);
  });
});

test('The cells of an HTML table with too many positions are not read as prose', () => {
  const wide = `<tr>${'<td>Ash</td>'.repeat(1_000)}</tr>`;
  const blocks = readHtml(`<table>${wide}${'<tr><td>An ash is a tree.</td></tr>'.repeat(400)}</table>`);

  expect(blocks).toMatchObject([
    { kind: 'aside', outcome: 'NOT_UNDERSTOOD', why: 'a table with too many cells' },
  ]);
});
