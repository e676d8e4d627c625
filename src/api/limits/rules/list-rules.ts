import { predicateRules, predicates, type Predicate } from '../../../graph/claim.js';
import { listName, type ConceptKind } from '../../../graph/concept.js';
import { conceptTypeNames } from '../../concept/node.type.js';
import {
  ruleAdder,
  listOf,
  pageSizeOf,
  type RequestedField,
  type FieldRule,
  type FieldRules,
  type FieldWork,
} from '../work/field-work.js';
import {
  allClaims,
  allConcepts,
  claimsAlong,
  claimsPerLink,
  conditionClaims,
  meanClaimsAbout,
  meanLinks,
  ratio,
  type LinkPath,
} from '../work/list-sizes.js';

const rules = new Map<string, FieldRule>();
const rule = ruleAdder(rules);
/** Rules for lists of links and claims, and for the fields of claims. */
export const listRules: FieldRules = rules;

/** The lists of links by field: both directions of each predicate that links concepts of two kinds. Values are not links. */
export const linkLists: Readonly<Record<string, LinkPath>> = Object.fromEntries(
  predicates.flatMap((predicate) => {
    const { subjects, targets, sameKind } = predicateRules[predicate];
    if (sameKind || predicate === 'HAS_VALUE') return [];
    return subjects.flatMap((subject) =>
      targets.flatMap((target) => [
        linkList({ predicate, end: 'subject', near: subject, far: target }),
        linkList({ predicate, end: 'target', near: target, far: subject }),
      ]),
    );
  }),
);

function linkList(path: LinkPath): readonly [name: string, path: LinkPath] {
  return [`${conceptTypeNames[path.near]}.${listName(path.far)}`, path];
}

for (const [name, path] of Object.entries(linkLists)) {
  rule(name, ({ statistics, argument }) => {
    const { links, claims } = meanLinks(statistics, path);
    return {
      items: Math.min(pageSizeOf(argument('first')), links),
      work: { linkList: 1, linkClaim: claims },
    };
  });
  const edge = `${conceptTypeNames[path.near]}${conceptTypeNames[path.far]}Edge`;
  rule(`${edge}.claims`, ({ statistics }) => ({ items: claimsPerLink(statistics, path.predicate) }));
}

rule('*.equivalentTo', ({ statistics, argument }) => ({
  items: Math.min(
    pageSizeOf(argument('first')),
    ratio(2 * statistics.claims.EQUIVALENT_TO.claims, allConcepts(statistics)),
  ),
  work: { linkList: 1 },
}));

function claimPage({ argument }: RequestedField, totalClaims: number): FieldWork {
  return {
    items: Math.min(pageSizeOf(argument('first')), totalClaims),
    work: { claimPage: 1, orderedClaim: totalClaims },
  };
}

rule('Approach.claims', (field) => {
  const { statistics } = field;
  const dimensions = field.argument('dimensions');
  if (!Array.isArray(dimensions)) return claimPage(field, meanClaimsAbout(statistics, 'APPROACH'));
  const along = meanLinks(statistics, {
    ...{ predicate: 'HAS_VALUE', end: 'subject', near: 'APPROACH', far: 'DIMENSION' },
  });
  const page = claimPage(field, Math.min(dimensions.length, along.claims));
  return { ...page, work: { ...page.work, reference: dimensions.length } };
});
rule('Dimension.claims', (field) => {
  const { statistics, argument } = field;
  const along = claimsAlong(statistics, 'DIMENSION');
  const page = claimPage(field, along);
  const where = listOf(argument('where'));
  if (where.length === 0) return page;
  const conditionClaim = conditionClaims(statistics, where);
  // Every claim along the dimension is read.
  return { ...page, work: { ...page.work, reference: where.length, conditionClaim, claim: along } };
});
rule('CitedSource.claims', (field) =>
  claimPage(field, ratio(allClaims(field.statistics), field.statistics.concepts.CITED_SOURCE)),
);

/** The lists of claims of one predicate: the predicate, and the kind of concept with the list. */
const textLists: Readonly<Record<string, readonly [Predicate, ConceptKind]>> = {
  'Approach.definitions': ['DEFINED_AS', 'APPROACH'],
  'Question.distinctions': ['DISTINGUISHED_BY', 'QUESTION'],
  'Question.conclusions': ['CONCLUDES', 'QUESTION'],
};

for (const [name, [predicate, kind]] of Object.entries(textLists)) {
  rule(name, ({ statistics }) => {
    const { subjects } = predicateRules[predicate];
    const allSubjects = subjects.reduce((sum, subject) => sum + statistics.concepts[subject], 0);
    // If concepts of several kinds can be the subject, most of these claims are about approaches.
    const divisor = subjects.length > 1 ? statistics.concepts[kind] : allSubjects;
    return {
      items: ratio(statistics.claims[predicate].claims, divisor),
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
