import { z } from 'zod';
import { textMaxLength, textMediaTypes } from '../../graph/kept-text.js';
import { oneOf, record } from './shapes.js';

/** A text that is kept with a source, as a document has it: its hash follows from it. */
export const documentText = record('a text of a source', {
  mediaType: oneOf(textMediaTypes),
  text: z.string({ error: 'a text' }).max(textMaxLength, {
    error: `a text of ${textMaxLength} UTF-16 units at most`,
  }),
});

export type DocumentText = Readonly<z.output<typeof documentText>>;
