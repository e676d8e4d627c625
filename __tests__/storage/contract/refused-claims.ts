import { claimId } from '../../../src/graph/identity.js';
import { yes } from '../../../src/graph/values/support.js';
import type { ClaimDraft } from '../../../src/graph/ports/writing.js';
import { approach, citation, link, put, value, words } from './examples.js';
import { idOfLarge, large, many, type Refusal } from './refused.js';

const claim = (what: string, more: Partial<ClaimDraft>, message: string): Refusal => [
  what,
  put(value(more)),
  message,
];

export const ofClaims: readonly Refusal[] = [
  [
    'a subject that is not there',
    put(value({ subject: 'approach/absent' })),
    'Change 1 (putClaim approach/absent HAS_VALUE dimension/nature): expected a subject that is in the graph, or earlier in the set of changes, got approach/absent, which is neither.',
  ],
  claim('a target that is not there', { target: 'dimension/none' }, 'expected a target that is in the graph'),
  claim(
    'a source that is not there',
    { source: 'cited-source/none' },
    'expected a source that is in the graph',
  ),
  [
    'a subject that comes later in the set',
    put(value({ subject: 'approach/later' }), approach('later')),
    'Change 1 (putClaim approach/later HAS_VALUE dimension/nature): expected a subject that is in the graph, or earlier in the set of changes',
  ],
  claim(
    'a source of another kind',
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
    'expected no target, since DEFINED_AS states only a text, got approach/devops',
  ],
  [
    'words with a value',
    put(words('approach/msp', 'DEFINED_AS', 'x', { value: yes })),
    'expected only a text for DEFINED_AS, got a value of SUPPORT',
  ],
  [
    'words with an absence',
    put(words('question/which', 'CONCLUDES', 'x', { absence: 'UNKNOWN' })),
    'got the absence UNKNOWN',
  ],
  ['words that are blank', put(words('question/which', 'CONCLUDES', ' ')), 'expected a text, got " "'],
  ['no words', put(words('approach/msp', 'DEFINED_AS', '', { text: null })), 'expected a text, got null'],
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
    'a position that is not an integer',
    { position: 1.5 },
    'expected a position that is an integer of 32 bits, got 1.5',
  ),
  claim(
    'superseding something that is not a claim',
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
    'the same claim unchanged, and then changed',
    put(large, ...many, { ...large, position: 7 }),
    `Change ${many.length + 2} (putClaim approach/msp HAS_VALUE dimension/size): expected every concept and claim once`,
  ],
  [
    'the same claim changed, and then as it was',
    put({ ...large, position: 7 }, ...many, large),
    `got ${idOfLarge} for the second time`,
  ],
  ['the same claim twice, far apart', put(value(), ...many, value()), 'Change 1502 (putClaim'],
];
