/**
 * The law of explanations: each clause follows from the claims of the row. Clauses are checked against the claims. The
 * sentences are parsed, and compared with the clauses and the claims.
 */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Clause } from '../../../src/comparison/rows/clause.js';
import { clausesText, explain } from '../../../src/words/sentences/explanation.js';
import { findClauses } from '../../../src/comparison/rows/find-clauses.js';
import type { ComparisonRow } from '../../../src/comparison/rows/row.js';
import type { Claim, Qualifier } from '../../../src/graph/claim.js';
import type { Approach } from '../../../src/graph/concept.js';
import { fold } from '../../../src/graph/text/fold.js';
import { ruleOf, type ClaimValue } from '../../../src/graph/values/value-rules.js';
import { long, runs } from '../../support/test-run.js';
import { largeParts, selection, similarParts } from '../arbitraries.js';
import { compareParts, material, nameLookup, type Parts } from '../material.js';
import { comparedText, overlap } from '../reference.js';
import { namedIn, untrueAssertions, type CheckedRow } from './clause-check.js';
import { parseExplanation, type ParsedSentence } from './sentence-grammar.js';

const comparisons = fc.oneof(largeParts, similarParts);

function typeOf(clause: Clause): string {
  if (clause.type === 'LIST') return clause.assertion.type;
  return clause.type === 'CONTESTED' ? clause.contest : clause.type;
}

/** Builds the input of the check; the claims of the row are selected without the engine. */
function checkedRow(row: ComparisonRow, parts: Parts, conditions: readonly Qualifier[]): CheckedRow {
  const axes = [row.axis, ...row.mergedAxes].map(({ id }) => id);
  const claims = parts.claims.filter(
    ({ target, qualifiers }) => axes.includes(target ?? '') && overlap(qualifiers, conditions),
  );
  return {
    axis: row.axis,
    approaches: parts.approaches,
    claimsOf: ({ id }) => claims.filter(({ subject }) => subject === id),
    nameLookup: nameLookup(parts.synonyms ?? []),
    spreads: material(parts).spreads,
  };
}

describe('the clauses of a random comparison', () => {
  it('follow from the claims of their row', () => {
    const counts = new Map<string, number>();
    fc.assert(
      fc.property(comparisons, selection, (parts, selected) => {
        for (const row of compareParts(parts, selected)) {
          const clauses = findClauses(row);
          expect(untrueAssertions(checkedRow(row, parts, selected.under ?? []), clauses)).toEqual([]);
          for (const clause of clauses) counts.set(typeOf(clause), (counts.get(typeOf(clause)) ?? 0) + 1);
        }
      }),
      { numRuns: runs(10_000, 1_000) },
    );
    const everyType = [
      ...['COMMON', 'REMARKS', 'ONLY_UNDER', 'TERMS', 'NOT_STATED', 'UNKNOWN', 'NOT_APPLICABLE', 'SOURCES'],
      ...['ONE_SOURCE', 'UNDETERMINED', 'NOT_COMPARABLE', 'EQUIVALENT', 'AGREES_WHERE_CONDITIONS_OVERLAP'],
      ...[
        'OVERLAPPING',
        'DIFFERENT',
        'OPPOSITE',
        'DISJOINT_CONDITIONS',
        'PARTLY_AGREES',
        'UNITS',
        'STATED',
        'ONLY',
        'ALSO',
      ],
    ];
    // A short run finds the rare types only by chance.
    if (long === 'complete') expect([...counts.keys()].sort()).toEqual(everyType.sort());
  });

  it('have the same types and approaches in any order of the approaches', () => {
    const reordered = comparisons.chain((parts) =>
      fc.tuple(
        fc.constant(parts),
        fc.shuffledSubarray([...parts.approaches], { minLength: parts.approaches.length }),
      ),
    );
    fc.assert(
      fc.property(reordered, ([parts, approaches]) => {
        const [rows, reorderedRows] = [compareParts(parts), compareParts({ ...parts, approaches })];
        for (const row of rows) {
          const other = reorderedRows.find(({ slot }) => slot === row.slot);
          expect(other && unordered(findClauses(other))).toEqual(unordered(findClauses(row)));
        }
      }),
      { numRuns: runs(2_000) },
    );
  });
});

/** Returns the types of the clauses, with the sorted ids of the approaches that they name. */
function unordered(clauses: readonly Clause[]): readonly unknown[] {
  return clauses.map((clause) => [typeOf(clause), [...namedIn(clause)].sort()]);
}

describe('the sentences of a random comparison', () => {
  it('name the approaches of their clauses, each approach only with texts of its claims', () => {
    fc.assert(
      fc.property(comparisons, selection, (parts, selected) => {
        for (const row of compareParts(parts, selected)) {
          const sentences = parseExplanation(explain(row));
          const clauses = findClauses(row);
          expect(sentences.map(namesIn)).toEqual(
            clauses.map((clause) => namesInClause(clause, parts.approaches)),
          );
          const { claimsOf } = checkedRow(row, parts, selected.under ?? []);
          for (const sentence of sentences) {
            expect(
              textsWithoutClaim(sentence, (approach) => textsOf(claimsOf(approach)), parts.approaches),
            ).toEqual([]);
          }
        }
      }),
      { numRuns: runs(10_000, 500) },
    );
  });
});

function namesIn({ type, entries }: ParsedSentence): unknown {
  const names = entries.flatMap((entry) => (entry.names === 'ALL' ? ['ALL'] : entry.names));
  return [type, [...new Set(names)].sort()];
}

function namesInClause(clause: Clause, approaches: readonly Approach[]): unknown {
  const isOfAll = clause.type === 'COMMON' || (clause.type === 'TERMS' && clause.isAll);
  const named = clause.type === 'TERMS' ? termHolders(clause) : namedIn(clause);
  const names = named.map((id) => approaches.find((approach) => approach.id === id)?.name);
  return [typeOf(clause), [...new Set([...(isOfAll ? ['ALL'] : []), ...names])].sort()];
}

function termHolders({ approaches, isAll, others }: Clause & { type: 'TERMS' }): readonly string[] {
  return [...(isAll ? [] : approaches), ...others.flatMap((each) => each.approaches)].map(({ id }) => id);
}

/** Returns the texts that a sentence may contain about an approach with these claims. */
function textsOf(claims: readonly Claim[]): ReadonlySet<string> {
  const texts = claims.flatMap(({ value, absence, qualifiers }) => {
    const conditions = qualifiers.map(({ key, value: text }) => `${key}: ${text}`).join(', ');
    const shown = value ? valueTexts(value) : [absence === 'UNKNOWN' ? 'Unknown' : 'Not applicable'];
    const notes = value?.type === 'SUPPORT' && value.note !== null ? [value.note] : [];
    return [...shown, ...notes].flatMap((text) => {
      const plain = fold(text);
      return [plain, `${plain} (${conditions})`, conditions].map(comparedInSentence);
    });
  });
  return new Set(texts);
}

/** Folds a text for comparison, and removes the final period of a note before a parenthesis. */
function comparedInSentence(text: string): string {
  return comparedText(text).replaceAll('.)', ')');
}

function valueTexts(value: ClaimValue): readonly string[] {
  const display = ruleOf(value).display(value);
  if (value.type === 'TERMS') return [display, ...value.terms];
  return value.type === 'SUPPORT' ? [display, ruleOf(value).display({ ...value, note: null })] : [display];
}

/** Lists the texts of a sentence that no claim about their approach states. */
function textsWithoutClaim(
  { entries }: ParsedSentence,
  textsOfClaims: (approach: Approach) => ReadonlySet<string>,
  approaches: readonly Approach[],
): readonly unknown[] {
  return entries.flatMap(({ names, texts }) =>
    approaches
      .filter(({ name }) => names === 'ALL' || names.includes(name))
      .flatMap((approach) => {
        const claimed = textsOfClaims(approach);
        return texts
          .filter((text) => !claimed.has(comparedInSentence(text)) && !isListOf(text, claimed))
          .map((text) => [approach.name, text]);
      }),
  );
}

/** Whether a text is a list of claimed texts, such as accumulated values. */
function isListOf(text: string, claimed: ReadonlySet<string>): boolean {
  const [, list = '', conditions = ''] = /^(.*?)( \([^()]*\))?$/su.exec(text) ?? [];
  return list.split(', ').every((part) => claimed.has(comparedInSentence(`${fold(part)}${conditions}`)));
}

it('the clauses of a row name every approach, unless a clause covers the whole row', () => {
  fc.assert(
    fc.property(comparisons, (parts) => {
      for (const row of compareParts(parts)) {
        const clauses = findClauses(row);
        expect(clausesText(clauses, parts.approaches)).toBe(explain(row));
        const coversAll = clauses.some(({ type }) =>
          ['COMMON', 'UNDETERMINED', 'NOT_COMPARABLE'].includes(type),
        );
        const named = new Set(clauses.flatMap(namedIn));
        if (!coversAll) expect(named).toEqual(new Set(parts.approaches.map(({ id }) => id)));
      }
    }),
    { numRuns: runs(2_000) },
  );
});
