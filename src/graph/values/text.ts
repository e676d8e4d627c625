import { fold } from '../fold.js';
import { ValueError, type Naming, type ValueRule } from './value-type.js';
import { relateWords, Words } from './words.js';

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
  relate: (left, right, _scale, naming) => relateWords(wordsOf(left, naming), wordsOf(right, naming)),
  gauge: (values, _scale, naming) => wordsOf(values, naming),
};

function wordsOf(values: readonly TextValue[], naming: Naming): Words {
  return new Words(
    values.map(({ text }) => text),
    naming,
  );
}
