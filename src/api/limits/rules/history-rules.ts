import {
  needs,
  ruleAdder,
  pageSizeOf,
  sizeOf,
  usualListSize,
  type FieldRule,
  type FieldRules,
  type RequestedField,
} from '../work/field-work.js';
import { allClaims, allConcepts, ratio } from '../work/list-sizes.js';

const rules = new Map<string, FieldRule>();
const rule = ruleAdder(rules);
/** Rules for revisions, changes and erasures. */
export const historyRules: FieldRules = rules;

/** The assumed number of changes of a revision, which the statistics do not contain. */
const usualChanges = 50;
/** The assumed number of revisions in the history of a concept, which the statistics do not contain. */
const usualRevisions = 20;

rule('Query.revision', () => ({ work: { statement: 1 } }));
rule('Query.revisions', ({ argument }) => ({
  items: pageSizeOf(argument('first')),
  work: { linkList: 1, statement: 1 },
}));

rule('GraphRevision.changes', ({ statistics, argument }) => {
  const ids = argument('ids');
  const expected = ids === undefined || ids === null ? usualChanges : usualChanges * 0.1 * sizeOf(ids);
  return {
    items: Math.min(pageSizeOf(argument('first')), expected),
    work: { linkList: 1 },
    // The revisions of one request have about as many changes as the graph has records, or fewer.
    once: { statement: 1, orderedClaim: allClaims(statistics) + allConcepts(statistics) },
  };
});
// Each revision opens two views, from which its records are read.
rule(['RevisionChange.before', 'RevisionChange.after'], () => ({
  items: 0.7,
  work: { reference: 1, statement: 0.2 },
}));

rule('*.history', (field) => ({
  items: Math.min(pageSizeOf(field.argument('first')), usualRevisions),
  work: { linkList: 1, orderedClaim: meanClaims(field) },
  once: { statement: 2 },
}));

/** Returns the mean number of claims about or toward a concept of any kind. */
function meanClaims({ statistics }: RequestedField): number {
  return ratio(2 * allClaims(statistics), allConcepts(statistics));
}

rule('Comparison.changesSince', ({ enclosing }) => {
  const { approaches = 2, rows = usualRevisions, examinedAxes = rows, examinedClaims = 0 } = enclosing ?? {};
  // The earlier comparison is read from the database, and every row of both comparisons is evaluated.
  return {
    needs: needs.everyVerdict,
    work: {
      comparison: 2,
      statement: 8,
      comparedClaim: examinedClaims,
      claim: examinedClaims,
      row: examinedAxes + rows,
      cell: rows * approaches * 2,
      judgedRow: rows,
      cellPair: (rows * approaches * (approaches - 1)) / 2,
    },
  };
});
rule('ComparisonDifference.rows', ({ argument, enclosing }) => ({
  items: Math.min(pageSizeOf(argument('first')), enclosing?.rows ?? usualListSize),
  work: { linkList: 1 },
}));
rule('ComparisonDifference.approaches', () => ({ items: 0.5 }));
rule('RowChange.cells', ({ enclosing }) => ({ items: 0.5 * (enclosing?.approaches ?? usualListSize) }));
rule('CellChange.claims', ({ enclosing }) => ({ items: 2 * Math.max(1, enclosing?.cellClaims ?? 1) }));
rule(['RowChange.newLeaders', 'RowChange.formerLeaders'], () => ({ items: 0.5 }));
rule('ClaimChange.revision', () => ({ work: { reference: 1 }, once: { statement: 2 } }));

rule('Claim.sinceRevision', () => ({ work: { reference: 1 }, once: { statement: 1 } }));
rule('Claim.untilRevision', () => ({ items: 0.1, work: { reference: 1 }, once: { statement: 2 } }));
rule(['Claim.erasures', 'CitedSource.erasures', 'SourceText.erasures', 'GraphRevision.erasure'], () => ({
  items: 0.1,
  work: { reference: 1 },
  once: { statement: 2 },
}));
