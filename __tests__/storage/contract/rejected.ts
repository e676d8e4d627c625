import { claimId } from '../../../src/graph/identity.js';
import type { Change } from '../../../src/graph/ports/writing.js';
import { approach, baseConcepts, benefit, dimension, feature, put, question, value } from './examples.js';

export type Rejection = readonly [title: string, changes: readonly Change[], message: string];

export const size = dimension('size', { valueType: 'ORDINAL', levels: ['small', 'large'] });
export const open = dimension('open', { valueType: 'SUPPORT' });
export const tools = dimension('tools', { valueType: 'TERMS', cardinality: 'MULTIPLE' });
export const large = value({ target: 'dimension/size', value: { type: 'ORDINAL', level: 'large' } });
/** More claims than fit in one batch. */
export const twoBatches = Array.from({ length: 1_500 }, (_, number) =>
  value({ value: { type: 'TEXT', text: `${number}` } }),
);
/** The changes that fill the graph before the rejected sets are applied. */
export const before: readonly Change[] = put(
  ...baseConcepts,
  size,
  tools,
  open,
  feature('ci'),
  benefit('speed'),
  question('which'),
  approach('renamed'),
  large,
);
export const idOfLarge = claimId(large);
