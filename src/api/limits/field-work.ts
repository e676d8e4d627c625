import { kindOfId, type ConceptKind } from '../../graph/concept.js';
import { predicateRules, type Predicate } from '../../graph/claim.js';
import type { GraphStatistics } from '../../graph/statistics.js';
import { conceptTypeNames } from '../node.type.js';
import { comparisonSize, rankingSize, type ComparisonSize } from './comparison-size.js';
import type { IntrospectionSizes } from './introspection-size.js';
import {
  allClaims,
  allConcepts,
  claimsAlong,
  claimsPerLink,
  meanClaimsAbout,
  meanClaimsToward,
  meanLinks,
  ratio,
  type LinkPath,
} from './list-sizes.js';
import { axisKinds } from '../../comparison/axis.js';
import type { WorkAmounts } from './work.js';

/** What selections need of the comparison, row or cell that they stand in: each is done once, whatever number of fields needs it. */
export const needs = Object.freeze({
  /** The cells of a row are filled. */
  cells: 1,
  /** The cells of a row are judged. */
  verdict: 2,
  /** All rows of a comparison are judged. */
  everyVerdict: 4,
  /** The claims of all cells are read. */
  everyClaim: 8,
});

/** A field as it is asked, and what it is asked of. */
export interface AskedField {
  readonly statistics: GraphStatistics;
  readonly introspection: IntrospectionSizes;
  /** The comparison or ranking that it stands in. */
  readonly within: ComparisonSize | null;
  /** An argument as JSON has it, its default where it is not given; undefined where it is neither. */
  argument(name: string): unknown;
}

/** What a field comes to; what is left out is nothing, and one item. */
export interface FieldWork {
  /** How many items its list has, or the page of its connection; 1 for what is no list. */
  readonly items?: number;
  /** What is done for the field itself. */
  readonly work?: WorkAmounts;
  /** What is done once in an operation, for all objects that the field is asked of together. */
  readonly once?: WorkAmounts;
  /** What is done for each item, beside writing it and what is selected of it. */
  readonly ofItem?: WorkAmounts;
  /** Bits of `needs`. */
  readonly needs?: number;
  /** Of the items, the share of each type, where the arguments tell. */
  readonly shares?: ReadonlyMap<string, number> | null;
  /** The comparison or ranking that begins here. */
  readonly within?: ComparisonSize;
}

/** What a field comes to, as it is asked. */
export type FieldRule = (asked: AskedField) => FieldWork;

const rules = new Map<string, FieldRule>();

/**
 * The rule for a field; null where there is none, and it is what its type tells: a leaf, an object, or a list of a few.
 * @param type the name of the type that it is a field of
 */
export function ruleOf(type: string, field: string): FieldRule | null {
  return rules.get(`${type}.${field}`) ?? rules.get(`*.${field}`) ?? null;
}

/** How many items lists have of which nothing is known. */
export const usualListSize = 2;

/** What is no list counts as a list of one, as GraphQL coerces it. */
function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

function sizeOf(value: unknown): number {
  return listOf(value).length;
}

function numberOf(value: unknown): number {
  return typeof value === 'number' && value > 0 ? value : 0;
}

function rule(names: string | readonly string[], made: FieldRule): void {
  for (const name of typeof names === 'string' ? [names] : names) rules.set(name, made);
}

// Concepts and claims, by reference.

const conceptFields: readonly (readonly [one: string, many: string, kind: ConceptKind])[] = [
  ['approach', 'approaches', 'APPROACH'],
  ['feature', 'features', 'FEATURE'],
  ['benefit', 'benefits', 'BENEFIT'],
  ['drawback', 'drawbacks', 'DRAWBACK'],
  ['useCase', 'useCases', 'USE_CASE'],
  ['dimension', 'dimensions', 'DIMENSION'],
  ['question', 'questions', 'QUESTION'],
  ['citedSource', 'citedSources', 'CITED_SOURCE'],
];

for (const [one, many, kind] of conceptFields) {
  rule(`Query.${one}`, ({ statistics }) => ({
    items: Math.min(1, statistics.concepts[kind]),
    work: { reference: 1 },
  }));
  rule(`Query.${many}`, ({ statistics, argument }) => {
    const whole = statistics.concepts[kind];
    const filter = argument('filter') as Readonly<Record<string, unknown>> | null | undefined;
    let found = whole;
    let [references, related, joined] = [0, 0, 0];
    if (filter) {
      if (filter['names']) found = Math.min(found, sizeOf(filter['names']));
      if (filter['references']) {
        references = sizeOf(filter['references']);
        found = Math.min(found, references);
      }
      for (const reference of listOf(filter['relatedTo'])) {
        related += 1;
        joined += claimsOf(statistics, reference);
      }
    }
    if (related > 0) found = Math.min(found, Math.max(1, joined));
    return {
      items: Math.min(numberOf(argument('first')), found),
      work: {
        conceptPage: 1,
        reference: references + related,
        filteredConcept: filter ? whole + joined : 0,
      },
      ofItem: { cursor: 0 },
    };
  });
}

/** How many claims name a concept: at the mean of its kind, where the reference tells that. */
function claimsOf(statistics: GraphStatistics, reference: unknown): number {
  const kind = typeof reference === 'string' ? kindOfId(reference) : undefined;
  if (kind === undefined) return ratio(2 * allClaims(statistics), allConcepts(statistics));
  return meanClaimsAbout(statistics, kind) + meanClaimsToward(statistics, kind);
}

rule('Query.claim', () => ({ work: { reference: 1 } }));
rule('Query.node', ({ argument }) => ofReferences([typeOfId(argument('id'))]));
rule('Query.nodes', ({ argument }) => ofReferences(listOf(argument('ids')).map(typeOfId)));
rule('Query._entities', ({ argument }) =>
  ofReferences(
    listOf(argument('representations')).map(
      (representation) => (representation as { __typename?: string } | null)?.__typename,
    ),
  ),
);

/** @param types of the things that are asked for */
function ofReferences(types: readonly (string | undefined)[]): FieldWork {
  const shares = new Map<string, number>();
  for (const type of types) {
    if (type !== undefined) shares.set(type, (shares.get(type) ?? 0) + 1 / types.length);
  }
  return { items: types.length, ofItem: { reference: 1 }, shares };
}

function typeOfId(id: unknown): string | undefined {
  if (typeof id !== 'string') return undefined;
  const kind = kindOfId(id);
  return kind === undefined ? 'Claim' : conceptTypeNames[kind];
}

// Lists of links and claims.

const linkLists: Readonly<Record<string, LinkPath>> = {
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
  const [, one = list] = conceptFields.map(([first, many]) => [many, first]).find(([many]) => many === list) ?? [];
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
  } as LinkPath);
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

// Within a claim.

rule('Claim.citations', ({ statistics }) => ({
  items: ratio(statistics.citations, allClaims(statistics)),
  work: { citationList: 1 },
}));
rule('*.qualifiers', () => ({ items: 0.25 }));
rule('Claim.supersedes', () => ({ items: 0.1 }));
rule('Claim.text', () => ({}));

// Comparisons.

function selectionOf(along: unknown) {
  const { kinds, axes, groups, under } = (along ?? {}) as Readonly<Record<string, unknown>>;
  const countOf = (part: unknown): number | null =>
    part === undefined || part === null ? null : sizeOf(part);
  return {
    kinds: Array.isArray(kinds) ? (kinds as string[]) : typeof kinds === 'string' ? [kinds] : null,
    axes: countOf(axes),
    groups: countOf(groups),
    isConditional: sizeOf(under) > 0,
  };
}

function comparison({ statistics, argument }: AskedField, approaches: number): FieldWork {
  const selection = selectionOf(argument('along'));
  const within = comparisonSize(statistics, approaches, selection);
  return {
    within,
    work: {
      comparison: 1,
      reference: approaches + (selection.axes ?? 0),
      comparedClaim: within.passedClaims,
      row: within.foundRows,
      cell:
        (selection.isConditional ? within.rows : within.linkRows) * approaches,
    },
  };
}

const mostCompared = 50;

rule('Query.compare', (asked) =>
  comparison(asked, Math.min(mostCompared, Math.max(1, sizeOf(asked.argument('approaches'))))),
);
rule('Question.comparison', (asked) => {
  const { statistics } = asked;
  const { links } = meanLinks(statistics, linkLists['Question.approaches'] as LinkPath);
  return comparison(asked, Math.min(mostCompared, Math.max(2, links)));
});

const isGiven = (value: unknown): boolean => value !== undefined && value !== null;

rule('Comparison.rows', ({ argument, within }) => {
  const orderBy = argument('orderBy');
  const where = argument('where');
  const rows = within?.rows ?? 0;
  const isJudged =
    isGiven(argument('verdicts')) || orderBy === 'MOST_DIFFERENT' || orderBy === 'MOST_ALIKE';
  return {
    items: Math.min(numberOf(argument('first')), rows),
    work: {
      linkList: 1,
      ...(orderBy === 'NAME' ? { row: rows } : {}),
      ...(sizeOf(where) > 0 ? { cell: rows * Math.min(sizeOf(where), within?.approaches ?? 0) } : {}),
    },
    needs: isJudged ? needs.everyVerdict : 0,
  };
});
rule('Comparison.approaches', ({ within }) => ({ items: within?.approaches ?? usualListSize }));
rule('Comparison.questions', ({ statistics, argument }) => ({
  items: Math.min(numberOf(argument('first')), 0.5 * Math.min(1, statistics.concepts.QUESTION)),
  work: { linkList: 1 },
}));
rule('Comparison.sources', ({ statistics, within, argument }) => {
  const claims = (within?.rows ?? 0) * (within?.approaches ?? 0) * (within?.cellClaims ?? 0);
  const sources = statistics.concepts.CITED_SOURCE;
  return {
    items: Math.min(numberOf(argument('first')), Math.min(sources, claims)),
    work: { linkList: 1 },
    needs: needs.everyClaim,
  };
});
rule('Comparison.summary', () => ({ needs: needs.everyVerdict }));
rule('Comparison.id', () => ({ work: { hash: 1 } }));
rule('ComparisonSummary.byVerdict', () => ({ items: 3 }));
rule('ComparisonSummary.mostDiscriminating', ({ argument, within }) => ({
  items: Math.min(numberOf(argument('first')), (within?.rows ?? 0) / 2),
  work: { row: within?.rows ?? 0 },
}));
rule(['ComparisonRow.id', 'ComparisonRow.slot', 'Cell.id', 'Cell.slot', 'Contribution.id', 'Place.id'], () => ({
  work: { hash: 1 },
}));
rule('ComparisonRow.cells', ({ within }) => ({ items: within?.approaches ?? usualListSize }));
rule(['ComparisonRow.verdict', 'ComparisonRow.basis', 'ComparisonRow.distance'], () => ({
  needs: needs.verdict,
}));
rule('ComparisonRow.explanation', ({ within }) => ({
  needs: needs.verdict,
  work: { sentence: within?.approaches ?? 1 },
}));
rule('ComparisonRow.leaders', () => ({ items: 1, needs: needs.verdict, work: { sentence: 1 } }));
rule(['ComparisonRow.mergedAxes', 'ComparisonRow.unmergedAxes'], () => ({ items: 0.05 }));
rule(['Cell.state'], () => ({ needs: needs.cells }));
rule('Cell.display', () => ({ needs: needs.cells, work: { sentence: 1 } }));
rule('Cell.values', ({ within }) => ({
  items: Math.min(1, within?.cellClaims ?? 1),
  needs: needs.cells,
}));
rule('Cell.claims', ({ within }) => ({
  items: within?.cellClaims ?? 1,
  needs: needs.cells,
  ofItem: { claim: 1 },
  work: { claimPage: 0.1 },
}));
rule('QualifiedValue.claims', () => ({ items: 1, ofItem: { claim: 1 } }));

// Neighbours.

rule('Approach.nearest', ({ statistics, argument }) => {
  let [axes, claims] = [0, 0];
  for (const kind of axisKinds) {
    const own = meanAxes(statistics, kind);
    axes += own;
    claims += own * claimsAlong(statistics, kind);
  }
  return {
    items: Math.min(numberOf(argument('first')), Math.max(0, statistics.concepts.APPROACH - 1)),
    work: { nearest: 1, nearestAxis: axes },
    // What is said along an axis is gathered for the first approach that is asked for.
    once: { nearestClaim: claims },
  };
});

function meanAxes(statistics: GraphStatistics, kind: (typeof axisKinds)[number]): number {
  const predicate = (
    {
      DIMENSION: 'HAS_VALUE',
      FEATURE: 'HAS_FEATURE',
      BENEFIT: 'BRINGS_BENEFIT',
      DRAWBACK: 'HAS_DRAWBACK',
      USE_CASE: 'SUITS',
    } as const
  )[kind];
  return ratio(statistics.claims[predicate].links, statistics.concepts.APPROACH);
}

// Rankings.

rule('Query.rank', ({ statistics, argument }) => {
  const within = rankingSize(
    statistics,
    Math.min(mostCompared, sizeOf(argument('approaches'))),
    Math.min(mostCompared, sizeOf(argument('criteria'))),
  );
  const { approaches, criteria } = within;
  return {
    within,
    work: {
      ranking: 1,
      reference: approaches + criteria,
      rankedClaim: within.passedClaims,
      scoredCell: approaches * criteria,
    },
  };
});
rule('Ranking.places', ({ within }) => ({ items: within?.approaches ?? 1 }));
rule('Place.contributions', ({ within }) => ({ items: within?.criteria ?? 1 }));
rule('Place.excludedBy', ({ within }) => ({ items: 0.1 * (within?.criteria ?? 1) }));
rule('Contribution.claims', ({ within }) => ({ items: within?.cellClaims ?? 1 }));
rule('Contribution.explanation', () => ({ work: { sentence: 1 } }));
rule('Flip.explanation', () => ({ work: { sentence: 1 } }));

// Searches, and what is read from the database.

rule('Query.search', ({ statistics, argument }) => {
  const text = argument('text');
  const words = typeof text === 'string' ? text.split(/\s+/u).filter(Boolean).length : 1;
  const size = allConcepts(statistics) + allClaims(statistics);
  return {
    items: Math.min(numberOf(argument('first')), Math.max(1, allConcepts(statistics) * foundShare)),
    work: { search: 1, searchedWord: words, searchedText: words * Math.min(size, mostSearched) },
  };
});

/** Of all concepts, the share that a search finds. */
const foundShare = 0.05;
/** So many texts are looked at for a word. */
const mostSearched = 20_000;

rule('SearchEdge.matches', () => ({ items: 1.5 }));
rule('SearchMatch.ranges', () => ({ items: 1 }));
rule('SearchMatch.claim', () => ({ items: 0.5, ofItem: { claim: 1 } }));
rule('CitedSource.texts', ({ argument }) => ({
  items: Math.min(numberOf(argument('first')), 1),
  once: { statement: 1 },
}));
rule('SourceText.text', () => ({ once: { statement: 1 } }));

// Places in connections.

rule('*.cursor', () => ({ work: { cursor: 1 } }));
rule('*.pageInfo', () => ({ work: { cursor: 2 } }));

// Introspection.

rule(['Query.__schema', 'Query.__type'], () => ({ once: { introspection: 1 } }));

for (const name of [
  '__Schema.types',
  '__Schema.directives',
  '__Type.fields',
  '__Type.inputFields',
  '__Type.interfaces',
  '__Type.enumValues',
  '__Type.possibleTypes',
  '__Field.args',
  '__Directive.args',
]) {
  rule(name, ({ introspection }) => ({ items: introspection.get(name) ?? usualListSize }));
}
