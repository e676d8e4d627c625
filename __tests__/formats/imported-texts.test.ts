/** Tests that imports store the texts of sources, so that each quote can be read in its context. */
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readLabelledArticles } from '../../scripts/eval-import/labelled-article.js';
import { parseArticle } from '../../src/formats/articles/parse-article.js';
import { WarningList } from '../../src/formats/import/import-warnings.js';
import { draftChanges } from '../../src/formats/drafts/draft-changes.js';
import type { Draft } from '../../src/formats/drafts/draft.js';
import { parseTable } from '../../src/formats/tables/parse-table.js';
import { hashOfText } from '../../src/graph/source-text.js';
import type { GraphView } from '../../src/graph/ports/reading.js';
import type { AppliedChanges } from '../../src/graph/ports/writing.js';
import { imported } from '../support/changes.js';
import { inMemoryStore, sqliteStore, type TestStore } from '../support/stores.js';

const articles = readLabelledArticles(fileURLToPath(new URL('articles/fixtures', import.meta.url)));
const article = (text: string, name = 'article'): Draft =>
  parseArticle(text, { format: null, url: null, language: null, name }).draft;
const table = (...rows: readonly (readonly string[])[]): Draft =>
  parseTable(rows, { file: 'trees.csv', name: 'trees', subjects: 'columns', separator: ',' }).draft;

let drafts: readonly Draft[];
beforeAll(() => {
  drafts = articles.map(({ name, text }) => article(text, name));
});

describe.each([sqliteStore, inMemoryStore(sqliteStore)])('An import into $name', ({ open }) => {
  let graph: TestStore;
  beforeEach(async () => {
    graph = await open();
  });
  afterEach(() => graph.close());

  async function view(): Promise<GraphView> {
    const opened = await graph.store.reader.openView();
    if (!opened) throw new TypeError('The graph has no published view.');
    return opened;
  }

  async function apply(...drafts: readonly Draft[]): Promise<AppliedChanges> {
    const named = drafts.map((draft) => ({ file: draft.source.name, draft, sourceSlug: null }));
    const { changes } = await draftChanges(named, await view(), new WarningList());
    return graph.store.apply(changes, imported);
  }

  /** Checks the quote of every citation against the stored text. @returns the number of citations */
  async function expectQuotes(): Promise<number> {
    const current = await view();
    const page = { orderBy: 'SLUG', filter: {}, first: 1_000, after: null } as const;
    const sources = (await current.conceptPage({ ...page, kind: 'CITED_SOURCE' })).items.map(({ id }) => id);
    const pages = await current.claimPages({
      by: 'source',
      keys: sources,
      filter: {},
      first: 10_000,
      after: null,
    });
    const ids = pages.flatMap(({ items }) => items.map(({ id }) => id));
    const citations = (await current.citations(ids)).flat();
    const hashes = [...new Set(citations.map(({ textHash }) => textHash ?? ''))];
    const texts = await current.texts(hashes);
    const characters = new Map(texts.map((text, index) => [hashes[index], [...(text?.text ?? '')]]));
    for (const { quote, start, end, textHash } of citations) {
      const range = characters.get(textHash ?? '')?.slice(start ?? -1, end ?? -1);
      expect(range?.join('')).toBe(quote);
    }
    expect(texts.every((text) => text !== null && sources.includes(text.source))).toBe(true);
    return citations.length;
  }

  test('creates citations whose quotes are at their offsets in the stored texts of articles and tables', async () => {
    await apply(...drafts, table(['Aspect', 'Oak 🌳', 'Elm'], ['Bark 𝒶', '🪵 rough', 'smooth']));
    expect(await expectQuotes()).toBeGreaterThan(articles.length);
    const texts = await (await view()).texts(articles.map(({ text }) => hashOfText(text)));
    expect(texts.map((text) => text?.text)).toEqual(articles.map(({ text }) => text));
  });

  test('does not create a revision if the graph already has the drafts and their texts', async () => {
    expect(await apply(...drafts)).toMatchObject({ revision: { number: 1 } });
    expect((await apply(...drafts)).revision).toBeNull();
  });

  test('stores a changed text in addition to the text that older citations quote', async () => {
    const before = '# Oak vs Elm\n\nAn oak is a tree that lasts. An elm is a tree that grows fast.\n';
    const after = before.replace('lasts', 'lasts 🌳 for ages');
    await apply(article(before));
    expect(await apply(article(after))).toMatchObject({ revision: { number: 2 } });
    const hashes = [before, after].map(hashOfText);
    const storedTexts = async (at: number) =>
      (await (await graph.store.reader.openView(at))?.texts(hashes))?.map((text) => text?.text);
    expect(await storedTexts(1)).toEqual([before, undefined]);
    expect(await storedTexts(2)).toEqual([before, after]);
    expect(await expectQuotes()).toBeGreaterThan(0);
  });

  test('creates citations whose quotes are at their offsets, for any table', async () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.constantFrom('.', '—', 'Partly (.)', 'Yes (—)', '#N/A', '?'),
    );
    const rows = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(rows, async (cells) => {
        await apply(table(['Aspect', 'Oak 🌳', 'Elm'], ['Bark', '🪵 rough', 'smooth'], ...cells));
        expect(await expectQuotes()).toBeGreaterThan(0);
      }),
      { numRuns: 10 },
    );
  });
});
