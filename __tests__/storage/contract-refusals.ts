import { describe, expect, test } from '@jest/globals';
import { claimId } from '../../src/graph/identity.js';
import { yes } from '../../src/graph/values/support.js';
import type { Change, ClaimDraft } from '../../src/graph/writing.js';
import type { OpenSubject } from './contract.js';
import {
  approach,
  basis,
  benefit,
  citation,
  completeSource,
  dimension,
  endClaim,
  endConcept,
  feature,
  imported,
  link,
  put,
  question,
  source,
  value,
  words,
} from './examples.js';

type Refusal = readonly [what: string, changes: readonly Change[], message: string];

const size = dimension('size', { valueType: 'ORDINAL', levels: ['small', 'large'] });
const open = dimension('open', { valueType: 'SUPPORT' });
const tools = dimension('tools', { valueType: 'TERMS', cardinality: 'MULTIPLE' });
/** What the graph holds when each refused set comes. */
const before: readonly Change[] = put(
  ...basis,
  size,
  tools,
  open,
  feature('ci'),
  benefit('speed'),
  question('which'),
  approach('renamed'),
  value({ target: 'dimension/size', value: { type: 'ORDINAL', level: 'large' } }),
);
const held = claimId(value({ target: 'dimension/size', value: { type: 'ORDINAL', level: 'large' } }));

const ofConcepts: readonly Refusal[] = [
  [
    'a slug of another form',
    put(approach('MSP!', { id: 'approach/msp' })),
    'Change 1 (putConcept approach/msp): expected a slug of lower-case letters, digits and single hyphens, 200 characters at most, got "MSP!".',
  ],
  [
    'an id of another kind',
    put(approach('x', { id: 'benefit/x' })),
    'Change 1 (putConcept benefit/x): expected the id of a concept of kind APPROACH, such as approach/x, got "benefit/x".',
  ],
  [
    'an id that no slug could have made',
    put(approach('x', { id: 'approach/X Y' })),
    'such as approach/x, got "approach/X Y"',
  ],
  ['a blank name', put(approach('x', { name: ' . ' })), 'expected a name, got " . "'],
  ['a blank alias', put(approach('x', { aliases: ['ok', ''] })), 'expected aliases that are words, got ""'],
  [
    'a slug of another concept',
    put(approach('y', { slug: 'msp' })),
    'expected a slug that no other APPROACH has or had, got "msp", which is approach/msp\'s',
  ],
  [
    'a slug that another concept had',
    put(approach('renamed', { slug: 'new-name' }), approach('y'), approach('z', { slug: 'renamed' })),
    'Change 3 (putConcept approach/z): expected a slug that no other APPROACH has or had, got "renamed"',
  ],
  [
    'the same slug twice in the set',
    put(approach('y', { slug: 'same' }), benefit('same'), approach('z', { slug: 'same' })),
    'Change 3 (putConcept approach/z): expected a slug that no other APPROACH has or had, got "same", which is approach/y\'s',
  ],
  [
    'the same concept twice',
    put(approach('x'), approach('y'), approach('x')),
    'Change 3 (putConcept approach/x): expected every concept and claim once in a set, got approach/x for the second time.',
  ],
  [
    'an unchanged concept twice',
    put(approach('devops', { name: 'DevOps' }), approach('devops', { name: 'DevOps' })),
    'got approach/devops for the second time',
  ],
  [
    'an ORDINAL without levels',
    put(dimension('x', { valueType: 'ORDINAL' })),
    'levels: expected two levels or more that differ, lowest first, as the dimension is ORDINAL, got null',
  ],
  ['an ORDINAL of one level', put(dimension('x', { valueType: 'ORDINAL', levels: ['a'] })), 'got ["a"]'],
  [
    'levels that fold alike',
    put(dimension('x', { valueType: 'ORDINAL', levels: ['a', 'b', 'A'] })),
    'got ["a","b","A"]',
  ],
  [
    'levels of another type',
    put(dimension('x', { levels: ['a', 'b'] })),
    'levels: expected no levels, as the dimension is TEXT, got ["a","b"]',
  ],
  [
    'values that do not accumulate',
    put(dimension('x', { valueType: 'SUPPORT', cardinality: 'MULTIPLE' })),
    'cardinality: expected SINGLE, as claims of SUPPORT do not accumulate, got "MULTIPLE"',
  ],
  [
    'a dimension whose claims lose their level',
    put(approach('x'), { ...size, levels: ['small', 'medium'] }),
    `Change 2 (putConcept dimension/size): expected a dimension that its claims fit, but of ${held}: expected one of the levels small, medium, got "large".`,
  ],
  [
    'a dimension whose claims lose their type',
    put(dimension('size')),
    `but of ${held}: expected a value of TEXT, got one of ORDINAL`,
  ],
  [
    'a dimension whose claims come in the same set, before it',
    put(value({ target: 'dimension/open', value: yes }), dimension('open')),
    'Change 2 (putConcept dimension/open): expected a dimension that its claims fit',
  ],
];

const claim = (what: string, more: Partial<ClaimDraft>, message: string): Refusal => [
  what,
  put(value(more)),
  message,
];

const ofClaims: readonly Refusal[] = [
  [
    'a subject that is not there',
    put(value({ subject: 'approach/nobody' })),
    'Change 1 (putClaim approach/nobody HAS_VALUE dimension/nature): expected a subject that the graph has, or that the set puts before, got approach/nobody, which is neither.',
  ],
  claim('a target that is not there', { target: 'dimension/none' }, 'expected a target that the graph has'),
  claim(
    'a source that is not there',
    { source: 'cited-source/none' },
    'expected a source that the graph has',
  ),
  [
    'a subject that comes later in the set',
    put(value({ subject: 'approach/later' }), approach('later')),
    'Change 1 (putClaim approach/later HAS_VALUE dimension/nature): expected a subject that the graph has, or that the set puts before',
  ],
  claim(
    'a source that is none',
    { source: 'approach/msp' },
    'expected a source that is a cited source, got approach/msp, which is an approach',
  ),
  claim(
    'a subject of another kind',
    { subject: 'feature/ci' },
    'expected a subject that is an approach, got feature/ci, which is a feature',
  ),
  claim(
    'a target of another kind',
    { target: 'feature/ci' },
    'expected a target that is a dimension, got feature/ci, which is a feature',
  ),
  claim('no target', { target: null }, 'expected a target that is a dimension, got none'),
  [
    'ends of two kinds',
    put(link('approach/msp', 'EQUIVALENT_TO', 'feature/ci')),
    'expected a subject and a target of one kind, got APPROACH and FEATURE',
  ],
  [
    'words with a target',
    put(words('approach/msp', 'DEFINED_AS', 'x', { target: 'approach/devops' })),
    'expected no target, as DEFINED_AS is only words, got approach/devops',
  ],
  [
    'words with a value',
    put(words('approach/msp', 'DEFINED_AS', 'x', { value: yes })),
    'expected words, as DEFINED_AS is only words, got a value of SUPPORT',
  ],
  [
    'words with an absence',
    put(words('question/which', 'CONCLUDES', 'x', { absence: 'UNKNOWN' })),
    'got the absence UNKNOWN',
  ],
  ['words that are blank', put(words('question/which', 'CONCLUDES', ' ')), 'expected words, got " "'],
  ['no words', put(words('approach/msp', 'DEFINED_AS', '', { text: null })), 'expected words, got null'],
  claim(
    'neither a value nor an absence',
    { value: null },
    'expected either a value or an absence, got neither',
  ),
  claim('a value and an absence', { absence: 'UNKNOWN' }, 'expected either a value or an absence, got both'),
  [
    'a link that states no support',
    put(link('approach/msp', 'HAS_FEATURE', 'feature/ci', { value: { type: 'TEXT', text: 'x' } })),
    'expected a value of SUPPORT, got one of TEXT',
  ],
  [
    'a PARTIAL without a note',
    put(
      link('approach/msp', 'HAS_FEATURE', 'feature/ci', {
        value: { type: 'SUPPORT', support: 'PARTIAL', note: null },
      }),
    ),
    'PARTIAL with a note',
  ],
  claim('a value of another type', { value: yes }, 'expected a value of TEXT, got one of SUPPORT'),
  claim(
    'a level that is not on the scale',
    { target: 'dimension/size', value: { type: 'ORDINAL', level: 'huge' } },
    'expected one of the levels small, large, got "huge"',
  ),
  claim(
    'terms that fold alike',
    { target: 'dimension/tools', value: { type: 'TERMS', terms: ['a', 'A'] } },
    'expected terms that differ from each other, got "A"',
  ),
  claim(
    'qualifiers in disorder',
    {
      qualifiers: [
        { key: 'b', value: '1' },
        { key: 'a', value: '2' },
      ],
    },
    'expected qualifiers sorted by key, got b, a',
  ),
  claim(
    'a qualifier twice',
    {
      qualifiers: [
        { key: 'a', value: '1' },
        { key: 'a', value: '2' },
      ],
    },
    'expected each qualifier once, got "a" more than once',
  ),
  claim(
    'a position that is no integer',
    { position: 1.5 },
    'expected a position that is an integer of 32 bits, got 1.5',
  ),
  claim(
    'superseding what is no claim',
    { supersedes: 'approach/msp' },
    'expected the id of the claim that it supersedes, got "approach/msp"',
  ),
  claim(
    'a citation that ends before its start',
    { citations: [citation({ start: 5, end: 4 })] },
    'expected a citation that ends after its start, got 5 to 4',
  ),
  claim(
    'an offset below 0',
    { citations: [citation({ start: -1 })] },
    'expected offsets of a citation that are integers from 0 on, got -1',
  ),
  [
    'the same claim twice',
    put(value(), value({ position: 7 })),
    `Change 2 (putClaim approach/msp HAS_VALUE dimension/nature): expected every concept and claim once in a set, got ${claimId(value())} for the second time`,
  ],
  [
    'the same claim twice, far apart',
    put(
      value(),
      ...Array.from({ length: 1_500 }, (_, n) => value({ value: { type: 'TEXT', text: `${n}` } })),
      value(),
    ),
    'Change 1502 (putClaim',
  ],
];

const ofEnds: readonly Refusal[] = [
  [
    'ending an unknown claim',
    [endClaim(value())],
    `Change 1 (endClaim ${claimId(value())}): expected a claim that the graph has or had, got ${claimId(value())}.`,
  ],
  [
    'ending an unknown concept',
    [endConcept('approach/nobody')],
    'expected a concept that the graph has or had, got approach/nobody',
  ],
  [
    'ending a claim by the id of a concept',
    [{ type: 'endClaim', id: 'approach/msp' }],
    'expected the id of a claim, such as claim/…, got "approach/msp"',
  ],
  ['ending a concept by the id of a claim', [endConcept(held)], 'expected the id of a concept'],
  [
    'ending a concept that is a subject',
    [endConcept('approach/msp')],
    `Change 1 (endConcept approach/msp): expected a concept that no claim names any more, got one that ${held} names.`,
  ],
  ['ending a concept that is a target', [endConcept('dimension/size')], `got one that ${held} names`],
  ['ending a concept that is a source', [endConcept('cited-source/article')], `got one that ${held} names`],
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
    'completing what is no source',
    [completeSource('approach/msp')],
    'expected the id of a cited source, got "approach/msp"',
  ],
];

const hostile: readonly Refusal[] = ['a\0b', 'half \uD83D of a pair'].flatMap((text): Refusal[] => {
  const message = `expected Unicode text without NUL characters, got ${JSON.stringify(text)}`;
  return [
    [`the name ${JSON.stringify(text)}`, put(approach('x', { name: text })), message],
    [`the words ${JSON.stringify(text)}`, put(value({ text })), message],
    [`the value ${JSON.stringify(text)}`, put(value({ value: { type: 'TEXT', text } })), message],
    [
      `the quote ${JSON.stringify(text)}`,
      put(value({ citations: [citation(), citation({ quote: text })] })),
      message,
    ],
  ];
});

export function describeRefusals(openSubject: OpenSubject): void {
  describe.each([
    ['concepts', ofConcepts],
    ['claims', ofClaims],
    ['ends', ofEnds],
    ['texts that not every database can hold', hostile],
  ])('among %s', (_, refusals) => {
    test('each that the graph cannot hold is refused, says why, and leaves no trace', async () => {
      const { store, view } = await openSubject();
      await store.apply(before, imported);
      for (const [what, changes, message] of refusals) {
        const refused = store.apply([...put(approach('trace')), ...changes], imported);
        // The set begins with a change that is in order, so every change is one place further on.
        const further = message.replace(/^Change (\d+)/, (_all, place) => `Change ${Number(place) + 1}`);
        await expect(refused.then(() => `${what} was not refused`)).rejects.toMatchObject({
          code: 'INVALID_CHANGE',
          message: expect.stringContaining(further),
        });
        expect(await (await view()).conceptsNamed(['trace'])).toEqual([[]]);
      }
      expect((await view()).revision.number).toBe(1);
      expect(await store.apply(before, imported)).toMatchObject({ revision: null });
    });
  });

  test('a note that no database can hold is refused', async () => {
    const { store } = await openSubject();
    const note = { ...imported, message: 'a\0b' };
    await expect(store.apply(put(...basis), note)).rejects.toMatchObject({ code: 'INVALID_CHANGE' });
  });
}
