/**
 * Words in the corner of a table: what the heads below it name. The lists have English words, and the most common words of
 * German, French, Spanish, Italian and Dutch tables.
 */

const dimensions = [
  'features?|functions?|functionality|capabilit(?:y|ies)|aspects?|dimensions?|criteri(?:a|on)|attributes?|propert(?:y|ies)',
  'characteristics?|factors?|points?|basis(?: of .+)?|parameters?(?: of .+)?|categor(?:y|ies)|topics?|areas?|differences?|comparison',
  'metrics?|benchmarks?|tests?(?: cases?)?|tasks?|operations?|measures?|measurements?|specs?|specifications?|requirements?|options?',
  'items?|parts?|components?|elements?|modes?|keys?|questions?|subjects? of comparison|indicators?|scenarios?|use cases?|workloads?|settings?|limits?|concerns?',
  'merkmale?|eigenschaft(?:en)?|kriteri(?:um|en)|funktion(?:en)?|caractéristiques?|critères?|fonctionnalités?|características?',
  'criterios?|funci(?:ón|ones)|caratteristic(?:a|he)|criteri[oa]?|funzion(?:e|i)|kenmerk(?:en)?|eigenschap(?:pen)?|functies?',
].join('|');
const subjects = [
  'names?|titles?|products?|tools?|approach(?:es)?|alternatives?|plans?|vendors?|models?|services?|providers?|languages?',
  'systems?|methods?|frameworks?|platforms?|brands?|solutions?|librar(?:y|ies)|packages?|projects?|softwares?|programs?|apps?',
  'applications?|engines?|databases?|drivers?|devices?|machines?|implementations?|variants?|editions?|compan(?:y|ies)|formats?',
  'browsers?|editors?|plugins?|extensions?|modules?|licen[cs]es?|algorithms?|clients?|servers?|distros?|distributions?|repo(?:sitory|sitories|s)?',
  'produkte?|namen?|werkzeuge?|anbieter|modelle?|produits?|noms?|outils?|modèles?|fournisseurs?|productos?|nombres?|herramientas?',
  'modelos?|prodott[oi]|nom[ei]|strument[oi]|modell[oi]|naam|namen|producten|gereedschap',
].join('|');
const headOfDimensions = new RegExp(`^(?:key |main |core )?(?:${dimensions})$`, 'iu');
const headOfSubjects = new RegExp(`^(?:(?:.{1,30} )?names?|(?:${subjects}))$`, 'iu');

/** What the corner of a table announces that its rows are; null if it announces neither. */
export function rowsAnnouncedBy(corner: string): 'SUBJECTS' | 'DIMENSIONS' | null {
  // "Feature / Tool" names the rows, then the columns.
  const [first = ''] = corner.split(/\s*[/\\|→↓]\s*/u).filter((part) => part !== '');
  const word = first.replace(/[\s:.]+$/u, '').trim();
  if (headOfDimensions.test(word)) return 'DIMENSIONS';
  return headOfSubjects.test(word) ? 'SUBJECTS' : null;
}
