import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { GraphView, SearchCursor, SearchRequest } from '../../../src/graph/ports/reading.js';
import { searchKey } from '../../../src/graph/search/searched-words.js';
import { inMemoryReaderOf } from '../../support/in-memory-readers.js';
import { postgresStore, sqliteStore, type TestStore } from '../../support/stores.js';
import { runs } from '../../support/test-run.js';
import {
  approach,
  baseConcepts,
  dimension,
  feature,
  imported,
  put,
  value,
  textClaim,
} from '../contract/examples.js';
import { anyText } from '../../support/any-text.js';

const texts = [
  'Managed Service Provider',
  'DevOps & co.',
  'C++ and C#, .NET or F#',
  'A well-known e-mail server (24/7)',
  'Résumé of the Straße № 5 ½',
  '敏捷软件开发 and アジャイル開発',
  'การพัฒนา ซอฟต์แวร์',
  "O’Brien's “law” — 100 % of it",
  'licence licences licensed',
  '😀 👩‍👩‍👧 e\u0301 \u202E \uFEFF',
  `"NEAR" * AND (OR) -x col:y %_\\ ' ; --`,
  'Kubernetes kubectl Kubernetes-native',
  'AT&T and R & D, Q&A',
  'GPLv2.0, v3.1.4 and 3.10',
  'Boxes, caches, cookies and media',
];

/** A graph in which each text is a name, an alias, a summary, the text of a claim and a value. */
const graph = put(
  ...baseConcepts,
  dimension('terms', { valueType: 'TERMS', cardinality: 'MULTIPLE' }),
  ...texts.flatMap((text, number) => [
    approach(`a${number}`, { name: text, aliases: [texts[(number + 1) % texts.length] ?? ''] }),
    feature(`f${number}`, { summary: text }),
  ]),
  ...texts.flatMap((text, number) => [
    textClaim(`approach/a${number}`, 'DEFINED_AS', texts[(number + 2) % texts.length] ?? ''),
    value({
      subject: `approach/a${number}`,
      target: 'dimension/terms',
      value: { type: 'TERMS', terms: [text, `term ${number}`] },
    }),
  ]),
);

const textPart = fc.constantFrom(...texts.flatMap((text) => [...text.split(/\s+/u), text]));
/** Parts with searchable characters: a search for other parts is rejected. */
const searchable = textPart.filter((text) => searchKey(text) !== '');
const damaged = fc
  .tuple(textPart, fc.nat(), fc.constantFrom('', 'x', ' ', '*', '"', "'", '\\', '-', '\0', '\uD800'))
  .map(([text, number, sign]) => {
    const index = number % (text.length + 1);
    return text.slice(0, index) + sign + text.slice(index + 1);
  });
const searches = fc.oneof(
  textPart,
  damaged,
  fc.tuple(damaged, textPart).map((both) => both.join(' ')),
  anyText({ maxLength: 30 }),
  fc.string({ unit: 'grapheme', maxLength: 210 }),
);

describe('A search', () => {
  let stores: readonly TestStore[];
  let views: readonly GraphView[];
  beforeAll(async () => {
    stores = await Promise.all([sqliteStore, postgresStore].map(({ open }) => open()));
    views = await Promise.all(
      stores.map(async ({ store }) => {
        await store.apply(graph, imported);
        return (await store.reader.openView()) as GraphView;
      }),
    );
    const model = await inMemoryReaderOf((stores[0] as TestStore).store);
    views = [...views, (await model.openView()) as GraphView];
  });
  afterAll(async () => {
    for (const each of stores) await each.close();
  });

  const pageOf = (request: SearchRequest) =>
    Promise.all(
      views.map(async (view) => {
        try {
          return await view.searchPage(request);
        } catch (error) {
          return error as Error;
        }
      }),
    );

  test('returns the same results on every database and in memory for any input, with valid text ranges', async () => {
    await fc.assert(
      fc.asyncProperty(searches, async (text) => {
        const [result, ...others] = await pageOf({ text, kinds: null, first: 500, after: null });
        for (const other of others) expect(other).toStrictEqual(result);
        if (result instanceof Error) {
          expect(result).toMatchObject({ code: 'BAD_USER_INPUT' });
          return;
        }
        expect(result?.totalCount).toBe(result?.items.length);
        for (const { score, matches } of result?.items ?? []) {
          expect(score).toBeGreaterThan(0);
          expect(score).toBeLessThanOrEqual(1);
          expect(matches.length).toBeGreaterThan(0);
          for (const match of matches) {
            expect(match.ranges.length).toBeGreaterThan(0);
            let previousEnd = -1;
            for (const { start, end } of match.ranges) {
              expect(start).toBeGreaterThan(previousEnd);
              expect(end).toBeGreaterThan(start);
              previousEnd = end;
            }
            expect(previousEnd).toBeLessThanOrEqual([...match.text].length);
          }
        }
      }),
      { numRuns: runs(250) },
    );
  });

  test('returns the same results on every database and in memory for random graphs', async () => {
    const word = fc.constantFrom(
      'cloud',
      'clouds',
      'Clowd',
      'CloudHost',
      'host',
      'hosts',
      'C++',
      'C',
      'R&D',
      '3.10',
      '3.1',
      '云',
    );
    const words = fc.array(word, { minLength: 1, maxLength: 4 }).map((list) => list.join(' '));
    const kinds = fc.constantFrom('NAME', 'ALIAS', 'SUMMARY', 'CLAIM', 'VALUE');
    const contents = fc.array(fc.tuple(kinds, words), { minLength: 1, maxLength: 12 });
    let graphCount = 0;
    await fc.assert(
      fc.asyncProperty(
        contents,
        fc.array(words, { minLength: 3, maxLength: 6 }),
        async (content, queries) => {
          graphCount += 1;
          const changes = content.flatMap(([kind, text], index) => {
            const slug = `g${graphCount}-${index}`;
            const about = { subject: `approach/${slug}`, text: kind === 'CLAIM' ? text : null };
            return put(
              approach(slug, {
                name: kind === 'NAME' ? text : slug,
                aliases: kind === 'ALIAS' ? [text] : [],
                summary: kind === 'SUMMARY' ? text : null,
              }),
              ...(kind === 'CLAIM' || kind === 'VALUE'
                ? [value({ ...about, value: { type: 'TEXT', text: kind === 'VALUE' ? text : 'other' } })]
                : []),
            );
          });
          for (const { store } of stores) await store.apply(changes, imported);
          const model = await inMemoryReaderOf((stores[0] as TestStore).store);
          const readers = [...stores.map(({ store }) => store.reader), model];
          for (const text of queries) {
            const pages = await Promise.all(
              readers.map(async (reader) =>
                (await reader.openView())?.searchPage({ text, kinds: null, first: 30, after: null }),
              ),
            );
            for (const page of pages) expect(page).toStrictEqual(pages[0]);
          }
        },
      ),
      { numRuns: runs(200) },
    );
  });

  test('returns pages that contain every result once, for any page size', async () => {
    await fc.assert(
      fc.asyncProperty(searchable, fc.integer({ min: 1, max: 5 }), async (text, first) => {
        for (const view of views) {
          const allResults = await view.searchPage({ text, kinds: null, first: 500, after: null });
          const pagedIds: string[] = [];
          let after: SearchCursor | null = null;
          for (let hasMore = true; hasMore;) {
            const page = await view.searchPage({ text, kinds: null, first, after });
            pagedIds.push(...page.items.map(({ concept }) => concept.id));
            after = page.cursors.at(-1) ?? null;
            hasMore = page.hasNextPage;
          }
          expect(pagedIds).toEqual(allResults.items.map(({ concept }) => concept.id));
        }
      }),
      { numRuns: runs(20) },
    );
  });
});
