import { describe, expect, test } from '@jest/globals';
import { claimId } from '../../../src/graph/identity.js';
import type { Change, ClaimDraft } from '../../../src/graph/ports/writing.js';
import type { OpenSubject, Subject } from './contract.js';
import {
  approach,
  baseConcepts,
  citation,
  completeSource,
  dimension,
  edited,
  endClaim,
  imported,
  put,
  value,
} from './examples.js';

const complete = completeSource('cited-source/article');
const grown = (text: string): ClaimDraft => value({ value: { type: 'TEXT', text } });

export function describeKeptEdits(open: OpenSubject): void {
  describe('an import of claims and concepts that an edit has changed', () => {
    const article = (...claims: ClaimDraft[]): readonly Change[] => [
      ...put(...baseConcepts, ...claims),
      complete,
    ];

    async function current({ view }: Subject, claim: ClaimDraft) {
      const id = claimId(claim);
      const newest = await view();
      return [(await newest.claims([id]))[0], (await newest.citations([id]))[0]] as const;
    }

    test('leaves the rank, the text and the citations of the edit, and reports the changed claim', async () => {
      const subject = await open();
      const { store } = subject;
      const stated = value({ text: 'as stated', citations: [citation({ quote: 'stated' })] });
      await store.apply(article(stated), imported);
      const better = {
        ...stated,
        rank: 'PREFERRED',
        text: 'mended',
        citations: [citation({ quote: 'mended' })],
      } as const;
      await store.apply(put(better), edited);
      const again = await store.apply(article(stated), imported);
      expect(again).toMatchObject({ revision: null });
      expect(again.kept).toEqual({
        count: 1,
        items: [
          { thing: 'CLAIM', id: claimId(stated), edit: 'CHANGED', by: null, revision: 2, proposes: null },
        ],
      });
      expect(await current(subject, stated)).toMatchObject([
        { rank: 'PREFERRED', text: 'mended' },
        [{ quote: 'mended' }],
      ]);
    });

    test('applies the changes of the source to other members, and proposes its changes to the edited member', async () => {
      const subject = await open();
      const { store } = subject;
      const stated = value({ text: 'first words' });
      await store.apply(article(stated), imported);
      await store.apply(put({ ...stated, rank: 'PREFERRED' }), edited);
      const second = await store.apply(article({ ...stated, text: 'second words' }), imported);
      expect(second.kept.items).toMatchObject([{ edit: 'CHANGED', proposes: null }]);
      expect(await current(subject, stated)).toMatchObject([{ rank: 'PREFERRED', text: 'second words' }, []]);

      await store.apply(put({ ...stated, rank: 'PREFERRED', text: 'mended words' }), edited);
      const third = article({ ...stated, text: 'third words' });
      const { revision, kept } = await store.apply(third, imported);
      expect(revision).toBeNull();
      expect(kept.items).toMatchObject([
        {
          id: claimId(stated),
          edit: 'CHANGED',
          proposes: { type: 'putClaim', claim: { text: 'third words' } },
        },
      ]);
      expect(await current(subject, stated)).toMatchObject([{ rank: 'PREFERRED', text: 'mended words' }, []]);
    });

    test('applies a change to a member that an edit has set back to the imported value', async () => {
      const subject = await open();
      const { store } = subject;
      const stated = value({ text: 'first' });
      await store.apply(article(stated), imported);
      await store.apply(put({ ...stated, text: 'other' }), edited);
      await store.apply(put(stated), edited);
      expect((await store.apply(article({ ...stated, text: 'second' }), imported)).kept.count).toBe(0);
      expect(await current(subject, stated)).toMatchObject([{ text: 'second' }, []]);
    });

    test('leaves a claim that an edit added, and fills in its empty members', async () => {
      const subject = await open();
      const { store } = subject;
      await store.apply(article(), imported);
      const added = value({ rank: 'PREFERRED' });
      await store.apply(put(added), edited);
      expect((await store.apply(article(), imported)).revision).toBeNull();
      await store.apply(article(value({ text: 'words' })), imported);
      expect(await current(subject, added)).toMatchObject([{ rank: 'PREFERRED', text: 'words' }, []]);
      await store.apply(article(), imported);
      expect(await current(subject, added)).toMatchObject([{ rank: 'PREFERRED' }, []]);
    });

    test('leaves the members that the edit set in a concept, and applies the others', async () => {
      const { store, view } = await open();
      await store.apply(put(approach('x', { name: 'Eks', summary: 'first' })), imported);
      await store.apply(put(approach('x', { name: 'X', summary: 'first' })), edited);
      const { kept } = await store.apply(put(approach('x', { name: 'Eks', summary: 'second' })), imported);
      expect(kept.items).toMatchObject([{ thing: 'CONCEPT', id: 'approach/x', edit: 'CHANGED' }]);
      expect(await (await view()).concepts([{ kind: 'APPROACH', reference: 'x' }])).toMatchObject([
        { name: 'X', summary: 'second' },
      ]);
    });

    test('leaves a dimension unchanged if its imported members do not fit those of the edit', async () => {
      const { store, view } = await open();
      const size = (unit: string) => dimension('size', { valueType: 'QUANTITY', unit });
      await store.apply(put(size('m')), imported);
      await store.apply(put(size('km')), edited);
      await store.apply(put(dimension('size', { valueType: 'TEXT' })), imported);
      expect(await (await view()).concepts([{ kind: 'DIMENSION', reference: 'size' }])).toMatchObject([
        { valueType: 'QUANTITY', unit: 'km' },
      ]);
    });

    test('reports the claims that the edit ended and replaced', async () => {
      const { store } = await open();
      const [ended, wrong, right] = [value({ subject: 'approach/devops' }), grown('wrong'), grown('right')];
      await store.apply(article(ended, wrong), imported);
      const replacing = { ...right, supersedes: claimId(wrong) };
      await store.apply([endClaim(ended), endClaim(wrong), ...put(replacing)], edited);
      const { kept } = await store.apply(article(ended, wrong), imported);
      const entry = { thing: 'CLAIM', revision: 2, proposes: null };
      expect(kept.items).toEqual([
        { ...entry, id: claimId(ended), edit: 'ENDED', by: null },
        { ...entry, id: claimId(wrong), edit: 'REPLACED', by: claimId(right) },
      ]);
    });

    test('proposes the changed statement of the source, instead of adding a claim that contests the edit', async () => {
      const { store, view } = await open();
      const [wrong, right, changed] = ['wrong', 'right', 'changed'].map(grown) as [
        ClaimDraft,
        ClaimDraft,
        ClaimDraft,
      ];
      await store.apply(article(wrong), imported);
      const mended = { ...grown('mended'), supersedes: claimId(wrong) };
      await store.apply([endClaim(wrong), ...put(mended)], edited);
      await store.apply([endClaim(mended), ...put({ ...right, supersedes: claimId(mended) })], edited);
      const { revision, kept } = await store.apply(article(changed), imported);
      expect(revision).toBeNull();
      expect(kept.items).toMatchObject([
        {
          edit: 'REPLACED',
          by: claimId(right),
          proposes: { type: 'putClaim', claim: { value: { text: 'changed' }, supersedes: claimId(right) } },
        },
      ]);
      expect(await (await view()).claims([wrong, right, changed].map(claimId))).toMatchObject([
        null,
        {},
        null,
      ]);

      // If the source still states the replaced claim, no other claim of the source is a new version of that claim. So the other claim is added.
      const both = await store.apply(article(changed, wrong), imported);
      expect(both).toMatchObject({
        claims: { added: 1 },
        kept: { items: [{ id: claimId(wrong), edit: 'ENDED', proposes: null }] },
      });
    });

    test('reports each change that takes effect to onChange', async () => {
      const { store } = await open();
      const [same, gone, fresh] = [value({ text: 'same' }), grown('gone'), grown('fresh')];
      await store.apply(article(same, gone), imported);
      await store.apply(put({ ...same, rank: 'PREFERRED' }), edited);
      const changes: Change[] = [];
      const onChange = (change: Change): void => void changes.push(change);
      await store.rehearse(article({ ...same, text: 'other' }, fresh), imported, { onChange });
      expect(changes).toMatchObject([
        { type: 'putClaim', claim: { text: 'other', rank: 'PREFERRED' } },
        { type: 'putClaim', claim: { value: { text: 'fresh' } } },
        { type: 'endClaim', id: claimId(gone) },
      ]);
    });
  });
}
