import { describe, expect, test } from '@jest/globals';
import type { FeedBatch } from '../../../src/graph/ports/feed.js';
import type { GraphStore } from '../../../src/graph/ports/writing.js';
import type { OpenSubject } from './contract.js';
import { approach, baseConcepts, citation, endClaim, put, source, value, textClaim } from './examples.js';

type RowsOf<Type extends FeedBatch['type']> = Extract<FeedBatch, { type: Type }>['rows'];

async function readRows<Type extends FeedBatch['type']>(
  { feed }: GraphStore,
  type: Type,
  from: number,
  to: number,
): Promise<RowsOf<Type>> {
  const rows: unknown[] = [];
  for await (const batch of feed.between(from, to)) if (batch.type === type) rows.push(...batch.rows);
  return rows as unknown as RowsOf<Type>;
}

const specialTexts = [
  ...['\t', '\n', '\r', '\r\n', '\b', '\f', '\v', '\\', '\\N', '\\\\N', '\\t', '\\.', '"', "'", ',', '|'],
  ...[
    '\\\n',
    'tab\tand\\\ttab',
    'é',
    '🌳',
    'e\u0301',
    '\u2028',
    '\u00a0',
    '\x7f',
    '\x01',
    '\x1e',
    '\x1f',
    '{}',
    'null',
    '0',
  ],
];

export function describeFeed(open: OpenSubject): void {
  describe('the feed', () => {
    test('returns texts with special characters unchanged', async () => {
      const { apply, store } = await open();
      const texts = specialTexts.map((each, index) => `${index}${each}${each}.`);
      await apply([
        ...put(
          ...baseConcepts,
          approach('oak', { name: 'Oak \\ 🌳', summary: '\ta\\n\n', aliases: ['\\', 'a\tb'] }),
        ),
        ...put(
          ...texts.map((each, position) =>
            value({
              value: { type: 'TEXT', text: each },
              text: each,
              position: position - 3,
              qualifiers: [{ key: 'plan', value: each }],
              citations: [
                citation({ quote: each, prefix: each, suffix: each, locator: each, start: position }),
              ],
            }),
          ),
        ),
      ]);
      const claims = await readRows(store, 'claims', 0, 1);
      const byText = new Map(claims.map((claim) => [claim.text, claim]));
      for (const [index, text] of texts.entries()) {
        const claim = byText.get(text);
        expect(claim).toMatchObject({ position: index - 3, absence: null, supersedes: null, since: 1 });
        expect(JSON.parse(claim?.value ?? '')).toStrictEqual({ type: 'TEXT', text });
        expect(JSON.parse(claim?.qualifiers ?? '')).toStrictEqual([{ key: 'plan', value: text }]);
      }
      const citations = await readRows(store, 'citations', 0, 1);
      expect(citations.map(({ quote }) => quote).sort()).toStrictEqual([...texts].sort());
      for (const { quote, prefix, suffix, locator, start, end, textHash } of citations) {
        expect([prefix, suffix, locator, end, textHash]).toStrictEqual([quote, quote, quote, null, null]);
        expect(start).toBe(texts.indexOf(quote ?? ''));
      }
      const concepts = await readRows(store, 'concepts', 0, 1);
      expect(concepts.find(({ concept }) => concept.slug === 'oak')).toMatchObject({
        since: 1,
        concept: { name: 'Oak \\ 🌳', summary: '\ta\\n\n', aliases: ['\\', 'a\tb'], sameAs: [] },
      });
    });

    test('returns texts that are longer than one read of the connection, and many short texts', async () => {
      const { apply, store } = await open();
      const longTexts = ['🌳\n'.repeat(100_000), 'é\\'.repeat(300_000), 'short', 'x'.repeat(1_000_000)];
      const shortTexts = Array.from({ length: 1_200 }, (_, index) => `Words ${index}.`);
      await apply([
        ...put(...baseConcepts),
        ...put(...[...longTexts, ...shortTexts].map((each) => textClaim('approach/msp', 'DEFINED_AS', each))),
      ]);
      const claims = await readRows(store, 'claims', 0, 1);
      expect(claims.length).toBe(longTexts.length + shortTexts.length);
      const fedTexts = new Set(claims.map(({ text }) => text));
      expect([...longTexts, ...shortTexts].filter((each) => !fedTexts.has(each))).toStrictEqual([]);
    });

    test('returns each citation with its position and its claim', async () => {
      const { apply, store } = await open();
      const pages = [1, 2, 3].map((page) => citation({ locator: `page ${page}` }));
      const claim = value({ citations: pages });
      await apply([...put(...baseConcepts, claim)]);
      await apply(put({ ...claim, citations: [...pages].reverse() }));
      const positions = async (from: number, to: number): Promise<readonly string[]> =>
        (await readRows(store, 'citations', from, to))
          .map(({ ordinal, locator }) => `${ordinal}: ${locator}`)
          .sort();
      expect(await positions(0, 1)).toStrictEqual(['0: page 1', '1: page 2', '2: page 3']);
      const reversed = ['0: page 3', '1: page 2', '2: page 1'];
      expect(await positions(0, 2)).toStrictEqual(reversed);
      expect(await positions(1, 2)).toStrictEqual(reversed);
      expect(new Set((await readRows(store, 'citations', 0, 2)).map((each) => each.claim)).size).toBe(1);
    });

    test('returns the rows that a range of revisions added and ended, without later changes', async () => {
      const { apply, store } = await open();
      const first = value();
      const second = value({ value: { type: 'TEXT', text: 'a culture' }, subject: 'approach/devops' });
      await apply(put(...baseConcepts, first));
      await apply([...put(second), endClaim(first)]);
      await apply([
        ...put(source('later'), textClaim('approach/msp', 'DEFINED_AS', 'Later.')),
        endClaim(second),
      ]);
      const subjects = async (from: number, to: number): Promise<readonly string[]> =>
        (await readRows(store, 'claims', from, to)).map(({ subject }) => subject);
      expect(await subjects(0, 1)).toStrictEqual(['approach/msp']);
      expect(await subjects(0, 2)).toStrictEqual(['approach/devops']);
      expect(await subjects(1, 2)).toStrictEqual(['approach/devops']);
      expect(await subjects(2, 3)).toStrictEqual(['approach/msp']);
      expect(await readRows(store, 'ends', 1, 2)).toMatchObject([{ thing: 'CLAIM', until: 2 }]);
      expect(await readRows(store, 'ends', 0, 3)).toStrictEqual([]);
      expect((await readRows(store, 'concepts', 2, 3)).map(({ concept }) => concept.id)).toStrictEqual([
        'cited-source/later',
      ]);
      expect((await readRows(store, 'concepts', 0, 2)).length).toBe(baseConcepts.length);
    });

    test('can be read completely after many readers closed it before its end', async () => {
      const { apply, store, view } = await open();
      const definitions = Array.from({ length: 1_500 }, (_, index) =>
        textClaim('approach/msp', 'DEFINED_AS', `${index} `.repeat(99)),
      );
      await apply(put(...baseConcepts, ...definitions));
      for (let time = 0; time < 10; time += 1) {
        for await (const { type } of store.feed.between(0, 1)) if (type === 'claims') break;
      }
      expect((await readRows(store, 'claims', 0, 1)).length).toBe(definitions.length);
      expect((await view()).revision.number).toBe(1);
    });

    test('rejects revisions that are not integers', async () => {
      const { store } = await open();
      await expect(readRows(store, 'claims', 0, 1.5)).rejects.toThrow(TypeError);
      await expect(readRows(store, 'claims', Number.NaN, 1)).rejects.toThrow(TypeError);
    });
  });
}
