import {
  ruleAdder,
  needs,
  pageSizeOf,
  sizeOf,
  usualListSize,
  type RequestedField,
  type FieldRule,
  type FieldRules,
  type FieldWork,
} from '../work/field-work.js';
import { meanLinks, type LinkPath } from '../work/list-sizes.js';
import { comparisonSize, type ComparisonSize } from '../work/comparison-size.js';
import type { WorkAmounts } from '../work/work.js';
import { linkLists } from './list-rules.js';
import { selectedConcepts } from './reference-rules.js';

const rules = new Map<string, FieldRule>();
const rule = ruleAdder(rules);
/** Rules for comparisons, rows and cells, and for generated ids and texts. */
export const comparisonRules: FieldRules = rules;

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

function comparison({ statistics, argument }: RequestedField, approaches: number): FieldWork {
  const selection = selectionOf(argument('along'));
  const size = comparisonSize(statistics, approaches, selection);
  return {
    size,
    work: {
      comparison: 1,
      reference: approaches + (selection.axes ?? 0),
      comparedClaim: size.examinedClaims,
      row: size.examinedAxes,
      cell: (selection.isConditional ? size.rows : size.linkRows) * approaches,
    },
  };
}

const isGiven = (value: unknown): boolean => value !== undefined && value !== null;

/** The maximum number of approaches or criteria in one field. */
export const maxCompared = 50;

rule('Query.compare', (field) => {
  const { approaches, work } = chosenApproaches(field);
  const compared = comparison(field, Math.max(1, approaches));
  return { ...compared, work: { ...work, ...compared.work } };
});

/** Estimates the number of approaches that a field chooses by `approaches` or `filter`, and the work of finding approaches by `filter`. */
export function chosenApproaches(field: RequestedField): {
  readonly approaches: number;
  readonly work: WorkAmounts;
} {
  if (!isGiven(field.argument('filter')))
    return { approaches: Math.min(maxCompared, sizeOf(field.argument('approaches'))), work: {} };
  const { matching, work } = selectedConcepts(field, 'APPROACH');
  return { approaches: Math.min(maxCompared, matching), work };
}
rule('Question.comparison', (field) => {
  const { statistics } = field;
  const { links } = meanLinks(statistics, linkLists['Question.approaches'] as LinkPath);
  return comparison(field, Math.min(maxCompared, Math.max(2, links)));
});

/** Returns the number of cells of a comparison. */
const cellsOf = (size: ComparisonSize | null): number => (size?.rows ?? 0) * (size?.approaches ?? 0);

rule('Comparison.rows', ({ argument, enclosing }) => {
  const orderBy = argument('orderBy');
  const conditions = sizeOf(argument('where')) + sizeOf(argument('any'));
  const [rows, approaches] = [enclosing?.rows ?? 0, enclosing?.approaches ?? 0];
  // Each of these arguments can require every cell of every row.
  const checks = (isGiven(argument('everyStated')) ? 1 : 0) + (orderBy === 'COUNT' ? 1 : 0);
  const needsVerdicts =
    isGiven(argument('verdicts')) ||
    argument('differences') === true ||
    orderBy === 'MOST_DIFFERENT' ||
    orderBy === 'MOST_ALIKE';
  return {
    items: Math.min(pageSizeOf(argument('first')), rows),
    work: {
      linkList: 1,
      ...(orderBy === 'NAME' ? { row: rows } : {}),
      cell: rows * (Math.min(conditions, approaches) + checks * approaches),
    },
    needs: needsVerdicts ? needs.everyVerdict : 0,
  };
});
rule('Comparison.approaches', ({ enclosing }) => ({ items: enclosing?.approaches ?? usualListSize }));
rule('Comparison.questions', ({ statistics, argument }) => ({
  items: Math.min(pageSizeOf(argument('first')), 0.5 * Math.min(1, statistics.concepts.QUESTION)),
  work: { linkList: 1 },
}));
rule('Comparison.sources', ({ statistics, enclosing, argument }) => {
  const claims = (enclosing?.rows ?? 0) * (enclosing?.approaches ?? 0) * (enclosing?.cellClaims ?? 0);
  const sources = statistics.concepts.CITED_SOURCE;
  return {
    items: Math.min(pageSizeOf(argument('first')), Math.min(sources, claims)),
    work: { linkList: 1 },
    needs: needs.everyClaim,
  };
});
rule('Comparison.summary', () => ({ needs: needs.everyVerdict }));
rule('Comparison.id', () => ({ work: { hash: 1 } }));
rule('ComparisonSummary.byVerdict', () => ({ items: 3 }));
rule('ComparisonSummary.byState', ({ enclosing }) => ({ items: 3, work: { cell: cellsOf(enclosing) } }));
rule('ComparisonSummary.counts', ({ enclosing }) => ({ items: 6, work: { cell: cellsOf(enclosing) } }));
rule('ComparisonSummary.byApproach', ({ argument, enclosing }) => ({
  items: Math.min(pageSizeOf(argument('first')), enclosing?.approaches ?? usualListSize),
  work: { cell: cellsOf(enclosing) },
}));
rule('ComparisonSummary.rowsByCount', ({ argument, enclosing }) => ({
  items: Math.min(pageSizeOf(argument('first')), 1 + (enclosing?.approaches ?? usualListSize)),
  work: { cell: cellsOf(enclosing) },
}));
rule('ComparisonSummary.mostDiscriminating', ({ argument, enclosing }) => ({
  items: Math.min(pageSizeOf(argument('first')), (enclosing?.rows ?? 0) / 2),
  work: { row: enclosing?.rows ?? 0 },
}));
rule(
  ['ComparisonRow.id', 'ComparisonRow.slot', 'Cell.id', 'Cell.slot', 'Contribution.id', 'Place.id'],
  () => ({
    work: { hash: 1 },
  }),
);
rule('ComparisonRow.cells', ({ enclosing }) => ({ items: enclosing?.approaches ?? usualListSize }));
rule(
  [
    'ComparisonRow.verdict',
    'ComparisonRow.basis',
    'ComparisonRow.distance',
    'ComparisonRow.differs',
    'ComparisonRow.verdictLabel',
  ],
  () => ({ needs: needs.verdict }),
);
rule('Comparison.inWords', ({ enclosing }) => ({
  needs: needs.everyVerdict,
  work: { sentence: 3, cell: (enclosing?.rows ?? 0) * (enclosing?.approaches ?? 0) },
}));
rule('ComparisonRow.counts', ({ enclosing }) => ({
  items: Math.min(3, enclosing?.approaches ?? 3),
  needs: needs.cells,
  work: { sentence: 1 },
}));
rule('ComparisonRow.count', ({ enclosing }) => ({
  needs: needs.cells,
  work: { cell: enclosing?.approaches ?? 1, sentence: 1 },
}));
rule('ComparisonRow.explanation', ({ enclosing }) => ({
  needs: needs.verdict,
  work: { sentence: enclosing?.approaches ?? 1 },
}));
rule('ComparisonRow.leaders', () => ({ items: 1, needs: needs.verdict, work: { sentence: 1 } }));
rule(['ComparisonRow.mergedAxes', 'ComparisonRow.unmergedAxes'], () => ({ items: 0.05 }));
rule(['Cell.state'], () => ({ needs: needs.cells }));
rule(['Cell.display', 'Cell.text'], () => ({ needs: needs.cells, work: { sentence: 1 } }));
rule(['QuantityValue.text', 'Claim.valueText'], () => ({ work: { sentence: 1 } }));
rule('Cell.sources', ({ enclosing }) => ({
  items: enclosing?.cellClaims ?? 1,
  needs: needs.cells,
  ofItem: { claim: 1, reference: 1 },
}));
rule('Cell.parts', ({ enclosing }) => ({
  items: Math.min(1, enclosing?.cellClaims ?? 1),
  needs: needs.cells,
  work: { sentence: 1 },
}));
rule('Cell.values', ({ enclosing }) => ({
  items: Math.min(1, enclosing?.cellClaims ?? 1),
  needs: needs.cells,
}));
rule('Cell.claims', ({ enclosing }) => ({
  items: enclosing?.cellClaims ?? 1,
  needs: needs.cells,
  ofItem: { claim: 1 },
  work: { claimPage: 0.1 },
}));
rule(['QualifiedValue.claims', 'CellPart.claims'], () => ({ items: 1, ofItem: { claim: 1 } }));
