import { describe, expect, test } from '@jest/globals';
import { fold } from '../../../src/graph/text/fold.js';
import { claimId } from '../../../src/graph/identity.js';
import type { OpenSubject } from './contract.js';
import { approach, baseConcepts, citation, edited, link, put, question, value } from './examples.js';

const toApproach = (reference: string) => ({ kind: 'APPROACH', reference }) as const;

export function describeTexts(open: OpenSubject): void {
  describe('texts', () => {
    const specialTexts = [
      `O'Brien "said" \\ \\0 \\u0000 ; drop table claim; -- %_?$1`,
      '日本語 😀 👩‍👩‍👧 e\u0301 \u202E \uFEFF',
      '\t\n\r\u0001\u007F\u2028',
      '{"type":"TEXT"}',
      '[1,2]',
      'null',
    ];

    test('with special characters are returned unchanged', async () => {
      const { apply, store } = await open();
      const drafts = specialTexts.map((text, index) =>
        value({
          value: { type: 'TEXT', text: `${index} ${text} |` },
          text,
          qualifiers: [{ key: text, value: text }],
          citations: [citation({ quote: text, textHash: text })],
        }),
      );
      const concept = approach('strange', {
        name: specialTexts.join(' '),
        aliases: specialTexts,
        summary: specialTexts[0] ?? '',
      });
      const note = { ...edited, author: specialTexts[1] ?? '', message: specialTexts[0] ?? '' };
      const view = await apply(put(...baseConcepts, concept, ...drafts), note);
      expect(await view.concepts([toApproach('strange')])).toStrictEqual([concept]);
      const found = await view.claims(drafts.map(claimId));
      expect(found.map((claim) => [claim?.value, claim?.text, claim?.qualifiers])).toStrictEqual(
        drafts.map((draft) => [draft.value, draft.text, draft.qualifiers]),
      );
      expect(await view.citations(drafts.map(claimId))).toStrictEqual(
        drafts.map(({ citations }) => citations),
      );
      expect(await view.conceptsNamed(specialTexts.map(fold))).toEqual(
        specialTexts.map(() => ['approach/strange']),
      );
      expect(view.revision).toMatchObject({ author: note.author, message: note.message });
      expect(await store.apply(put(...drafts), note)).toMatchObject({ revision: null });
    });

    test('that are not valid keys match no records', async () => {
      const { apply } = await open();
      const questionLink = link('question/which', 'ASKS_ABOUT', 'approach/msp');
      const view = await apply(put(...baseConcepts, question('which'), value(), questionLink));
      for (const key of ['msp\0', 'msp\0x', 'msp\uD800', "msp' or 1=1 --"]) {
        expect(await view.concepts([toApproach(key), toApproach(`approach/${key}`)])).toEqual([null, null]);
        expect(await view.conceptsNamed([key])).toEqual([[]]);
        expect(await view.claims([key])).toEqual([null]);
        expect(await view.claimsAbout([`approach/${key}`], { targets: [key] })).toEqual([[]]);
        expect(await view.equivalents([key])).toEqual([[key]]);
        expect(await view.questionsAbout([[`approach/${key}`]])).toEqual([[]]);
        const page = { orderBy: 'NAME', filter: {}, first: 1 } as const;
        expect(await view.conceptPage({ kind: 'APPROACH', ...page, after: [key, key] })).toMatchObject({
          totalCount: 2,
        });
      }
    });
  });
}
