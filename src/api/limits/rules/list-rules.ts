import {
  axisKinds,
  axisPredicates,
  predicateRules,
  predicates,
  type Predicate,
} from '../../../graph/claim.js';
import { listName, type ConceptKind } from '../../../graph/concept.js';
import type { WorkAmounts } from '../work/work.js';
import { conceptTypeNames } from '../../concept/node.type.js';
import {
  ruleAdder,
  listOf,
  pageSizeOf,
  sizeOf,
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
/** Rules for lists of links and claims, their items and pages, and for counts of values and cells. */
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
    const supports = argument('supports');
    const isEmpty = Array.isArray(supports) && supports.length === 0;
    return {
      items: isEmpty ? 0 : Math.min(pageSizeOf(argument('first')), links),
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

const isGiven = (value: unknown): boolean => value !== undefined && value !== null;

rule('Approach.claims', (field) => {
  const { statistics } = field;
  const dimensions = field.argument('dimensions');
  if (!isGiven(dimensions)) return claimPage(field, meanClaimsAbout(statistics, 'APPROACH'));
  const along = meanLinks(statistics, {
    ...{ predicate: 'HAS_VALUE', end: 'subject', near: 'APPROACH', far: 'DIMENSION' },
  });
  const named = new Set(listOf(dimensions)).size;
  const page = claimPage(field, Math.min(named * claimsPerLink(statistics, 'HAS_VALUE'), along.claims));
  return { ...page, work: { ...page.work, reference: sizeOf(dimensions) } };
});
rule('Dimension.claims', (field) => {
  const { statistics, argument } = field;
  const all = claimsAlong(statistics, 'DIMENSION');
  const [approaches, where] = [argument('approaches'), listOf(argument('where'))];
  const named = isGiven(approaches) ? new Set(listOf(approaches)).size : Infinity;
  const page = claimPage(field, Math.min(named * claimsPerLink(statistics, 'HAS_VALUE'), all));
  // All claims along the dimension are read to find the claims about the approaches.
  const work = { ...page.work, orderedClaim: all, reference: sizeOf(approaches) + where.length };
  if (where.length === 0) return { ...page, work };
  return { ...page, work: { ...work, conditionClaim: conditionClaims(statistics, where), claim: all } };
});

/** Estimates the work of counting the values that approaches state along a dimension. */
function countingAlong({ statistics, argument }: RequestedField): WorkAmounts {
  const where = listOf(argument('where'));
  return {
    claimPage: 1,
    nearestClaim: claimsAlong(statistics, 'DIMENSION'),
    reference: where.length,
    conditionClaim: conditionClaims(statistics, where),
  };
}

rule('Dimension.distribution', (field) => ({
  // Every claim can state a different value. The four states other than STATED are additional items.
  items: Math.min(pageSizeOf(field.argument('first')), claimsAlong(field.statistics, 'DIMENSION')) + 4,
  work: countingAlong(field),
}));
rule('Dimension.distinctCount', (field) => ({ work: countingAlong(field) }));
rule('Approach.coverage', ({ statistics }) => {
  const axes = axisKinds.reduce((sum, kind) => sum + statistics.concepts[kind], 0);
  const claims = axisKinds.reduce((sum, kind) => sum + statistics.claims[axisPredicates[kind]].claims, 0);
  const perApproach = ratio(claims, statistics.concepts.APPROACH);
  return {
    work: { linkList: 1, comparedClaim: perApproach, cell: perApproach },
    // The axes of the graph are found and grouped once.
    once: { row: axes },
  };
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
