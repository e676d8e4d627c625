/** Tests that pages, fragments and exports of a comparison agree with the API. */
import { expect, test } from '@jest/globals';
import { parse as parseCsv } from 'csv-parse/sync';
import fc from 'fast-check';
import type { Element, Nodes as HtmlNodes } from 'hast';
import type { FootnoteDefinition, RootContent, TableCell, TableRow } from 'mdast';
import { toString as textOfMarkdown } from 'mdast-util-to-string';
import rehypeParse from 'rehype-parse';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { ComparisonTables } from '../../../src/commands/export/comparison-tables.js';
import { removeGuard } from '../../../src/formats/comparison/csv-table.js';
import { comparisonFormats } from '../../../src/formats/export-formats.js';
import type { GraphStore } from '../../../src/graph/ports/writing.js';
import { printHtmlComparison } from '../../../src/pages/comparison/html-export.js';
import type { UnitChoice } from '../../../src/words/cells/row-unit.js';
import { locales, type Locale } from '../../../src/words/locale.js';
import { comparedGraphs } from '../../formats/random-graphs.js';
import { ask } from '../../support/api.js';
import { imported } from '../../support/changes.js';
import { sqliteStore } from '../../support/stores.js';
import { compared, fragmentOf, pageOf, site } from './comparison-results.js';
import { long } from '../../support/test-run.js';

/** The content of a cell. In texts and names, white space is collapsed. */
interface ShownCell {
  readonly state: string;
  /** The cell in the notation that imports read. */
  readonly notation: string;
  readonly text: string;
  /** The texts of its values. */
  readonly values: readonly string[];
  /** The names of its sources: each once, sorted. */
  readonly sources: readonly string[];
}

interface ShownRow {
  readonly name: string;
  readonly cells: readonly ShownCell[];
}

const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim();
const namesOf = (sources: readonly string[]): readonly string[] => [...new Set(sources.map(oneLine))].sort();

/** Requests the rows of a comparison from the API, with the texts of the values of each cell. */
async function rowsOfApi(
  store: GraphStore,
  approaches: readonly string[],
  locale: Locale,
  units: UnitChoice,
): Promise<readonly ShownRow[]> {
  const words = `locale: "${locale}", units: ${units}`;
  const { compare } = await ask(
    store,
    `{ compare(approaches: ${JSON.stringify(approaches)}) { rows(first: 500) { nodes {
      axis { name }
      cells { state display text(${words}) parts(${words}) { text } sources { name } }
    } } } }`,
  );
  return (compare.rows.nodes as readonly ApiRow[]).map(({ axis, cells }) => ({
    name: oneLine(axis.name),
    cells: cells.map(({ state, display, text, parts, sources }) => ({
      state,
      notation: display,
      text: oneLine(text),
      values: parts.map((part) => oneLine(part.text)),
      sources: namesOf(sources.map((source) => source.name)),
    })),
  }));
}

interface ApiRow {
  readonly axis: { readonly name: string };
  readonly cells: readonly {
    readonly state: string;
    readonly display: string;
    readonly text: string;
    readonly parts: readonly { readonly text: string }[];
    readonly sources: readonly { readonly name: string }[];
  }[];
}

/** Parses the rows of tables in Markdown: the texts of their cells, and the footnotes of each cell. */
function rowsOfMarkdown(markdown: string) {
  const { children } = unified().use(remarkParse).use(remarkGfm).parse(markdown);
  const footnotes = new Map(
    children
      .filter((node): node is FootnoteDefinition => node.type === 'footnoteDefinition')
      .map((node) => [node.identifier, oneLine(textOfMarkdown(node))]),
  );
  const referred = (cell: TableCell): readonly string[] =>
    cell.children.flatMap((node) =>
      node.type === 'footnoteReference' ? [footnotes.get(node.identifier) ?? ''] : [],
    );
  const rows = children.flatMap((node: RootContent): readonly TableRow[] =>
    node.type === 'table' ? node.children.slice(1) : [],
  );
  return rows.map(({ children: [head, ...cells] }) => ({
    name: head ? oneLine(textOfMarkdown(head)) : '',
    cells: cells.map((cell) => ({ text: oneLine(textOfMarkdown(cell)), footnotes: referred(cell) })),
  }));
}

/** Parses the rows of HTML: the states by class, the values, and the names of the sources to which the references link. */
function rowsOfHtml(html: string) {
  const tree = unified().use(rehypeParse, { fragment: true }).parse(html);
  const elements = allElements(tree);
  const nameOfItem = new Map<string, string>();
  for (const source of elements.filter((element) => hasClass(element, 'tertium-source'))) {
    const cite = allElements(source).find(({ tagName }) => tagName === 'cite');
    for (const { properties } of allElements(source))
      if (typeof properties.id === 'string')
        nameOfItem.set(properties.id, cite ? oneLine(textOfHtml(cite)) : '');
  }
  const rows = elements.filter(
    ({ tagName, children }) =>
      tagName === 'tr' && children.some((node) => 'tagName' in node && node.tagName === 'td'),
  );
  return rows.map((row) => {
    const [head, ...cells] = row.children.filter((node): node is Element => node.type === 'element');
    const name = allElements(head as Element).find(({ tagName }) => tagName === 'bdi');
    return {
      name: name ? oneLine(textOfHtml(name)) : '',
      cells: cells.map((cell) => {
        const inCell = allElements(cell);
        return {
          state: stateOfClass(cell),
          values: inCell
            .filter(({ tagName }) => tagName === 'bdi')
            .map((value) => oneLine(textOfHtml(value))),
          sources: namesOf(
            inCell
              .filter(({ tagName }) => tagName === 'a')
              .map(({ properties }) => nameOfItem.get(String(properties.href).slice(1)) ?? 'no item'),
          ),
        };
      }),
    };
  });
}

function allElements(node: HtmlNodes): readonly Element[] {
  const inner = 'children' in node ? node.children.flatMap(allElements) : [];
  return node.type === 'element' ? [node, ...inner] : inner;
}

function textOfHtml(node: HtmlNodes): string {
  if (node.type === 'text') return node.value;
  return 'children' in node ? node.children.map(textOfHtml).join('') : '';
}

function hasClass({ properties }: Element, name: string): boolean {
  return Array.isArray(properties.className) && properties.className.includes(name);
}

const statesByClass: Readonly<Record<string, string>> = {
  'tertium-contested': 'CONTESTED',
  'tertium-unknown': 'UNKNOWN',
  'tertium-inapplicable': 'NOT_APPLICABLE',
  'tertium-unstated': 'NOT_STATED',
};

function stateOfClass(cell: Element): string {
  const name = Object.keys(statesByClass).find((each) => hasClass(cell, each));
  return name === undefined ? 'STATED' : (statesByClass[name] ?? '');
}

/** Returns the table of a page or fragment: without its linked data, the prefix of its ids, and the origin of its links. */
function tableIn(html: string, idPrefix: string): string {
  const [table = ''] = /<table[^]*<\/table>/u.exec(html) ?? [];
  return table
    .replace(/<script type="application\/ld\+json">[^]*?<\/script>/gu, '')
    .replaceAll(` id="${idPrefix}`, ' id="')
    .replaceAll(`="#${idPrefix}`, '="#')
    .replaceAll(` aria-describedby="${idPrefix}`, ' aria-describedby="')
    .replaceAll(`="${site.baseUrl}/`, '="/');
}

const cases = fc.record({
  idPrefix: fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/u),
  changes: comparedGraphs,
  locale: fc.constantFrom(...locales),
  units: fc.constantFrom('ROW' as const, 'STATED' as const, 'CANONICAL' as const),
});

test('pages, fragments and exports of a comparison agree with the API', async () => {
  const tables = new ComparisonTables();
  let contested = 0;
  await fc.assert(
    fc.asyncProperty(cases, async ({ changes, locale, units, idPrefix }) => {
      const graph = await sqliteStore.open();
      try {
        await graph.store.apply(changes, imported);
        const approaches = changes.flatMap((change) =>
          change.type === 'putConcept' && change.concept.kind === 'APPROACH' ? [change.concept.id] : [],
        );
        const table = await tables.load(graph.store.reader, { approaches, at: null, locale, units });
        const expected = await rowsOfApi(graph.store, approaches, locale, units);

        const json = JSON.parse(comparisonFormats.json(table)) as JsonTable;
        expect(json.rows.map(shownInJson)).toEqual(expected);

        const markdown = rowsOfMarkdown(comparisonFormats.markdown(table));
        expect(markdown.map(({ name, cells }) => [name, cells.map(({ text }) => text)])).toEqual(
          expected.map(({ name, cells }) => [name, cells.map(({ text }) => text)]),
        );
        for (const [row, { cells }] of markdown.entries()) {
          for (const [column, { footnotes }] of cells.entries()) {
            const sources = expected[row]?.cells[column]?.sources ?? [];
            expect(sources.filter((source) => !footnotes.some((text) => text.includes(source)))).toEqual([]);
            expect(footnotes.filter((text) => !sources.some((source) => text.includes(source)))).toEqual([]);
          }
        }

        const shown = expected.map(({ name, cells }) => ({
          name,
          cells: cells.map(({ state, values, sources }) => ({ state, values, sources })),
        }));
        expect(rowsOfHtml(printHtmlComparison(table))).toEqual(shown);
        const result = await compared(graph, approaches, { locale, units });
        const page = pageOf(result, { locale });
        expect(rowsOfHtml(page)).toEqual(shown);
        // The content of elements on pages of other sites.
        const fragment = fragmentOf(result, locale, idPrefix);
        expect(rowsOfHtml(fragment)).toEqual(shown);
        expect(tableIn(fragment, idPrefix)).toBe(tableIn(page, ''));
        // A comparison without rows has no table.
        expect(fragment.includes('<table')).toBe(shown.length > 0);

        const records: string[][] = parseCsv(comparisonFormats.csv(table));
        expect(records.slice(1).map((record) => record.slice(3, -1).map(removeGuard))).toEqual(
          expected.map(({ cells }) => cells.map(({ notation }) => notation)),
        );
        contested += expected
          .flatMap(({ cells }) => cells)
          .filter(({ state }) => state === 'CONTESTED').length;
      } finally {
        await graph.close();
      }
    }),
    { numRuns: long === 'complete' ? 1_000 : 20 },
  );
  // A short run finds contested cells only by chance.
  if (long === 'complete') expect(contested).toBeGreaterThan(0);
}, 900_000);

interface JsonTable {
  readonly rows: readonly {
    readonly axis: { readonly name: string };
    readonly cells: readonly {
      readonly state: string;
      readonly notation: string;
      readonly text: string;
      readonly parts: readonly { readonly text: string }[];
      readonly sources: readonly string[];
    }[];
  }[];
}

function shownInJson({ axis, cells }: JsonTable['rows'][number]): ShownRow {
  return {
    name: oneLine(axis.name),
    cells: cells.map(({ state, notation, text, parts, sources }) => ({
      state,
      notation,
      text: oneLine(text),
      values: parts.map((part) => oneLine(part.text)),
      sources: namesOf(sources),
    })),
  };
}
