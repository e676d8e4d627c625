import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { StatementIndex } from '../../../src/formats/import/statement-index.js';
import type { Dimension } from '../../../src/graph/concept.js';
import type { ClaimDraft } from '../../../src/graph/ports/writing.js';
import type { ClaimValue } from '../../../src/graph/values/value-rules.js';
import { dimension } from '../../support/changes.js';
import { runs } from '../../support/test-run.js';

const mass = dimension('mass', { valueType: 'QUANTITY', unit: 'kg' }) as Dimension;
const names = dimension('names', { cardinality: 'MULTIPLE' }) as Dimension;

const amount = (decimal: string, unit = 'kg'): ClaimValue => ({
  type: 'QUANTITY',
  minimum: decimal,
  maximum: decimal,
  unit,
});

function claim(value: ClaimValue | null, more: Partial<ClaimDraft> = {}): ClaimDraft {
  return {
    subject: 'approach/lathe',
    predicate: 'HAS_VALUE',
    target: 'dimension/mass',
    value,
    absence: null,
    text: null,
    qualifiers: [],
    rank: 'NORMAL',
    source: 'cited-source/handbook',
    position: 0,
    supersedes: null,
    citations: [],
    ...more,
  };
}

/** Adds two claims to an index. @returns the result of adding the second */
function second(first: ClaimDraft, other: ClaimDraft, along = mass): unknown {
  const index = new StatementIndex();
  expect(index.add(first, 1, along)).toBeNull();
  return index.add(other, 2, along);
}

const contradicted = { relation: 'CONTRADICTED', number: 1 };
const repeated = { relation: 'REPEATED', number: 1 };
const plan = (value: string) => ({ qualifiers: [{ key: 'plan', value }] });

describe('the second of two claims', () => {
  test.each<[string, ClaimDraft, ClaimDraft, unknown]>([
    ['repeats an equal claim', claim(amount('5')), claim(amount('5')), repeated],
    [
      'repeats a claim with another rank',
      claim(amount('5')),
      claim(amount('5'), { rank: 'PREFERRED' }),
      repeated,
    ],
    ['contradicts another amount', claim(amount('5')), claim(amount('6')), contradicted],
    ['agrees with the same amount in another unit', claim(amount('5')), claim(amount('5000', 'g')), null],
    [
      'contradicts an amount in a unit of another kind',
      claim(amount('5')),
      claim(amount('5', 'm')),
      contradicted,
    ],
    [
      'contradicts a claim without conditions',
      claim(amount('5')),
      claim(amount('6'), plan('Free')),
      contradicted,
    ],
    [
      'agrees with a claim under other conditions',
      claim(amount('5'), plan('Pro')),
      claim(amount('6'), plan('Free')),
      null,
    ],
    [
      'agrees with another value of a higher rank',
      claim(amount('5')),
      claim(amount('6'), { rank: 'DEPRECATED' }),
      null,
    ],
    ['agrees with an unknown value', claim(null, { absence: 'UNKNOWN' }), claim(amount('6')), null],
    [
      'contradicts a value if it states "not applicable"',
      claim(amount('6')),
      claim(null, { absence: 'NOT_APPLICABLE' }),
      contradicted,
    ],
    [
      'agrees with a claim of another source',
      claim(amount('5')),
      claim(amount('6'), { source: 'cited-source/x' }),
      null,
    ],
    [
      'agrees with a claim about another approach',
      claim(amount('5')),
      claim(amount('6'), { subject: 'approach/x' }),
      null,
    ],
  ])('%s', (_title, first, other, expected) => {
    expect(second(first, other)).toEqual(expected);
  });

  test('agrees with other values along a dimension whose values accumulate, and repeats an equal value', () => {
    const text = (content: string) => claim({ type: 'TEXT', text: content });

    expect(second(text('A'), text('B'), names)).toBeNull();
    expect(second(text('A'), text('A'), names)).toEqual(repeated);
  });
});

test('exactly the repeated and the contradicting claims are found among many claims', () => {
  const keys = fc.array(fc.tuple(fc.nat({ max: 800 }), fc.nat({ max: 3 })), {
    maxLength: 3_000,
    size: 'max',
  });
  fc.assert(
    fc.property(keys, (claims) => {
      const index = new StatementIndex();
      const numbers = new Map<string, number>();
      for (const [number, [subject, value]] of claims.entries()) {
        const found = index.add(
          claim(amount(`${value}`), { subject: `approach/a-${subject}` }),
          number,
          mass,
        );
        const earlier = numbers.get(`${subject} ${value}`);
        const differing = [0, 1, 2, 3].flatMap((other) => numbers.get(`${subject} ${other}`) ?? []);
        if (earlier === undefined) numbers.set(`${subject} ${value}`, number);
        const first = Math.min(...differing);
        if (earlier !== undefined) expect(found).toEqual({ relation: 'REPEATED', number: earlier });
        else if (differing.length > 0) expect(found).toEqual({ relation: 'CONTRADICTED', number: first });
        else expect(found).toBeNull();
      }
    }),
    { numRuns: runs(20) },
  );
});

test('an index at its limit adds no more claims', () => {
  const index = new StatementIndex(2);
  for (const number of [0, 1, 2])
    index.add(claim(amount('5'), { subject: `approach/a-${number}` }), number, mass);

  expect(index.add(claim(amount('6'), { subject: 'approach/a-1' }), 3, mass)).toMatchObject({ number: 1 });
  expect(index.add(claim(amount('6'), { subject: 'approach/a-2' }), 3, mass)).toBeNull();
});
