import { kindInWords, type ConceptKind } from '../graph/concept.js';

/** Kinds in words, with their articles: `a benefit or a drawback`. */
export function kindsInWords(kinds: readonly ConceptKind[]): string {
  return kinds.map((kind) => `${kind === 'APPROACH' ? 'an' : 'a'} ${kindInWords(kind)}`).join(' or ');
}
