/** Plurals that do not end in -s, or whose singular does not follow from their spelling. */
const irregular: ReadonlyMap<string, string> = new Map([
  ['analyses', 'analysis'],
  ['appendices', 'appendix'],
  ['axes', 'axis'],
  ['buses', 'bus'],
  ['children', 'child'],
  ['crises', 'crisis'],
  ['criteria', 'criterion'],
  ['feet', 'foot'],
  ['gases', 'gas'],
  ['halves', 'half'],
  ['hypotheses', 'hypothesis'],
  ['indices', 'index'],
  ['knives', 'knife'],
  ['lenses', 'lens'],
  ['matrices', 'matrix'],
  ['media', 'medium'],
  ['mice', 'mouse'],
  ['people', 'person'],
  ['phenomena', 'phenomenon'],
  ['schemata', 'schema'],
  ['shelves', 'shelf'],
  ['theses', 'thesis'],
  ['vertices', 'vertex'],
  ['women', 'woman'],
]);

/** Singular words that the rule for plurals in -s would change. */
const singulars: ReadonlySet<string> = new Set(['lens', 'news', 'series', 'species']);

const inflected = /^[a-z]{4,}$/u;
const pluralEnding = /(?<![sui])s$/u;

/**
 * Folds English plurals: most plurals have the same folded form as their singulars. The folded form can differ from both ("licens" for
 * "license" and "licenses").
 * Words with other characters than the letters a to z, and words of fewer than four letters, do not change.
 * @param word in lower case
 */
export function foldPlural(word: string): string {
  if (!inflected.test(word) || singulars.has(word)) return word;
  const singular = irregular.get(word) ?? word.replace(pluralEnding, '');
  // The plural of "cache" is "caches", and the plural of "patch" is "patches". Without the e, both plurals fold as
  // their singulars do.
  if (/ie$/u.test(singular) && singular.length > 3) return `${singular.slice(0, -2)}y`;
  if (/(?:x|ch|sh|...[sz]|...o)e$/u.test(singular)) return singular.slice(0, -1);
  return singular;
}
