import { describe, expect, test } from '@jest/globals';
import { claimId } from '../../../src/graph/identity.js';
import {
  approach,
  baseConcepts,
  citation,
  completeSource,
  endClaim,
  endConcept,
  imported,
  link,
  put,
  source,
  value,
} from './examples.js';
import type { OpenSubject } from './contract.js';
import { before, idOfLarge, type Rejection } from './rejected.js';
import { rejectedClaims } from './rejected-claims.js';
import { rejectedConcepts } from './rejected-concepts.js';
import { rejectedTexts } from './rejected-texts.js';

const rejectedEnds: readonly Rejection[] = [
  [
    'ending an unknown claim',
    [endClaim(value())],
    `Change 1 (endClaim ${claimId(value())}): expected a claim that the graph has or had, got ${claimId(value())}.`,
  ],
  [
    'ending an unknown concept',
    [endConcept('approach/absent')],
    'expected a concept that the graph has or had, got approach/absent',
  ],
  [
    'ending a claim by the id of a concept',
    [{ type: 'endClaim', id: 'approach/msp' }],
    'expected the id of a claim, such as claim/…, got "approach/msp"',
  ],
  ['ending a concept by the id of a claim', [endConcept(idOfLarge)], 'expected the id of a concept'],
  [
    'ending a concept that is a subject',
    [endConcept('approach/msp')],
    `Change 1 (endConcept approach/msp): expected a concept that no claim names, got a concept that ${idOfLarge} names.`,
  ],
  [
    'ending a concept that is a target',
    [endConcept('dimension/size')],
    `got a concept that ${idOfLarge} names`,
  ],
  [
    'ending a concept that is a source',
    [endConcept('cited-source/article')],
    `got a concept that ${idOfLarge} names`,
  ],
  [
    'ending a concept that a claim of the set names',
    [endConcept('benefit/speed'), ...put(link('approach/msp', 'BRINGS_BENEFIT', 'benefit/speed'))],
    'Change 1 (endConcept benefit/speed): expected a concept that no claim names',
  ],
  [
    'putting and ending a claim',
    [...put(value()), endClaim(value())],
    `Change 2 (endClaim ${claimId(value())}): expected every concept and claim once in a set`,
  ],
  [
    'ending and putting a claim',
    [endClaim(value()), ...put(value())],
    'expected every concept and claim once in a set',
  ],
  [
    'putting and ending a concept',
    [...put(approach('x')), endConcept('approach/x')],
    'Change 2 (endConcept approach/x): expected every concept and claim once in a set',
  ],
  [
    'completing an unknown source',
    put(source('x')).concat(completeSource('cited-source/none')),
    'Change 2 (completeSource cited-source/none): expected a cited source that the graph has or had, got cited-source/none',
  ],
  [
    'completing a concept that is not a source',
    [completeSource('approach/msp')],
    'expected the id of a cited source, got "approach/msp"',
  ],
];

const unstorable: readonly Rejection[] = ['a\0b', 'half \uD83D of a pair'].flatMap((text): Rejection[] => {
  const message = `expected Unicode text without NUL characters, got ${JSON.stringify(text)}`;
  return [
    [`the name ${JSON.stringify(text)}`, put(approach('x', { name: text })), message],
    [`the text ${JSON.stringify(text)}`, put(value({ text })), message],
    [`the value ${JSON.stringify(text)}`, put(value({ value: { type: 'TEXT', text } })), message],
    [
      `the quote ${JSON.stringify(text)}`,
      put(value({ citations: [citation(), citation({ quote: text })] })),
      message,
    ],
  ];
});

export function describeRejections(openSubject: OpenSubject): void {
  describe.each([
    ['concepts', rejectedConcepts],
    ['claims', rejectedClaims],
    ['ends of concepts and claims', rejectedEnds],
    ['source texts', rejectedTexts],
    ['texts that not every database can store', unstorable],
  ])('invalid changes: %s', (_, rejections) => {
    test('are each rejected with a reason, and no change of their set is applied', async () => {
      const { store, view } = await openSubject();
      await store.apply(before, imported);
      for (const [title, changes, message] of rejections) {
        const applying = store.apply([...put(approach('trace')), ...changes], imported);
        // The set starts with a valid change, so the number of each change is one higher than in the listed message.
        const expected = message.replace(/^Change (\d+)/, (_match, number) => `Change ${Number(number) + 1}`);
        await expect(applying.then(() => `${title} was not rejected`)).rejects.toMatchObject({
          code: 'INVALID_CHANGE',
          message: expect.stringContaining(expected),
        });
        expect(await (await view()).conceptsNamed(['trace'])).toEqual([[]]);
      }
      expect((await view()).revision.number).toBe(1);
      expect(await store.apply(before, imported)).toMatchObject({ revision: null });
    });
  });

  test('a revision note with a NUL character is rejected', async () => {
    const { store } = await openSubject();
    const note = { ...imported, message: 'a\0b' };
    await expect(store.apply(put(...baseConcepts), note)).rejects.toMatchObject({ code: 'INVALID_CHANGE' });
  });
}
