/**
 * Words in the corner of a table. They show whether the heads below the corner are names of dimensions or of compared
 * things. The lists have English words, and common words of tables in German, French, Spanish, Portuguese, Italian,
 * Dutch, Russian, Polish, Turkish, Chinese, Japanese and Korean.
 */

const dimensions = [
  'features?|functions?|functionality|capabilit(?:y|ies)|aspects?|dimensions?|criteri(?:a|on)|attributes?|propert(?:y|ies)',
  'characteristics?|factors?|points?|basis(?: of .+)?|parameters?(?: of .+)?|categor(?:y|ies)|topics?|areas?|differences?|comparison',
  'metrics?|benchmarks?|tests?(?: cases?)?|tasks?|operations?|measures?|measurements?|specs?|specifications?|requirements?|options?',
  'items?|parts?|components?|elements?|modes?|keys?|questions?|subjects? of comparison|indicators?|scenarios?|use cases?|workloads?|settings?|limits?|concerns?',
  'merkmale?|eigenschaft(?:en)?|kriteri(?:um|en)|funktion(?:en)?|caractéristiques?|critères?|fonctionnalités?|características?',
  'особенност[ьи]|возможност[ьи]|функци[яи]|фичи?|критери[йи]|характеристик[аи]|параметры?|свойств[оа]|показател[ьи]',
  'cech[ay]|funkcj[ae]|kryteri(?:um|a)|recursos?|funcionalidades?|critérios?|características?|özellik(?:ler)?',
  '特性|功能|特征|特点|项目|对比项|维度|指标|属性|参数|方面|機能|項目|特徴|比較項目|観点|기능|항목|특징|구분|기준',
  'criterios?|funci(?:ón|ones)|caratteristic(?:a|he)|criteri[oa]?|funzion(?:e|i)|kenmerk(?:en)?|eigenschap(?:pen)?|functies?',
].join('|');
const subjects = [
  'names?|titles?|products?|tools?|approach(?:es)?|alternatives?|plans?|vendors?|models?|services?|providers?|languages?',
  'systems?|methods?|frameworks?|platforms?|brands?|solutions?|librar(?:y|ies)|packages?|projects?|softwares?|programs?|apps?',
  'applications?|engines?|databases?|drivers?|devices?|machines?|implementations?|variants?|editions?|compan(?:y|ies)|formats?',
  'browsers?|editors?|plugins?|extensions?|modules?|licen[cs]es?|algorithms?|clients?|servers?|technolog(?:y|ies)|terminals?(?: emulators?)?|shells?|fonts?|phones?|laptops?|cameras?|processors?|cpus?|gpus?|boards?|codecs?|parsers?|compilers?|hash(?:es| functions?)?|file ?systems?|countr(?:y|ies)|cit(?:y|ies)|companies|species|materials?|foods?|distros?|distributions?|repo(?:sitory|sitories|s)?',
  'produkte?|namen?|werkzeuge?|anbieter|modelle?|produits?|noms?|outils?|modèles?|fournisseurs?|productos?|nombres?|herramientas?',
  'названи[ея]|имя|продукты?|инструменты?|пакеты?|библиотек[аи]|фреймворки?|язык[и]?|nazwa|produkt|nome|produtos?|ferramentas?|araç',
  '名称|名字|产品|工具|框架|库|语言|模型|方案|平台|服务|名前|製品|ツール|ライブラリ|言語|モデル|이름|제품|도구|라이브러리',
  'modelos?|prodott[oi]|nom[ei]|strument[oi]|modell[oi]|naam|namen|producten|gereedschap',
].join('|');
/** Nouns of dimensions that can also name approaches: the options or functions of a program, the tasks of a plan. */
const loose =
  /^(?:options?|functions?|metrics?|parameters?|tasks?|items?|parts?|components?|elements?|modes?|keys?|settings?|operations?|tests?(?: cases?)?|scenarios?|benchmarks?|workloads?|measures?|use cases?|categor(?:y|ies)|areas?|topics?)$/iu;
const headOfDimensions = new RegExp(`^(?:key |main |core )?(?:${dimensions})$`, 'iu');
const headOfSubjects = new RegExp(`^(?:(?:.{1,30} )?names?|(?:${subjects}))$`, 'iu');

/** Whether a corner that names dimensions can also name subjects. */
export function isLooseCorner(corner: string): boolean {
  return loose.test(firstPart(corner));
}

/** Whether the corner of a table names the rows as subjects or as dimensions; null if neither. */
export function rowRoleOf(corner: string): 'SUBJECTS' | 'DIMENSIONS' | null {
  const word = firstPart(corner);
  if (headOfDimensions.test(word)) return 'DIMENSIONS';
  return headOfSubjects.test(word) ? 'SUBJECTS' : null;
}

/** Whether the last word of a corner names subjects, as in "GPU providers". */
export function endsWithSubjects(corner: string): boolean {
  const last = firstPart(corner).split(/\s+/u).at(-1) ?? '';
  return headOfSubjects.test(last);
}

/** The part of a corner that names the rows: "Feature / Tool" names the rows first, then the columns. */
function firstPart(corner: string): string {
  const [first = ''] = corner.split(/\s*[/\\|→↓]\s*/u).filter((part) => part !== '');
  return first.replace(/[\s:.]+$/u, '').trim();
}
