import { kindInWords, type Concept, type ConceptKind } from '../../graph/concept.js';
import { fold } from '../../graph/text/fold.js';

/**
 * The name or alias of a concept that a name equals only when case is ignored: `MIT` for `mit`. Null if the concept has
 * the name itself, or none that is similar. Differences that folding removes but that are not of case, such as those of
 * dashes and quotes, do not count.
 */
export function similarLabel(name: string, { name: conceptName, aliases }: Concept): string | null {
  const labels = [conceptName, ...aliases].filter((label) => fold(label) === fold(name));
  if (labels.some((label) => !differsInCase(label, name))) return null;
  return labels[0] ?? null;
}

/** A warning that a name was resolved to a similar one. @param existing the name of the concept and its origin */
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
