import { kindOfId } from '../concept.js';
import { hashOfText, textMaxLength, textMediaTypes, type KeptText } from '../kept-text.js';
import { unstorable } from '../text/unstorable.js';

/**
 * What keeps a text from being kept, in a sentence with what was expected and what came; null where nothing does.
 * The sentence has no word of the text, which may be long.
 */
export function misfitOfText({ hash, source, mediaType, text }: KeptText): string | null {
  if (kindOfId(source) !== 'CITED_SOURCE') return `expected the id of a cited source, got "${source}"`;
  if (!textMediaTypes.includes(mediaType)) {
    return `expected a media type that is one of ${textMediaTypes.join(', ')}, got "${mediaType}"`;
  }
  if (text.length > textMaxLength) {
    return `expected a text of ${textMaxLength} UTF-16 units at most, got one of ${text.length}`;
  }
  const place = text.search(unstorable);
  if (place >= 0) {
    const came = JSON.stringify(text.charAt(place));
    return `expected Unicode text without NUL characters, got ${came} at ${place}`;
  }
  const hashed = hashOfText(text);
  return hash === hashed ? null : `expected the hash of the text, ${hashed}, got "${hash}"`;
}
