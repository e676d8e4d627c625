import { describe, expect, test } from '@jest/globals';
import type { Citation } from '../../../src/graph/claim.js';
import { claimId } from '../../../src/graph/identity.js';
import type { ErasureKind } from '../../../src/graph/ports/erasures.js';
import type { ErasureRequest } from '../../../src/graph/ports/erasing.js';
import type { Change, ClaimDraft } from '../../../src/graph/ports/writing.js';
import { runStatements } from '../../support/statements.js';
import { storedBytes } from '../../support/stored-bytes.js';
import type { OpenSubject, Subject } from './contract.js';
import {
  baseConcepts,
  citation,
  completeSource,
  dimension,
  edited,
  endClaim,
  imported,
  put,
  putText,
  source,
  text,
  textClaim,
  value,
} from './examples.js';

const article = 'cited-source/article';
const graph = [...baseConcepts, dimension('height', { valueType: 'QUANTITY', unit: 'm' }), source('other')];
const height = { type: 'QUANTITY', minimum: '3', maximum: '3', unit: 'm' } as const;

function request(members: Pick<ErasureRequest, 'kind' | 'targets'>): ErasureRequest {
  return { reason: 'LEGAL_ORDER', author: 'Ada', message: 'Case 7', ...members };
}

const oak = text('Before. Mossgrown oaks last. After. Birches bend.');
/** Builds a citation of a part of `oak`, with at most `around` characters before and after the part. */
function quoteOf(quote: string, around = 3, members: Partial<Citation> = {}): Citation {
  const start = oak.text.indexOf(quote);
  const end = start + quote.length;
  return citation({
    locator: 'Trees',
    quote,
    prefix: oak.text.slice(Math.max(0, start - around), start),
    suffix: oak.text.slice(end, end + around),
    start,
    end,
    textHash: oak.hash,
    ...members,
  });
}

const stated = value({
  value: { type: 'TEXT', text: 'Mossgrown' },
  text: 'Mossgrown words',
  citations: [quoteOf('Mossgrown oaks last.')],
});
const measured = value({
  target: 'dimension/height',
  value: height,
  text: 'Birches bend low',
  citations: [quoteOf('Birches bend.', 10)],
});
const defined = textClaim('approach/msp', 'DEFINED_AS', 'An elmwood definition');
const elsewhere = value({
  source: 'cited-source/other',
  text: 'a larch',
  value: { type: 'TEXT', text: 'larch' },
});
const document: readonly Change[] = [
  ...put(...graph),
  putText(oak),
  ...put(stated, measured, defined, elsewhere),
  completeSource(article),
];

async function contentAt({ view }: Subject, at?: number) {
  const opened = await view(at);
  const ids = [stated, measured, defined, elsewhere].map((claim) => claimId(claim));
  return {
    claims: await opened.claims(ids),
    citations: await opened.citations(ids),
    text: (await opened.texts([oak.hash]))[0],
  };
}

export function describeErasing(open: OpenSubject): void {
  describe('an erasure', () => {
    test('of a text removes the text and its quotes from every revision, and keeps the claims', async () => {
      const subject = await open();
      await subject.apply(document);
      await subject.apply(put({ ...stated, rank: 'PREFERRED' }), edited);
      const { revision, counts } = await subject.store.eraser.erase(
        request({ kind: 'TEXT', targets: [oak.hash] }),
      );
      expect(revision).toMatchObject({ number: 3, author: 'Ada', message: 'Case 7', origin: 'EDIT' });
      expect(counts).toStrictEqual({
        texts: 1,
        citations: 3,
        reworded: 0,
        removed: 0,
        edits: 0,
        openEdits: 0,
      });
      for (const at of [1, 2, 3]) {
        const { claims, citations, text: sourceText } = await contentAt(subject, at);
        expect(sourceText).toBeNull();
        expect(claims).toMatchObject([{ text: 'Mossgrown words' }, { text: 'Birches bend low' }, {}, {}]);
        const { locator, quote, prefix, suffix, ...others } = quoteOf('Birches bend.');
        expect([locator, quote, prefix, suffix]).not.toContain(null);
        expect(citations[1]).toStrictEqual([
          { ...others, locator: null, quote: null, prefix: null, suffix: null },
        ]);
      }
    });

    test('of a quote removes the quote, its source text, and the parts of citations that overlap the quote, and keeps the texts of claims', async () => {
      const subject = await open();
      await subject.apply(document);
      await subject.store.eraser.erase(request({ kind: 'QUOTE', targets: [claimId(stated)] }));
      const { claims, citations, text: sourceText } = await contentAt(subject, 1);
      expect(sourceText).toBeNull();
      expect(claims).toMatchObject([{ text: 'Mossgrown words' }, { text: 'Birches bend low' }, {}, {}]);
      expect(citations[0]).toMatchObject([{ quote: null, prefix: null, suffix: null, start: 8 }]);
      // The ten characters before the other quote contain the end of the erased quote.
      expect(citations[1]).toMatchObject([{ quote: 'Birches bend.', prefix: null, suffix: '' }]);
    });

    test('of claims removes the claims that state words, and only the text and the quotes of a claim that states an amount', async () => {
      const subject = await open();
      await subject.apply(document);
      const targets = [stated, measured, defined].map((claim) => claimId(claim));
      const { counts } = await subject.store.eraser.erase(request({ kind: 'CLAIM', targets }));
      expect(counts).toMatchObject({ removed: 2, reworded: 1, texts: 1 });
      const { claims, citations } = await contentAt(subject, 1);
      expect(claims).toMatchObject([null, { value: height, text: null }, null, { text: 'a larch' }]);
      expect(citations[1]).toMatchObject([{ quote: null, prefix: null, suffix: null }]);
    });

    test('of a claim reports the claims that replaced it, and keeps them', async () => {
      const { apply, store, view } = await open();
      await apply(document);
      const taller = { ...measured, value: { ...height, maximum: '4' }, supersedes: claimId(measured) };
      await apply([...put(taller), endClaim(measured)], edited);
      const { places } = await store.eraser.erase(request({ kind: 'CLAIM', targets: [claimId(measured)] }));
      expect(places).toMatchObject({ removed: [], related: [claimId(taller)] });
      const opened = await view();
      expect(await opened.claims([claimId(taller)])).toMatchObject([{ text: 'Birches bend low' }]);
      // The quote has the text range of the erased quote, so it is erased too.
      expect(await opened.citations([claimId(taller)])).toMatchObject([[{ quote: null }]]);
    });

    test('of a source removes its texts, quotes and words, and keeps those of other sources', async () => {
      const subject = await open();
      await subject.apply(document);
      await subject.store.eraser.erase(request({ kind: 'SOURCE', targets: [article] }));
      const { claims, citations, text: sourceText } = await contentAt(subject, 1);
      expect(sourceText).toBeNull();
      expect(claims).toMatchObject([null, { value: height, text: null }, null, { text: 'a larch' }]);
      expect(citations[1]).toMatchObject([{ locator: null, quote: null }]);
    });

    test('removes the erased words from searches, and no other words', async () => {
      const { apply, store, view } = await open();
      await apply(document);
      const totalOf = async (text: string, at: number) =>
        (await (await view(at)).searchPage({ text, kinds: null, first: 5, after: null })).totalCount;
      const [larch, name] = [await totalOf('larch', 1), await totalOf('DevOps', 1)];
      expect([larch > 0, name > 0]).toStrictEqual([true, true]);
      await store.eraser.erase(request({ kind: 'SOURCE', targets: [article] }));
      for (const at of [1, 2]) {
        for (const word of ['mossgrown', 'elmwood', 'birches']) expect(await totalOf(word, at)).toBe(0);
        expect([await totalOf('larch', at), await totalOf('DevOps', at)]).toStrictEqual([larch, name]);
      }
    });

    test('leaves no erased word in the database', async () => {
      const { apply, store, url } = await open();
      await apply(document);
      await apply(put({ ...defined, text: 'an ELMWOOD definition' }), edited);
      const words = ['Mossgrown', 'mossgrown', 'Birches', 'elmwood', 'ELMWOOD'];
      const before = await storedBytes(url);
      expect(words.filter((word) => !before.includes(word))).toStrictEqual([]);
      await store.eraser.erase(request({ kind: 'SOURCE', targets: [article] }));
      await store.eraser.removeTraces();
      const after = await storedBytes(url);
      expect(words.filter((word) => after.includes(word))).toStrictEqual([]);
      expect(after).toContain('larch');
    });

    test('leaves no erased word in the statistics of tables that it empties', async () => {
      const { apply, store, url } = await open();
      const only = textClaim('approach/devops', 'DEFINED_AS', 'Mossgrown', { citations: stated.citations });
      await apply([...put(...graph), putText(oak), ...put(only)]);
      await runStatements(url, ['analyze']);
      await store.eraser.erase(request({ kind: 'SOURCE', targets: [article] }));
      await store.eraser.removeTraces();
      expect(await storedBytes(url)).not.toMatch(/mossgrown/iu);
    });

    test('is not undone by an import of the same document, which reports the text and the claims that it leaves out', async () => {
      const { apply, store, url } = await open();
      await apply(document);
      await store.eraser.erase(request({ kind: 'SOURCE', targets: [article] }));
      const { revision, kept } = await store.apply(document, imported);
      expect(revision).toBeNull();
      expect(kept.items.map(({ thing, edit, revision: since }) => [thing, edit, since])).toStrictEqual([
        ['TEXT', 'ERASED', 2],
        ['CLAIM', 'ERASED', 2],
        ['CLAIM', 'ERASED', 2],
        ['CLAIM', 'ERASED', 2],
      ]);
      await store.eraser.removeTraces();
      expect(await storedBytes(url)).not.toContain('ossgrown');
    });

    test('also covers new claims that are read from the erased text', async () => {
      const { apply, store, view } = await open();
      await apply(document);
      await store.eraser.erase(request({ kind: 'SOURCE', targets: [article] }));
      const fresh = { ...measured, value: { ...height, maximum: '4' }, text: 'Birches bow' };
      const worded = textClaim('approach/devops', 'DEFINED_AS', 'Mossgrown', { citations: stated.citations });
      await store.apply(put(fresh, worded), imported);
      const opened = await view();
      expect(await opened.claims([claimId(fresh), claimId(worded)])).toMatchObject([{ text: null }, null]);
      expect(await opened.citations([claimId(fresh)])).toMatchObject([[{ quote: null }]]);
    });

    test.each([['TEXT'], ['SOURCE']] as const)(
      'of a %s also covers new claims after a later erasure of another kind',
      async (kind) => {
        const { apply, store, view } = await open();
        const other = { ...measured, source: elsewhere.source };
        await apply([...document, ...put(other)]);
        const erase = (erased: ErasureKind, target: string) =>
          store.eraser.erase(request({ kind: erased, targets: [target] }));
        await erase(kind, kind === 'TEXT' ? oak.hash : article);
        const { revision } = await erase('CLAIM', claimId(other));
        expect(revision?.number).toBe(3);
        const fresh = {
          ...measured,
          ...{ value: { ...height, maximum: '4' }, text: 'Birches bow', citations: [quoteOf('Before.')] },
        };
        await store.apply(put(fresh), imported);
        const opened = await view();
        const text = kind === 'TEXT' ? 'Birches bow' : null;
        expect(await opened.claims([claimId(fresh)])).toMatchObject([{ text }]);
        expect(await opened.citations([claimId(fresh)])).toMatchObject([[{ quote: null }]]);
      },
    );

    test('of a claim keeps its words out of imports after a later erasure of its quotes', async () => {
      const { apply, store, view } = await open();
      await apply(document);
      const targets = [claimId(measured)];
      await store.eraser.erase(request({ kind: 'CLAIM', targets }));
      const quoted = { ...measured, text: null, citations: [citation({ quote: 'Birches bow' })] };
      await apply(put(quoted), edited);
      const { revision } = await store.eraser.erase(request({ kind: 'QUOTE', targets }));
      expect(revision?.number).toBe(4);
      await store.apply(put({ ...measured, text: 'Birches bow' }), imported);
      expect(await (await view()).claims(targets)).toMatchObject([{ text: null }]);
    });

    test('of a quote also removes this quote from later claims of the same source', async () => {
      const { apply, store, view } = await open();
      await apply(document);
      await store.eraser.erase(request({ kind: 'QUOTE', targets: [claimId(stated)] }));
      const again = textClaim('approach/devops', 'DEFINED_AS', 'Oaks', {
        citations: [citation({ quote: 'mossgrown  oaks last' })],
      });
      await store.apply(put(again), imported);
      expect(await (await view()).citations([claimId(again)])).toMatchObject([[{ quote: null }]]);
    });

    test('removes edits that state erased words from open changesets, and the words from the bases of other edits', async () => {
      const { apply, store, url } = await open();
      await apply(document);
      const { changesets } = store;
      const author = { principal: null, name: 'Bob', onBehalfOf: null, model: null };
      const base = { revision: 1, concepts: {}, claims: {} };
      const cited = { claim: { ...stated, id: claimId(stated), since: 1 }, citations: stated.citations };
      const edits = [
        { edit: { type: 'putClaim', claim: { ...stated, rank: 'PREFERRED' } }, base },
        {
          edit: { type: 'endClaim', id: claimId(stated) },
          base: { ...base, claims: { [claimId(stated)]: cited } },
        },
        { edit: { type: 'putText', text: oak }, base },
        { edit: { type: 'putClaim', claim: elsewhere }, base },
      ].map((each, index) => ({ ...each, touches: index === 0 ? ['approach/msp', article] : [] }));
      const draft = { kind: 'EDIT', title: 'Oaks', author, edits } as const;
      const { changeset } = await changesets.open(draft);
      await changesets.transition({ changeset: changeset.id, state: 'SUBMITTED' });
      const { counts } = await store.eraser.erase(request({ kind: 'SOURCE', targets: [article] }), {
        touchedIds: ({ edit }) => (JSON.stringify(edit).includes('approach/msp') ? ['approach/msp'] : []),
      });
      expect(counts).toMatchObject({ edits: 3, openEdits: 2 });
      const touching = async (id: string) =>
        (await changesets.page({ touching: id, first: 9, after: null })).items.map(({ id: found }) => found);
      expect(await touching('approach/msp')).toStrictEqual([changeset.id]);
      expect(await touching(article)).toStrictEqual([]);
      expect(await changesets.load([changeset.id])).toMatchObject([{ state: 'OPEN', edits: 2 }]);
      const { items } = await changesets.edits({ changeset: changeset.id, first: 9, after: null });
      expect(items.map(({ number }) => number)).toStrictEqual([2, 4]);
      await store.eraser.removeTraces();
      expect(await storedBytes(url)).not.toContain('ossgrown');
    });

    test('of a source removes edits that add a quote to one of its claims by the id of the claim', async () => {
      const { apply, store, url } = await open();
      await apply(document);
      const drafted = value({ target: 'dimension/height', value: { ...height, maximum: '4' } });
      const added = citation({ quote: 'Mossgrown birches' });
      const edits = [
        { type: 'addCitation', claim: claimId(measured), citation: added },
        { type: 'putClaim', claim: drafted },
        { type: 'addCitation', claim: claimId(drafted), citation: added },
        { type: 'addCitation', claim: claimId(elsewhere), citation: citation({ quote: 'a larch grows' }) },
      ].map((edit) => ({ edit, base: { revision: 1 }, touches: [] }));
      const author = { principal: null, name: 'Bob', onBehalfOf: null, model: null };
      const { changeset } = await store.changesets.open({ kind: 'EDIT', title: 'Quotes', author, edits });
      const { counts } = await store.eraser.erase(request({ kind: 'SOURCE', targets: [article] }));
      expect(counts).toMatchObject({ edits: 2, openEdits: 2 });
      const { items } = await store.changesets.edits({ changeset: changeset.id, first: 9, after: null });
      expect(items.map(({ number }) => number)).toStrictEqual([2, 4]);
      await store.eraser.removeTraces();
      const stored = await storedBytes(url);
      expect([stored.includes('ossgrown'), stored.includes('a larch grows')]).toStrictEqual([false, true]);
    });

    test('of a source removes edits that add a quote to a claim after a merge of the concept of the claim', async () => {
      const { apply, store, url } = await open();
      await apply(document);
      const drafted = value({ target: 'dimension/height', value: { ...height, maximum: '4' } });
      const citing = (claim: ClaimDraft) => ({
        ...{ type: 'addCitation', claim: claimId({ ...claim, subject: 'approach/devops' }) },
        citation: citation({ quote: 'Mossgrown birches' }),
      });
      const edits = [
        { type: 'putClaim', claim: drafted },
        { type: 'mergeConcept', id: 'approach/msp', into: 'approach/idle' },
        { type: 'mergeConcept', id: 'approach/idle', into: 'approach/devops' },
        ...[stated, measured, drafted].map(citing),
        { ...citing(elsewhere), citation: citation({ quote: 'a larch grows' }) },
      ].map((edit) => ({ edit, base: { revision: 1 }, touches: [] }));
      const author = { principal: null, name: 'Bob', onBehalfOf: null, model: null };
      await store.changesets.open({ kind: 'EDIT', title: 'Quotes', author, edits });
      const { counts } = await store.eraser.erase(request({ kind: 'SOURCE', targets: [article] }));
      expect(counts).toMatchObject({ edits: 3, openEdits: 3 });
      await store.eraser.removeTraces();
      const bytes = await storedBytes(url);
      expect([bytes.includes('ossgrown'), bytes.includes('a larch grows')]).toStrictEqual([false, true]);
    });

    test('keeps the concepts of the claims of the remaining edits among the ids that a changeset touches', async () => {
      const { apply, store } = await open();
      await apply(document);
      const { changesets } = store;
      const author = { principal: null, name: 'Bob', onBehalfOf: null, model: null };
      const base = { revision: 1 };
      const { changeset } = await changesets.open({
        kind: 'REVERT',
        title: 'Oaks',
        author,
        edits: [
          { edit: { type: 'putClaim', claim: stated }, base, touches: [stated.subject, claimId(stated)] },
          { edit: { type: 'endClaim', id: claimId(elsewhere) }, base, touches: [claimId(elsewhere)] },
        ],
      });
      await store.eraser.erase(request({ kind: 'CLAIM', targets: [claimId(stated)] }), {
        touchedIds: ({ edit }) => ('id' in (edit as object) ? [claimId(elsewhere)] : [claimId(stated)]),
      });
      expect(await changesets.load([changeset.id])).toMatchObject([{ edits: 1 }]);
      const { items } = await changesets.page({ touching: stated.subject, first: 9, after: null });
      expect(items.map(({ id }) => id)).toStrictEqual([changeset.id]);
    });

    test('is shown with its time and its reason on the records that it changed, at every revision', async () => {
      const { apply, store, view } = await open();
      await apply(document);
      await store.eraser.erase(request({ kind: 'SOURCE', targets: [article] }));
      const second = request({ kind: 'CLAIM', targets: [claimId(elsewhere)] });
      await store.eraser.erase({ ...second, reason: 'PERSONAL_DATA' });
      const first = { revision: 2, kind: 'SOURCE', reason: 'LEGAL_ORDER' };
      const keys = [
        article,
        oak.hash,
        claimId(measured),
        'revision/2',
        'revision/3',
        'revision/1',
        claimId(stated),
      ];
      for (const at of [1, 3]) {
        const marks = await (await view(at)).history.erasures(keys);
        expect(marks).toMatchObject([
          ...[[first], [first], [first], [first]],
          [{ revision: 3, kind: 'CLAIM', reason: 'PERSONAL_DATA' }],
          ...[[], []],
        ]);
        expect(marks[0]?.[0]?.time).toBe((await view(2)).revision.time);
      }
    });

    test('renews the epochs of all revisions, so that no earlier revision token names changed content', async () => {
      const { apply, store, view } = await open();
      await apply(document);
      await apply(put(source('third')));
      const before = [(await view(1)).revision.epoch, (await view(2)).revision.epoch];
      await store.eraser.erase(request({ kind: 'TEXT', targets: [oak.hash] }));
      const after = [(await view(1)).revision.epoch, (await view(2)).revision.epoch];
      const graphs = [...after, (await view()).revision.epoch].map((epoch) => epoch.slice(0, 8));
      expect(new Set(graphs).size).toBe(1);
      expect(after.map((epoch) => epoch.length)).toStrictEqual([16, 16]);
      for (const epoch of before) expect(after).not.toContain(epoch);
      expect(before.map((epoch) => epoch.slice(0, 8))).not.toContain(graphs[0]);
    });

    test('that is rehearsed returns the counts of the erasure, and changes nothing', async () => {
      const subject = await open();
      await subject.apply(document);
      const before = await contentAt(subject);
      const erasure = request({ kind: 'SOURCE', targets: [article] });
      const { counts } = await subject.store.eraser.rehearse(erasure);
      expect(await contentAt(subject)).toStrictEqual(before);
      expect((await subject.view()).revision.number).toBe(1);
      expect((await subject.store.eraser.erase(erasure)).counts).toStrictEqual(counts);
    });

    test('of content that is already erased creates no revision', async () => {
      const { apply, store } = await open();
      await apply(document);
      for (const kind of ['SOURCE', 'CLAIM', 'QUOTE', 'TEXT'] as const) {
        const target = { SOURCE: article, CLAIM: claimId(stated), QUOTE: claimId(measured), TEXT: oak.hash };
        const { revision } = await store.eraser.erase(request({ kind, targets: [target[kind]] }));
        expect(revision?.number).toBe(kind === 'SOURCE' ? 2 : undefined);
      }
    });

    test.each([
      ['TEXT', 'sha256:none'],
      ['CLAIM', 'claim/none'],
      ['QUOTE', 'a\0b'],
      ['SOURCE', 'cited-source/none'],
      ['SOURCE', 'approach/msp'],
    ] as const)('of an unknown %s is refused, and changes nothing', async (kind, target) => {
      const { apply, store, view } = await open();
      await apply(document);
      const existing = { TEXT: oak.hash, CLAIM: claimId(stated), QUOTE: claimId(stated), SOURCE: article }[
        kind
      ];
      const refused = store.eraser.erase(request({ kind, targets: [existing, target] }));
      await expect(refused).rejects.toMatchObject({
        code: 'NOT_FOUND',
        message: expect.stringContaining(JSON.stringify(target)),
      });
      expect((await view()).revision.number).toBe(1);
    });
  });
}
