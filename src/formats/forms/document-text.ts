import { z } from 'zod';
import { textMaxLength, textMediaTypes } from '../../graph/kept-text.js';
import { oneOf, record } from './shapes.js';

/** A stored text of a source, in a document. Its hash is computed from the text. */
export const documentText = record('a text of a source', {
  mediaType: oneOf(textMediaTypes),
  text: z.string({ error: 'a text' }).max(textMaxLength, {
    error: `a text of ${textMaxLength} UTF-16 units at most`,
  }),
});

export type DocumentText = Readonly<z.output<typeof documentText>>;
