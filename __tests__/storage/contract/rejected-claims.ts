import { claimId } from '../../../src/graph/identity.js';
import { yes } from '../../../src/graph/values/support.js';
import type { ClaimDraft } from '../../../src/graph/ports/writing.js';
import { approach, citation, link, put, value, textClaim } from './examples.js';
import { idOfLarge, large, twoBatches, type Rejection } from './rejected.js';

const claim = (title: string, members: Partial<ClaimDraft>, message: string): Rejection => [
  title,
  put(value(members)),
  message,
];

export const rejectedClaims: readonly Rejection[] = [
  [
    'an unknown subject',
    put(value({ subject: 'approach/absent' })),
    'Change 1 (putClaim approach/absent HAS_VALUE dimension/nature): expected a subject that is in the graph, or earlier in the set of changes, got approach/absent, which is neither.',
  ],
  claim('an unknown target', { target: 'dimension/none' }, 'expected a target that is in the graph'),
  claim('an unknown source', { source: 'cited-source/none' }, 'expected a source that is in the graph'),
  [
    'a subject that follows in the set',
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
  claim('a missing target', { target: null }, 'expected a target that is a dimension, got none'),
  [
    'a subject and a target of different kinds',
    put(link('approach/msp', 'EQUIVALENT_TO', 'feature/ci')),
    'expected a subject and a target of one kind, got APPROACH and FEATURE',
  ],
  [
    'a text claim with a target',
    put(textClaim('approach/msp', 'DEFINED_AS', 'x', { target: 'approach/devops' })),
    'expected no target, since DEFINED_AS states only a text, got approach/devops',
  ],
  [
    'a text claim with a value',
    put(textClaim('approach/msp', 'DEFINED_AS', 'x', { value: yes })),
    'expected only a text for DEFINED_AS, got a value of SUPPORT',
  ],
  [
    'a text claim with an absence',
    put(textClaim('question/which', 'CONCLUDES', 'x', { absence: 'UNKNOWN' })),
    'got the absence UNKNOWN',
  ],
  [
    'a text claim with a blank text',
    put(textClaim('question/which', 'CONCLUDES', ' ')),
    'expected a text that is not blank, got " "',
  ],
  [
    'a text claim without a text',
    put(textClaim('approach/msp', 'DEFINED_AS', '', { text: null })),
    'expected a text, got null',
  ],
  claim(
    'neither a value nor an absence',
    { value: null },
    'expected either a value or an absence, got neither',
  ),
  claim('a value and an absence', { absence: 'UNKNOWN' }, 'expected either a value or an absence, got both'),
  [
    'a link without support',
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
    'terms that are equal when folded',
    { target: 'dimension/tools', value: { type: 'TERMS', terms: ['a', 'A'] } },
    'expected terms that differ from each other, got "A"',
  ),
  claim(
    'unsorted qualifiers',
    {
      qualifiers: [
        { key: 'b', value: '1' },
        { key: 'a', value: '2' },
      ],
    },
    'expected qualifiers sorted by key, got b, a',
  ),
  claim(
    'a repeated qualifier',
    {
      qualifiers: [
        { key: 'a', value: '1' },
        { key: 'a', value: '2' },
      ],
    },
    'expected each qualifier key once, got "a" more than once',
  ),
  claim(
    'a position that is not an integer',
    { position: 1.5 },
    'expected a position that is an integer of 32 bits, got 1.5',
  ),
  claim(
    'a superseded id that is not the id of a claim',
    { supersedes: 'approach/msp' },
    'expected the id of the claim that it supersedes, got "approach/msp"',
  ),
  claim(
    'a citation that ends before its start',
    { citations: [citation({ start: 5, end: 4 })] },
    'expected a citation that does not end before its start, got 5 to 4',
  ),
  claim(
    'a negative offset of a citation',
    { citations: [citation({ start: -1 })] },
    'expected offsets of a citation that are integers from 0 to 2147483647, got -1',
  ),
  [
    'a repeated claim',
    put(value(), value({ position: 7 })),
    `Change 2 (putClaim approach/msp HAS_VALUE dimension/nature): expected every concept and claim once in a set, got ${claimId(value())} for the second time`,
  ],
  [
    'an unchanged claim that is repeated with a change',
    put(large, ...twoBatches, { ...large, position: 7 }),
    `Change ${twoBatches.length + 2} (putClaim approach/msp HAS_VALUE dimension/size): expected every concept and claim once`,
  ],
  [
    'a changed claim that is repeated without the change',
    put({ ...large, position: 7 }, ...twoBatches, large),
    `got ${idOfLarge} for the second time`,
  ],
  [
    'a claim that is repeated in a later batch',
    put(value(), ...twoBatches, value()),
    'Change 1502 (putClaim',
  ],
];
