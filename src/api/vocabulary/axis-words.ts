import { linkKinds, linkRules, type LinkKind } from '../../comparison/cells/axis.js';
import { axisKinds } from '../../graph/claim.js';
import { kindInWords, kindsInWords, kindWords } from '../../graph/concept.js';

/* Names of axis kinds for descriptions in the schema. */

/** "features, benefits, drawbacks, use cases" */
export const linksInWords = linkKinds.map((kind) => kindWords[kind].plural.toLowerCase()).join(', ');

/** "a dimension, feature, benefit, drawback or use case" */
export const anyAxisInWords = `a ${listed(axisKinds.map(kindInWords))}`;

/** "a feature, a benefit or a use case, which are good to have, or a drawback, which is not" */
export const linksByWorthInWords = `${worth('HIGHER')} good to have, or ${worth('LOWER')} not`;

function worth(better: 'HIGHER' | 'LOWER'): string {
  const kinds: readonly LinkKind[] = linkKinds.filter((kind) => linkRules[kind].better === better);
  return `${listed(kinds.map((kind) => kindsInWords([kind])))}, which ${kinds.length > 1 ? 'are' : 'is'}`;
}

function listed(words: readonly string[]): string {
  return words.join(', ').replace(/, ([^,]*)$/u, ' or $1');
}
