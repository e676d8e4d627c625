import { linkKinds, linkRules, type LinkKind } from '../../comparison/cells/axis.js';
import { axisKinds } from '../../graph/claim.js';
import { kindInWords, kindsInWords, kindWords } from '../../graph/concept.js';

/* Names of axis kinds for descriptions in the schema. */

/** The kinds of links: "features, benefits, drawbacks, use cases" */
export const linksInWords = linkKinds.map((kind) => kindWords[kind].plural.toLowerCase()).join(', ');

/** The kinds of axes: "a dimension, feature, benefit, drawback or use case" */
export const anyAxisInWords = `a ${listed(axisKinds.map(kindInWords))}`;

/** The kinds of links by their better end: "a feature, a benefit or a use case (YES is better), or a drawback (NO is better)" */
export const linksByBetterEndInWords = `${linksWith('HIGHER')} (YES is better), or ${linksWith('LOWER')} (NO is better)`;

function linksWith(better: 'HIGHER' | 'LOWER'): string {
  const kinds: readonly LinkKind[] = linkKinds.filter((kind) => linkRules[kind].better === better);
  return listed(kinds.map((kind) => kindsInWords([kind])));
}

function listed(words: readonly string[]): string {
  return words.join(', ').replace(/, ([^,]*)$/u, ' or $1');
}
