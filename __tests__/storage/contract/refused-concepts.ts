import { yes } from '../../../src/graph/values/support.js';
import { approach, benefit, dimension, put, value } from './examples.js';
import { idOfLarge, size, type Refusal } from './refused.js';

export const ofConcepts: readonly Refusal[] = [
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
  [
    'a blank alias',
    put(approach('x', { aliases: ['ok', ''] })),
    'expected aliases that are not blank, got ""',
  ],
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
    `Change 2 (putConcept dimension/size): expected a dimension that its claims fit, but of ${idOfLarge}: expected one of the levels small, medium, got "large".`,
  ],
  [
    'a dimension whose claims lose their type',
    put(dimension('size')),
    `but of ${idOfLarge}: expected a value of TEXT, got one of ORDINAL`,
  ],
  [
    'a dimension whose claims come in the same set, before it',
    put(value({ target: 'dimension/open', value: yes }), dimension('open')),
    'Change 2 (putConcept dimension/open): expected a dimension that its claims fit',
  ],
];
