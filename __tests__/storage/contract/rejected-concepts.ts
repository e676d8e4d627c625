import { yes } from '../../../src/graph/values/support.js';
import { approach, benefit, dimension, put, value } from './examples.js';
import { idOfLarge, size, type Rejection } from './rejected.js';

export const rejectedConcepts: readonly Rejection[] = [
  [
    'an invalid slug',
    put(approach('MSP!', { id: 'approach/msp' })),
    'Change 1 (putConcept approach/msp): expected a slug of lower-case letters a to z and digits, with single hyphens between them, 200 characters at most, got "MSP!".',
  ],
  [
    'an id of another kind',
    put(approach('x', { id: 'benefit/x' })),
    'Change 1 (putConcept benefit/x): expected the id of a concept of kind APPROACH, such as approach/x, got "benefit/x".',
  ],
  [
    'an id without a valid slug',
    put(approach('x', { id: 'approach/X Y' })),
    'such as approach/x, got "approach/X Y"',
  ],
  ['a blank name', put(approach('x', { name: ' . ' })), 'expected a name, got " . "'],
  [
    'a blank alias',
    put(approach('x', { aliases: ['ok', ''] })),
    'expected aliases that are not blank, got ""',
  ],
  [
    'a slug of another concept',
    put(approach('y', { slug: 'msp' })),
    'expected a slug that no other APPROACH has or had, got "msp", which belongs to approach/msp',
  ],
  [
    'a slug that another concept had',
    put(approach('renamed', { slug: 'new-name' }), approach('y'), approach('z', { slug: 'renamed' })),
    'Change 3 (putConcept approach/z): expected a slug that no other APPROACH has or had, got "renamed"',
  ],
  [
    'a repeated slug',
    put(approach('y', { slug: 'same' }), benefit('same'), approach('z', { slug: 'same' })),
    'Change 3 (putConcept approach/z): expected a slug that no other APPROACH has or had, got "same", which belongs to approach/y',
  ],
  [
    'a repeated concept',
    put(approach('x'), approach('y'), approach('x')),
    'Change 3 (putConcept approach/x): expected every concept and claim once in a set, got approach/x for the second time.',
  ],
  [
    'a repeated unchanged concept',
    put(approach('devops', { name: 'DevOps' }), approach('devops', { name: 'DevOps' })),
    'got approach/devops for the second time',
  ],
  [
    'an ORDINAL dimension without levels',
    put(dimension('x', { valueType: 'ORDINAL' })),
    'levels: expected two levels or more that are not blank and differ in more than case, spaces and a final period, lowest first, as the dimension is ORDINAL, got null',
  ],
  [
    'an ORDINAL dimension with one level',
    put(dimension('x', { valueType: 'ORDINAL', levels: ['a'] })),
    'got ["a"]',
  ],
  [
    'levels that are equal when folded',
    put(dimension('x', { valueType: 'ORDINAL', levels: ['a', 'b', 'A'] })),
    'got ["a","b","A"]',
  ],
  [
    'levels of a TEXT dimension',
    put(dimension('x', { levels: ['a', 'b'] })),
    'levels: expected no levels, as the dimension is TEXT, got ["a","b"]',
  ],
  [
    'a MULTIPLE dimension of SUPPORT',
    put(dimension('x', { valueType: 'SUPPORT', cardinality: 'MULTIPLE' })),
    'cardinality: expected SINGLE, as claims of SUPPORT do not accumulate, got "MULTIPLE"',
  ],
  [
    'a dimension without a level that its claims state',
    put(approach('x'), { ...size, levels: ['small', 'medium'] }),
    `Change 2 (putConcept dimension/size): expected a dimension that all its claims fit, got a dimension that ${idOfLarge} does not fit: expected one of the levels small, medium, got "large".`,
  ],
  [
    'a dimension with another type than its claims',
    put(dimension('size')),
    `got a dimension that ${idOfLarge} does not fit: expected a value of TEXT, got one of ORDINAL`,
  ],
  [
    'a dimension that does not fit earlier claims of its set',
    put(value({ target: 'dimension/open', value: yes }), dimension('open')),
    'Change 2 (putConcept dimension/open): expected a dimension that all its claims fit',
  ],
];
