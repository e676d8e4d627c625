import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { GraphView, SearchCursor, SearchRequest } from '../../../src/graph/ports/reading.js';
import { searchKey } from '../../../src/graph/search/searched-words.js';
import { postgresStore, sqliteStore, type TestStore } from '../../support/stores.js';
import { runs } from '../../support/test-run.js';
import { approach, basis, dimension, feature, imported, put, value, words } from '../contract/examples.js';
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
];

/** A graph in which each text is a name, an alias, a summary, the words of a claim and a value. */
const graph = put(
  ...basis,
  dimension('terms', { valueType: 'TERMS', cardinality: 'MULTIPLE' }),
  ...texts.flatMap((text, n) => [
    approach(`a${n}`, { name: text, aliases: [texts[(n + 1) % texts.length] ?? ''] }),
    feature(`f${n}`, { summary: text }),
  ]),
  ...texts.flatMap((text, n) => [
    words(`approach/a${n}`, 'DEFINED_AS', texts[(n + 2) % texts.length] ?? ''),
    value({
      subject: `approach/a${n}`,
      target: 'dimension/terms',
      value: { type: 'TERMS', terms: [text, `term ${n}`] },
    }),
  ]),
);

const piece = fc.constantFrom(...texts.flatMap((text) => [...text.split(/\s+/u), text]));
/** Excludes texts of invisible characters only, which are rejected. */
const readable = piece.filter((text) => searchKey(text) !== '');
const damaged = fc
  .tuple(piece, fc.nat(), fc.constantFrom('', 'x', ' ', '*', '"', "'", '\\', '-', '\0', '\uD800'))
  .map(([text, place, sign]) => {
    const at = place % (text.length + 1);
    return text.slice(0, at) + sign + text.slice(at + 1);
  });
const searches = fc.oneof(
  piece,
  damaged,
  fc.tuple(damaged, piece).map((both) => both.join(' ')),
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

  test('finds the same on every database for any input, with text ranges inside its texts', async () => {
    await fc.assert(
      fc.asyncProperty(searches, async (text) => {
        const [answer, ...others] = await pageOf({ text, kinds: null, first: 500, after: null });
        for (const other of others) expect(other).toStrictEqual(answer);
        if (answer instanceof Error) {
          expect(answer).toMatchObject({ code: 'BAD_USER_INPUT' });
          return;
        }
        expect(answer?.totalCount).toBe(answer?.items.length);
        for (const { score, matches } of answer?.items ?? []) {
          expect(score).toBeGreaterThan(0);
          expect(score).toBeLessThanOrEqual(1);
          expect(matches.length).toBeGreaterThan(0);
          for (const match of matches) {
            expect(match.ranges.length).toBeGreaterThan(0);
            let last = -1;
            for (const { start, end } of match.ranges) {
              expect(start).toBeGreaterThan(last);
              expect(end).toBeGreaterThan(start);
              last = end;
            }
            expect(last).toBeLessThanOrEqual([...match.text].length);
          }
        }
      }),
      { numRuns: runs(250) },
    );
  });

  test('returns pages that contain every result once, for any page size', async () => {
    await fc.assert(
      fc.asyncProperty(readable, fc.integer({ min: 1, max: 5 }), async (text, first) => {
        for (const view of views) {
          const whole = await view.searchPage({ text, kinds: null, first: 500, after: null });
          const walked: string[] = [];
          let after: SearchCursor | null = null;
          for (let more = true; more;) {
            const page = await view.searchPage({ text, kinds: null, first, after });
            walked.push(...page.items.map(({ concept }) => concept.id));
            after = page.cursors.at(-1) ?? null;
            more = page.hasNextPage;
          }
          expect(walked).toEqual(whole.items.map(({ concept }) => concept.id));
        }
      }),
      { numRuns: runs(20) },
    );
  });
});
