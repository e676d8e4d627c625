import { ruleAdder, pageSizeOf, type FieldRule, type FieldRules } from '../work/field-work.js';
import { allClaims, allConcepts } from '../work/list-sizes.js';

const rules = new Map<string, FieldRule>();
const rule = ruleAdder(rules);
/** Rules for searches, and for texts that are read from the database. */
export const searchRules: FieldRules = rules;

rule('Query.search', ({ statistics, argument }) => {
  const text = argument('text');
  const words = typeof text === 'string' ? text.split(/\s+/u).filter(Boolean).length : 1;
  const size = allConcepts(statistics) + allClaims(statistics);
  return {
    items: Math.min(pageSizeOf(argument('first')), Math.max(1, allConcepts(statistics) * foundShare)),
    work: { search: 1, searchedWord: words, searchedText: words * Math.min(size, maxSearchedTexts) },
  };
});

/** The assumed share of all concepts that a search finds. */
const foundShare = 0.05;
/** The maximum number of texts that are examined for a word. */
const maxSearchedTexts = 20_000;

rule('SearchEdge.matches', () => ({ items: 1.5 }));
rule('SearchMatch.ranges', () => ({ items: 1 }));
rule('SearchMatch.claim', () => ({ items: 0.5, ofItem: { claim: 1 } }));
rule('CitedSource.texts', ({ argument }) => ({
  items: Math.min(pageSizeOf(argument('first')), 1),
  once: { statement: 1 },
  // One statement reads the texts of all requested sources. The time of the statement grows with the number of sources.
  work: { statement: 0.3 },
}));
rule('SourceText.text', () => ({ once: { statement: 1 } }));
