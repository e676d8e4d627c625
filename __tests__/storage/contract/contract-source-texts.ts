import { describe, expect, test } from '@jest/globals';
import { hashOfText, type SourceText } from '../../../src/graph/source-text.js';
import type { OpenSubject } from './contract.js';
import { baseConcepts, edited, endConcept, imported, put, putText, source, text } from './examples.js';

const oak = text('An oak 🌳 lasts. \t\r\n\u2028 \\ "quoted" {"$1": null}');
const elm = text('<p>Elms grow fast.</p>', { mediaType: 'text/html' });
const hashes = [elm.hash, oak.hash];

export function describeSourceTexts(open: OpenSubject): void {
  describe('the texts of sources', () => {
    test('are stored unchanged, and exist from the revision that added them', async () => {
      const { apply, view } = await open();
      await apply([...put(...baseConcepts), putText(oak)]);
      await apply([putText(elm)]);
      expect(await (await view()).texts([...hashes, 'sha256:none', 'a\0b', oak.hash])).toStrictEqual([
        ...[elm, oak, null, null, oak],
      ]);
      expect(await (await view(1)).texts(hashes)).toStrictEqual([null, oak]);
      expect(await (await view(0)).texts(hashes)).toStrictEqual([null, null]);
    });

    test('create a revision if they are new, but not if they are already stored for any source', async () => {
      const { store, view } = await open();
      const zeroCounts = { added: 0, changed: 0, ended: 0 };
      await store.apply(put(...baseConcepts, source('copy')), imported);
      expect(await store.apply([putText(oak), putText(oak)], imported)).toMatchObject({
        revision: { number: 2 },
        concepts: zeroCounts,
        claims: zeroCounts,
      });
      const copy = { ...oak, source: 'cited-source/copy' };
      expect(await store.apply([putText(oak), putText(copy)], edited)).toMatchObject({ revision: null });
      expect(await (await view()).texts([oak.hash])).toStrictEqual([oak]);
    });

    test('are listed by source with the newest first, and can be read as excerpts', async () => {
      const { apply, view } = await open();
      await apply([...put(...baseConcepts, source('copy')), putText(oak)]);
      await apply([putText(elm)]);
      const { text: _oak, ...oakEntry } = oak;
      const { text: _elm, ...elmEntry } = elm;
      const newest = await view();
      expect(await newest.textsOf(['cited-source/copy', oak.source, 'cited-source/none'])).toStrictEqual([
        [],
        [
          { ...elmEntry, since: 2 },
          { ...oakEntry, since: 1 },
        ],
        [],
      ]);
      expect(await (await view(1)).textsOf([oak.source])).toStrictEqual([[{ ...oakEntry, since: 1 }]]);
      const excerpt = (hash: string, start: number, end: number) => ({ hash, start, end });
      const length = [...oak.text].length;
      expect(
        await newest.excerpts([
          excerpt(oak.hash, 3, 8),
          excerpt(oak.hash, 0, length),
          excerpt(oak.hash, length - 1, length + 9),
          excerpt(oak.hash, length, length + 9),
          excerpt(oak.hash, 2, 2),
          excerpt('sha256:none', 0, 9),
          excerpt('a\0b', 0, 9),
          excerpt(elm.hash, 0, 3),
        ]),
      ).toStrictEqual(['oak 🌳', oak.text, '}', '', '', null, null, '<p>']);
      expect(await (await view(1)).excerpts([excerpt(elm.hash, 0, 3)])).toStrictEqual([null]);
    });

    test('of a dry run or a rejected set are not stored', async () => {
      const { store, view } = await open();
      await store.apply(put(...baseConcepts), imported);
      expect(await store.rehearse([putText(oak)], imported)).toMatchObject({ revision: { number: 2 } });
      await expect(
        store.apply([putText(oak), putText({ ...elm, hash: oak.hash })], imported),
      ).rejects.toMatchObject({ code: 'INVALID_CHANGE' });
      expect(await (await view()).texts(hashes)).toEqual([null, null]);
      expect(await store.apply([putText(oak)], imported)).toMatchObject({ revision: { number: 2 } });
    });

    test('remain after their source has ended; an import adds no texts to a source that an edit has ended', async () => {
      const { apply, store, view } = await open();
      await apply([...put(...baseConcepts), putText(oak)]);
      await apply([endConcept(oak.source)], edited);
      expect(await (await view()).texts([oak.hash])).toStrictEqual([oak]);
      expect(await store.apply([putText(elm)], imported)).toMatchObject({ revision: null });
      await expect(store.apply([putText(elm)], edited)).rejects.toMatchObject({ code: 'INVALID_CHANGE' });
    });

    test('may be long, and a set may contain many texts', async () => {
      const { apply } = await open();
      const longTexts = [1, 2, 3].map((number) => text(`${number} 🌲\n`.repeat(500_000)));
      const shortTexts = Array.from({ length: 1_200 }, (_, number) => text(`Tree ${number}`));
      const allTexts: readonly SourceText[] = [...shortTexts, ...longTexts];
      const view = await apply([...put(...baseConcepts), ...allTexts.map(putText)]);
      const stored = await view.texts(allTexts.map(({ hash }) => hash));
      expect(stored.map((each) => each?.text.length)).toEqual(allTexts.map((each) => each.text.length));
      expect(stored.every((each) => each !== null && hashOfText(each.text) === each.hash)).toBe(true);
    });
  });
}
