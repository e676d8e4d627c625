import { createHash } from 'node:crypto';
import type { Absence } from '../../../graph/claim.js';
import type { ConceptKind } from '../../../graph/concept.js';
import { fold } from '../../../graph/text/fold.js';
import { slugOfName } from '../../import/slug-of-name.js';
import type { Words } from '../text/words.js';

const nameMaxLength = 300;

/** The slug of a name; of its hash where it has nothing that a slug can be made of. */
export function slugFor(name: string): string {
  return slugOfName(name) || createHash('sha256').update(fold(name), 'utf8').digest('hex').slice(0, 12);
}

export function conceptKey(kind: ConceptKind, name: string): string {
  return `${kind} ${fold(name)}`;
}

/** Words as a name: on one line, without the period at their end, no longer than names may be. */
export function nameIn({ text }: Words): string {
  const name = text
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/(?<=[^.])\.$/u, '')
    .replace(/[;,:]$/u, '')
    .trim();
  if (name.length <= nameMaxLength) return fold(name) === '' ? '' : name;
  return `${name.slice(0, boundary(name, nameMaxLength)).replace(/\s+\S*$/u, '')}…`;
}

/** Names in a row as a sentence has them: A, B and C. */
export function listed(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}

/** What cells mean that say that there is nothing to say. */
export function absenceIn(text: string): Absence | null {
  const bare = text.trim().toLowerCase();
  if (/^(?:n\/a|n\.a\.|not applicable)\.?$/u.test(bare)) return 'NOT_APPLICABLE';
  return /^(?:\?|unknown|tbd|tba|not known|not disclosed|undisclosed)\.?$/u.test(bare) ? 'UNKNOWN' : null;
}

/** An offset that does not stand within a character of two units. */
export function boundary(raw: string, offset: number): number {
  const at = Math.max(0, Math.min(raw.length, offset));
  const unit = raw.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at - 1 : at;
}
