import { createHash } from 'node:crypto';
import type { Absence } from '../../../graph/claim.js';
import type { ConceptKind } from '../../../graph/concept.js';
import { fold } from '../../../graph/text/fold.js';
import { slugOfName } from '../../import/slug-of-name.js';
import type { PlacedText } from '../../input/placed-text.js';

/** The maximum length of a name, in UTF-16 code units. */
const nameMaxLength = 300;

/**
 * Creates the slug of a name. If a slug can contain no character of the name, the slug is the first 12 hex
 * digits of the name's SHA-256 hash.
 */
export function slugFor(name: string): string {
  return slugOfName(name) || createHash('sha256').update(fold(name), 'utf8').digest('hex').slice(0, 12);
}

export function conceptKey(kind: ConceptKind, name: string): string {
  return `${kind} ${fold(name)}`;
}

/**
 * Converts a text to a name: on one line, without a final period, comma, colon or semicolon, cut to the maximum
 * length of names. Empty if nothing remains of the text after folding.
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

/** The absence that the text of a cell states; null if the text does not state an absence. */
export function absenceIn(text: string): Absence | null {
  const lowerCase = text.trim().toLowerCase();
  if (/^(?:n\/a|n\.a\.|not applicable)\.?$/u.test(lowerCase)) return 'NOT_APPLICABLE';
  return /^(?:\?|unknown|tbd|tba|not known|not disclosed|undisclosed)\.?$/u.test(lowerCase)
    ? 'UNKNOWN'
    : null;
}

/** Clamps an offset to the text, and moves it to the start of a surrogate pair if it is inside the pair. */
export function boundary(raw: string, offset: number): number {
  const clamped = Math.max(0, Math.min(raw.length, offset));
  const unit = raw.charCodeAt(clamped);
  return unit >= 0xdc00 && unit <= 0xdfff ? clamped - 1 : clamped;
}
