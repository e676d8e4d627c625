import { describe, expect, test } from '@jest/globals';
import { claimId } from '../../../src/graph/identity.js';
import type { Change } from '../../../src/graph/ports/writing.js';
import type { OpenSubject } from './contract.js';
import {
  approach,
  baseConcepts,
  benefit,
  citation,
  completeSource,
  dimension,
  edited,
  endClaim,
  endConcept,
  imported,
  link,
  put,
  source,
  value,
} from './examples.js';

const zeroCounts = { added: 0, changed: 0, ended: 0 };
const nothingKept = { count: 0, items: [] };
const text = (content: string) => value({ value: { type: 'TEXT', text: content } });

export function describeApplying(open: OpenSubject): void {
  describe('applying a set of changes', () => {
    test('counts the added, changed and ended concepts and claims', async () => {
      const { store } = await open();
      const first = put(...baseConcepts, approach('gone'), text('a'), text('b'), text('c'));
      expect(await store.apply(first, imported)).toMatchObject({
        revision: { number: 1 },
        concepts: { added: 5, changed: 0, ended: 0 },
        claims: { added: 3, changed: 0, ended: 0 },
      });
      const second = [
        ...put(
          approach('msp', { name: 'Other' }),
          approach('new'),
          { ...text('a'), position: 9 },
          text('d'),
          text('b'),
        ),
        endClaim(text('c')),
        endConcept('approach/gone'),
      ];
      expect(await store.apply(second, imported)).toMatchObject({
        revision: { number: 2 },
        concepts: { added: 1, changed: 1, ended: 1 },
        claims: { added: 1, changed: 1, ended: 1 },
      });
    });

    test('as a dry run returns the result and does not change the graph', async () => {
      const { store, view } = await open();
      await store.apply(put(...baseConcepts, text('old')), imported);
      const set = [
        ...put(approach('msp', { name: 'Other' }), approach('new'), text('a')),
        endClaim(text('old')),
      ];
      const rehearsed = await store.rehearse(set, imported);
      expect(rehearsed).toMatchObject({
        revision: { number: 2 },
        concepts: { added: 1, changed: 1, ended: 0 },
        claims: { added: 1, changed: 0, ended: 1 },
      });
      const current = await view();
      expect(current.revision.number).toBe(1);
      expect(await current.conceptsNamed(['other', 'new'])).toEqual([[], []]);
      expect(await current.claims([text('a'), text('old')].map(claimId))).toMatchObject([null, { since: 1 }]);
      const applied = await store.apply(set, imported);
      expect([applied.concepts, applied.claims]).toEqual([rehearsed.concepts, rehearsed.claims]);
      expect(await store.rehearse(set, imported).catch((error: unknown) => error)).toEqual({
        revision: null,
        concepts: zeroCounts,
        claims: zeroCounts,
        kept: nothingKept,
      });
    });

    test('a second time does not change the graph and does not create a revision', async () => {
      const { store, view } = await open();
      await store.apply(put(...baseConcepts, text('old'), approach('old')), imported);
      const set = [
        ...put(...baseConcepts, approach('msp-2', { aliases: ['x'] }), {
          ...text('a'),
          citations: [citation({ quote: 'q' })],
        }),
        endClaim(text('old')),
        endConcept('approach/old'),
        completeSource('cited-source/article'),
      ];
      expect(await store.apply(set, imported)).toMatchObject({ revision: { number: 2 } });
      expect(await store.apply(set, imported)).toStrictEqual({
        revision: null,
        concepts: zeroCounts,
        claims: zeroCounts,
        kept: nothingKept,
      });
      expect(await store.apply(set, edited)).toStrictEqual({
        revision: null,
        concepts: zeroCounts,
        claims: zeroCounts,
        kept: nothingKept,
      });
      expect((await view()).revision.number).toBe(2);
    });

    test('does not create a revision if the set is empty', async () => {
      const { store } = await open();
      expect(await store.apply([], imported)).toStrictEqual({
        revision: null,
        concepts: zeroCounts,
        claims: zeroCounts,
        kept: nothingKept,
      });
    });

    test('detects a change of each part of a claim that is not part of its id', async () => {
      const { store } = await open();
      const before = value({ citations: [citation({ locator: 'a' })] });
      await store.apply(put(...baseConcepts, before), imported);
      const changes = [
        { text: 'words' },
        { rank: 'DEPRECATED' as const },
        { position: 4 },
        { supersedes: 'claim/other' },
        { citations: [citation({ locator: 'b' })] },
        { citations: [] },
        { value: { type: 'TEXT' as const, text: 'OUTSOURCED' } },
      ];
      for (const change of changes) {
        expect((await store.apply(put({ ...before, ...change }), imported)).claims).toEqual({
          ...zeroCounts,
          changed: 1,
        });
      }
    });

    test('accepts an async iterable of many batches, whose claims name concepts of earlier batches', async () => {
      const { store, view } = await open();
      async function* largeSet(): AsyncGenerator<Change> {
        yield* put(...baseConcepts);
        for (let number = 0; number < 2_500; number += 1) {
          yield* put(text(`value ${number}`));
          await Promise.resolve();
        }
        yield* put(approach('last'), value({ subject: 'approach/last' }));
      }
      expect(await store.apply(largeSet(), imported)).toMatchObject({
        concepts: { ...zeroCounts, added: 5 },
        claims: { ...zeroCounts, added: 2_501 },
      });
      expect(await store.apply(largeSet(), imported)).toMatchObject({ revision: null });
      const [claims] = await (await view()).claimsAbout(['approach/msp'], {});
      expect(claims).toHaveLength(2_500);
    });

    test('yields to the event loop', async () => {
      const { store } = await open();
      let turns = 0;
      const ticking = setInterval(() => (turns += 1), 0);
      const manyClaims = Array.from({ length: 3_000 }, (_, number) => text(`value ${number}`));
      await store.apply(put(...baseConcepts, ...manyClaims), imported).finally(() => clearInterval(ticking));
      expect(turns).toBeGreaterThan(0);
    });

    test('completes a source: its other claims end, and claims of other sources stay valid', async () => {
      const { store, view } = await open();
      const claimOfOther = { ...text('a'), source: 'cited-source/other' };
      await store.apply(put(...baseConcepts, source('other'), text('a'), text('b'), claimOfOther), imported);
      const set = [completeSource('cited-source/article'), ...put(text('b'), text('c'))];
      expect((await store.apply(set, imported)).claims).toEqual({ added: 1, changed: 0, ended: 1 });
      const found = await (await view()).claims([text('a'), text('b'), text('c'), claimOfOther].map(claimId));
      expect(found.map((claim) => claim !== null)).toEqual([false, true, true, true]);
    });

    test('ends a concept together with the claims that name it, in any order', async () => {
      const { store, view } = await open();
      await store.apply(put(...baseConcepts, text('a'), text('b')), imported);
      const set = [
        endConcept('cited-source/article'),
        endConcept('dimension/nature'),
        completeSource('cited-source/article'),
        endClaim(text('a')),
      ];
      expect(await store.apply(set, imported)).toMatchObject({
        concepts: { ...zeroCounts, ended: 2 },
        claims: { ...zeroCounts, ended: 2 },
      });
      expect(await (await view()).conceptsNamed(['nature'])).toEqual([[]]);
    });

    test('restores concepts and claims that an import has ended', async () => {
      const { store, view } = await open();
      await store.apply(put(...baseConcepts, text('a')), imported);
      await store.apply([completeSource('cited-source/article'), endConcept('approach/devops')], imported);
      expect(await store.apply(put(...baseConcepts, text('a')), imported)).toMatchObject({
        concepts: { ...zeroCounts, added: 1 },
        claims: { ...zeroCounts, added: 1 },
      });
      expect(await (await view()).claims([claimId(text('a'))])).toMatchObject([{ since: 3 }]);
    });

    test('accepts a change of a dimension if its claims fit the changed dimension', async () => {
      const { store } = await open();
      const scale = (...levels: string[]) => dimension('size', { valueType: 'ORDINAL', levels });
      const large = value({ target: 'dimension/size', value: { type: 'ORDINAL', level: 'large' } });
      await store.apply(put(...baseConcepts, scale('small', 'large'), large), imported);
      const { concepts } = await store.apply(put(scale('tiny', 'large', 'huge')), imported);
      expect(concepts).toEqual({ ...zeroCounts, changed: 1 });
    });

    test('validates a claim with the definition that its dimension has after earlier changes of the set', async () => {
      const { store } = await open();
      const scale = (...levels: string[]) => dimension('size', { valueType: 'ORDINAL', levels });
      const claimOf = (level: string) =>
        value({ target: 'dimension/size', value: { type: 'ORDINAL', level } });
      await store.apply(put(...baseConcepts, scale('small', 'large')), imported);
      const set = put(claimOf('small'), scale('small', 'large', 'huge'), claimOf('huge'));
      expect(await store.apply(set, imported)).toMatchObject({ claims: { ...zeroCounts, added: 2 } });
    });
  });

  describe('the result of an edit', () => {
    test('is not undone by an import: an ended claim or concept stays ended', async () => {
      const { store, view } = await open();
      const article = [...put(...baseConcepts, benefit('speed'), text('a'), text('b'))];
      const linked = link('approach/msp', 'BRINGS_BENEFIT', 'benefit/speed');
      await store.apply([...article, ...put(linked)], imported);
      await store.apply([endClaim(text('a')), endClaim(linked), endConcept('benefit/speed')], edited);

      const newLink = link('approach/devops', 'BRINGS_BENEFIT', 'benefit/speed');
      const nextImport = [...article, ...put(linked, newLink), completeSource('cited-source/article')];
      expect(await store.apply(nextImport, imported)).toMatchObject({
        revision: null,
        concepts: zeroCounts,
        claims: zeroCounts,
        kept: { count: 4, items: [{ thing: 'CONCEPT', edit: 'ENDED', revision: 2 }, {}, {}, {}] },
      });
      expect(await (await view()).claims([text('a'), linked, newLink].map(claimId))).toEqual([
        null,
        null,
        null,
      ]);
      expect(await store.apply(put(benefit('speed'), text('a')), edited)).toMatchObject({
        concepts: { ...zeroCounts, added: 1 },
        claims: { ...zeroCounts, added: 1 },
      });
      expect(await store.apply(nextImport, imported)).toMatchObject({ claims: { ...zeroCounts, added: 1 } });
    });

    test('is not undone by an import: a replaced claim stays replaced', async () => {
      const { store, view } = await open();
      const article = [...put(...baseConcepts, text('a')), completeSource('cited-source/article')];
      await store.apply(article, imported);
      const better = { ...text('better'), supersedes: claimId(text('a')) };
      await store.apply([endClaim(text('a')), ...put(better)], edited);
      expect(await store.apply(article, imported)).toMatchObject({
        revision: null,
        concepts: zeroCounts,
        claims: zeroCounts,
        kept: { items: [{ edit: 'REPLACED', by: claimId(better), revision: 2 }] },
      });
      expect(await (await view()).claims([text('a'), better].map(claimId))).toMatchObject([
        null,
        { since: 2 },
      ]);
    });

    test('is not undone by an import: a replacement stays valid if the replaced claim is imported later', async () => {
      const { store } = await open();
      const better = { ...text('better'), supersedes: claimId(text('a')) };
      await store.apply(put(...baseConcepts, better), edited);
      expect(await store.apply(put(text('a')), imported)).toMatchObject({ revision: null });
      await store.apply([endClaim(better)], edited);
      expect(await store.apply(put(text('a')), imported)).toMatchObject({
        claims: { ...zeroCounts, added: 1 },
      });
    });
  });
}
