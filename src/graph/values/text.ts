import { fold } from '../fold.js';
import { relateSets } from './relate-sets.js';
import { ValueError, type ValueRule } from './value-type.js';

/** Words, compared after folding. */
export interface TextValue {
  readonly type: 'TEXT';
  readonly text: string;
}

export const textRule: ValueRule<TextValue> = {
  parse(written) {
    if (typeof written !== 'string' || fold(written) === '') throw new ValueError('a text', written);
    return { type: 'TEXT', text: written.trim() };
  },
  canonical: (value) => fold(value.text),
  display: (value) => value.text,
  relate(left, right, _scale, naming) {
    const texts = (values: readonly TextValue[]): string[] => values.map((value) => value.text);
    return relateSets(texts(left), texts(right), naming);
  },
};
