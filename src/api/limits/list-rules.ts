import { predicateRules, type Predicate } from '../../graph/claim.js';
import { type ConceptKind } from '../../graph/concept.js';
import {
  addingTo,
  numberOf,
  type AskedField,
  type FieldRule,
  type FieldRules,
  type FieldWork,
} from './field-work.js';
import {
  allClaims,
  allConcepts,
  claimsAlong,
  claimsPerLink,
  meanClaimsAbout,
  meanLinks,
  ratio,
  type LinkPath,
} from './list-sizes.js';
import { conceptFields } from './reference-rules.js';

const rules = new Map<string, FieldRule>();
const rule = addingTo(rules);
/** Lists of links and claims, and what claims hold. */
export const listRules: FieldRules = rules;

export const linkLists: Readonly<Record<string, LinkPath>> = {
  'Approach.features': { predicate: 'HAS_FEATURE', end: 'subject', near: 'APPROACH', far: 'FEATURE' },
  'Approach.benefits': { predicate: 'BRINGS_BENEFIT', end: 'subject', near: 'APPROACH', far: 'BENEFIT' },
  'Approach.drawbacks': { predicate: 'HAS_DRAWBACK', end: 'subject', near: 'APPROACH', far: 'DRAWBACK' },
  'Approach.useCases': { predicate: 'SUITS', end: 'subject', near: 'APPROACH', far: 'USE_CASE' },
  'Approach.questions': { predicate: 'ASKS_ABOUT', end: 'target', near: 'APPROACH', far: 'QUESTION' },
  'Feature.approaches': { predicate: 'HAS_FEATURE', end: 'target', near: 'FEATURE', far: 'APPROACH' },
  'Feature.benefits': { predicate: 'LEADS_TO', end: 'subject', near: 'FEATURE', far: 'BENEFIT' },
  'Feature.drawbacks': { predicate: 'LEADS_TO', end: 'subject', near: 'FEATURE', far: 'DRAWBACK' },
  'Benefit.approaches': { predicate: 'BRINGS_BENEFIT', end: 'target', near: 'BENEFIT', far: 'APPROACH' },
  'Benefit.features': { predicate: 'LEADS_TO', end: 'target', near: 'BENEFIT', far: 'FEATURE' },
  'Drawback.approaches': { predicate: 'HAS_DRAWBACK', end: 'target', near: 'DRAWBACK', far: 'APPROACH' },
  'Drawback.features': { predicate: 'LEADS_TO', end: 'target', near: 'DRAWBACK', far: 'FEATURE' },
  'UseCase.approaches': { predicate: 'SUITS', end: 'target', near: 'USE_CASE', far: 'APPROACH' },
  'Question.approaches': { predicate: 'ASKS_ABOUT', end: 'subject', near: 'QUESTION', far: 'APPROACH' },
};

for (const [name, path] of Object.entries(linkLists)) {
  rule(name, ({ statistics, argument }) => {
    const { links, claims } = meanLinks(statistics, path);
    return {
      items: Math.min(numberOf(argument('first')), links),
      work: { linkList: 1, linkClaim: claims },
    };
  });
  const [type = '', list = ''] = name.split('.');
  const edge = `${type}${singular(list)}Edge`;
  rule(`${edge}.claims`, ({ statistics }) => ({ items: claimsPerLink(statistics, path.predicate) }));
}

function singular(list: string): string {
  const [, one = list] =
    conceptFields.map(([first, many]) => [many, first]).find(([many]) => many === list) ?? [];
  return one.charAt(0).toUpperCase() + one.slice(1);
}

rule('*.equivalentTo', ({ statistics, argument }) => ({
  items: Math.min(
    numberOf(argument('first')),
    ratio(2 * statistics.claims.EQUIVALENT_TO.claims, allConcepts(statistics)),
  ),
  work: { linkList: 1 },
}));

function claimPage({ argument }: AskedField, whole: number): FieldWork {
  return {
    items: Math.min(numberOf(argument('first')), whole),
    work: { claimPage: 1, orderedClaim: whole },
  };
}

rule('Approach.claims', (asked) => {
  const { statistics } = asked;
  const dimensions = asked.argument('dimensions');
  if (!Array.isArray(dimensions)) return claimPage(asked, meanClaimsAbout(statistics, 'APPROACH'));
  const along = meanLinks(statistics, {
    ...{ predicate: 'HAS_VALUE', end: 'subject', near: 'APPROACH', far: 'DIMENSION' },
  });
  const page = claimPage(asked, Math.min(dimensions.length, along.claims));
  return { ...page, work: { ...page.work, reference: dimensions.length } };
});
rule('Dimension.claims', (asked) => claimPage(asked, claimsAlong(asked.statistics, 'DIMENSION')));
rule('CitedSource.claims', (asked) =>
  claimPage(asked, ratio(allClaims(asked.statistics), asked.statistics.concepts.CITED_SOURCE)),
);

const wordLists: Readonly<Record<string, readonly [Predicate, ConceptKind]>> = {
  'Approach.definitions': ['DEFINED_AS', 'APPROACH'],
  'Question.distinctions': ['DISTINGUISHED_BY', 'QUESTION'],
  'Question.conclusions': ['CONCLUDES', 'QUESTION'],
};

for (const [name, [predicate, kind]] of Object.entries(wordLists)) {
  rule(name, ({ statistics }) => {
    const { subjects } = predicateRules[predicate];
    const among = subjects.reduce((sum, each) => sum + statistics.concepts[each], 0);
    // Words are said of approaches, for the most part.
    const whole = subjects.length > 1 ? statistics.concepts[kind] : among;
    return {
      items: ratio(statistics.claims[predicate].claims, whole),
      work: { linkList: 1 },
      ofItem: { claim: 1 },
    };
  });
}

rule('Claim.citations', ({ statistics }) => ({
  items: ratio(statistics.citations, allClaims(statistics)),
  work: { citationList: 1 },
}));
rule('*.qualifiers', () => ({ items: 0.25 }));
rule('Claim.supersedes', () => ({ items: 0.1 }));

rule('*.cursor', () => ({ work: { cursor: 1 } }));
rule('*.pageInfo', () => ({ work: { cursor: 2 } }));
