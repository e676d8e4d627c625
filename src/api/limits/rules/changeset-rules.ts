import {
  usualListSize,
  needs,
  pageSizeOf,
  ruleAdder,
  sizeOf,
  type FieldRule,
  type FieldRules,
} from '../work/field-work.js';
import { comparisonSize } from '../work/comparison-size.js';

const rules = new Map<string, FieldRule>();
const rule = ruleAdder(rules);
/** Rules for changesets, mutations and the audit log. The statistics do not contain the sizes of changesets. */
export const changesetRules: FieldRules = rules;

/** The assumed number of edits of a changeset, and also of changes that its publication makes. */
const usualEdits = 20;
/** The assumed number of stored questions whose comparisons a changeset changes. */
const usualQuestions = 3;

rule('Query.changeset', () => ({ work: { statement: 1 } }));
rule(['Query.changesets', 'Query.audit'], ({ argument }) => ({
  items: Math.min(pageSizeOf(argument('first')), 20),
  work: { linkList: 1, statement: 2 },
}));
rule('Changeset.edits', ({ argument }) => ({
  items: Math.min(pageSizeOf(argument('first')), usualEdits),
  work: { linkList: 1, statement: 1 },
}));
rule('Changeset.reviews', () => ({ items: 1, work: { statement: 1 } }));
rule('Changeset.revision', () => ({ items: 0.3, work: { statement: 1 } }));
/** The work of loading and resolving the edits of a changeset. */
const resolving = { statement: 6, reference: 3 * usualEdits, claim: usualEdits };
rule('Changeset.problems', () => ({ items: 0.2, work: resolving }));
rule('Changeset.effects', () => ({ work: { ...resolving, claim: 3 * usualEdits } }));
rule('ChangesetEffects.changes', ({ argument }) => ({
  items: Math.min(pageSizeOf(argument('first')), usualEdits),
  work: { linkList: 1 },
}));
rule('ChangesetEffects.comparisons', ({ statistics }) => {
  const size = comparisonSize(statistics, 2, { kinds: null, axes: null, groups: null, isConditional: false });
  const comparisons = Math.min(statistics.concepts.QUESTION, usualQuestions) + 1;
  return {
    items: comparisons,
    size,
    work: {
      conceptPage: 1,
      linkList: statistics.concepts.QUESTION,
      comparison: 2 * comparisons,
      comparedClaim: 2 * comparisons * size.examinedClaims,
      claim: comparisons * size.examinedClaims,
      row: 2 * comparisons * size.examinedAxes,
      judgedRow: 2 * comparisons * size.rows,
    },
    needs: needs.everyVerdict,
  };
});
rule('ComparisonEffect.approaches', () => ({ items: usualListSize }));

/** Returns the number of edits that the input of a mutation states. */
function editsIn(input: unknown): number {
  const { edits, add, replace, rebase } = (input ?? {}) as Readonly<Record<string, unknown>>;
  return [edits, add, replace, rebase].reduce<number>((sum, list) => sum + sizeOf(list), 0);
}

rule(['Mutation.openChangeset', 'Mutation.editChangeset'], ({ argument }) => {
  const edits = editsIn(argument('input'));
  return { work: { ...resolving, statement: 12, reference: 6 * edits, claim: 4 * edits } };
});
rule(
  [
    'Mutation.submitChangeset',
    'Mutation.withdrawChangeset',
    'Mutation.reviewChangeset',
    'Mutation.createPreviewToken',
  ],
  () => ({
    work: { ...resolving, statement: 10 },
  }),
);
rule(['Mutation.publishChangeset', 'Mutation.revertRevision'], () => ({
  work: { ...resolving, statement: 40 },
}));
rule('Mutation.importIntoChangeset', ({ argument }) => {
  const { content } = (argument('input') ?? {}) as Readonly<Record<string, unknown>>;
  const documentCharacter = typeof content === 'string' ? content.length : 0;
  return { work: { ...resolving, statement: 20, documentCharacter } };
});
