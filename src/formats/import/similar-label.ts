import { kindInWords, type Concept, type ConceptKind } from '../../graph/concept.js';
import { fold } from '../../graph/text/fold.js';

/**
 * Finds, among the name and the aliases of a concept, a label that differs from `name` only in case: `MIT` for `mit`. Other
 * differences that folding removes, such as the style of dashes and quotes, are ignored. Null if a label has the same
 * letters in the same case, or if no label is equal to `name` after folding.
 */
export function similarLabel(name: string, { name: conceptName, aliases }: Concept): string | null {
  const labels = [conceptName, ...aliases].filter((label) => fold(label) === fold(name));
  if (labels.some((label) => !differsInCase(label, name))) return null;
  return labels[0] ?? null;
}

/** Describes a name that differs in case, for a warning. @param existing the name and origin of the concept */
export function similarNameInWords(kind: ConceptKind, name: string, existing: string): string {
  return `"${name}" is read as the ${kindInWords(kind)} ${existing}, although the names differ in case`;
}

/** Whether two texts with the same folded form differ in the case of a letter. */
function differsInCase(one: string, other: string): boolean {
  const [letters, otherLetters] = [one, other].map((each) =>
    [...each.normalize('NFC').matchAll(/\p{L}/gu)].join(''),
  );
  return letters !== otherLetters;
}
