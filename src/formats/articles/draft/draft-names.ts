import { createHash } from 'node:crypto';
import { fold } from '../../../graph/text/fold.js';
import { boundary } from '../../drafts/citer.js';
import { slugOfName } from '../../import/slug-of-name.js';
import type { PlacedText } from '../../input/placed-text.js';

/** The maximum length of a name that is not cut, in UTF-16 code units. */
const nameMaxLength = 300;

/**
 * Creates the slug of a name. If a slug can contain no character of the name, the slug is the first 12 hex
 * digits of the SHA-256 hash of the folded name.
 */
export function slugFor(name: string): string {
  return slugOfName(name) || createHash('sha256').update(fold(name), 'utf8').digest('hex').slice(0, 12);
}

/**
 * Converts a text to a name on one line. Removes a single period from its end, and then a comma, colon or
 * semicolon. A name longer than `nameMaxLength` is cut and ends with an ellipsis. A shorter name is replaced by an empty text if its folded form is empty.
 */
export function nameIn({ text }: PlacedText): string {
  const name = text
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/(?<=[^.])\.$/u, '')
    .replace(/[;,:]$/u, '')
    .trim();
  if (name.length <= nameMaxLength) return fold(name) === '' ? '' : name;
  return `${name.slice(0, boundary(name, nameMaxLength)).replace(/\s+\S*$/u, '')}…`;
}

/** Joins names with commas and "and": "A, B and C". */
export function listed(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
