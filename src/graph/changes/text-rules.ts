import { kindOfId } from '../concept.js';
import { hashOfText, textMaxLength, textMediaTypes, type SourceText } from '../source-text.js';
import { unstorable } from '../text/code-points.js';

/**
 * Checks a text before it is stored.
 * @returns the expectation and the received value; null if the text is valid. At most one character of the text is
 * quoted, since the text may be long
 */
export function problemOfText({
  hash,
  source,
  mediaType,
  text,
}: SourceText): { readonly expected: string; readonly got: string } | null {
  if (kindOfId(source) !== 'CITED_SOURCE') {
    return { expected: 'the id of a cited source', got: `"${source}"` };
  }
  if (!textMediaTypes.includes(mediaType)) {
    return { expected: `a media type that is one of ${textMediaTypes.join(', ')}`, got: `"${mediaType}"` };
  }
  if (text.length > textMaxLength) {
    return { expected: `a text of ${textMaxLength} UTF-16 code units at most`, got: `one of ${text.length}` };
  }
  const offset = text.search(unstorable);
  if (offset >= 0) {
    const received = JSON.stringify(text.charAt(offset));
    return {
      expected: 'Unicode text without NUL characters',
      got: `${received} at UTF-16 offset ${offset}`,
    };
  }
  const hashed = hashOfText(text);
  return hash === hashed ? null : { expected: `the hash of the text, ${hashed}`, got: `"${hash}"` };
}
