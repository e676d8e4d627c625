import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Citation, Claim, Qualifier } from '../../src/graph/claim.js';
import {
  claimFingerprint,
  claimId,
  digest,
  isClaimId,
  qualifiersOverlap,
  sortQualifiers,
  type ClaimIdentity,
} from '../../src/graph/identity.js';

const winter: Qualifier = { key: 'season', value: 'Winter' };
const large: Qualifier = { key: 'size', value: 'Large' };

const claim: ClaimIdentity = {
  subject: 'approach/rye',
  predicate: 'HAS_VALUE',
  target: 'dimension/flours',
  value: { type: 'TERMS', terms: ['Rye', 'Wheat'] },
  absence: null,
  text: null,
  qualifiers: [winter, large],
  source: 'cited-source/handbook',
};
const definition: ClaimIdentity = {
  ...claim,
  predicate: 'DEFINED_AS',
  target: null,
  value: null,
  text: 'Bread of rye flour.',
};

describe('the id of a claim', () => {
  it('has the syntax of a claim id, in URL-safe characters', () => {
    expect(claimId(claim)).toMatch(/^claim\/[\w-]{22}$/);
    expect(isClaimId(claimId(claim))).toBe(true);
    expect(isClaimId('approach/rye')).toBe(false);
  });

  it('is the same in every process and on every machine', () => {
    expect(claimId({ ...definition, qualifiers: [] })).toBe('claim/1vcnfc_qoTzPaOC0sm16LG');
    expect(claimId(claim)).toBe('claim/FewZJBkV-3CbaczsF4R_vd');
  });

  it.each<[string, Partial<ClaimIdentity>]>([
    ['qualifiers in another order', { qualifiers: [large, winter] }],
    [
      'qualifiers whose members are in another order',
      {
        qualifiers: [
          { value: 'Winter', key: 'season' },
          { value: 'Large', key: 'size' },
        ],
      },
    ],
    ['terms in another order', { value: { type: 'TERMS', terms: ['Wheat', 'Rye'] } }],
    ['terms in another letter case', { value: { type: 'TERMS', terms: ['RYE', 'wheat'] } }],
    ['a text in addition to the value', { text: 'Made of rye and wheat' }],
  ])('does not change with %s', (_, change) => {
    expect(claimId({ ...claim, ...change })).toBe(claimId(claim));
  });

  it.each<[string, Partial<ClaimIdentity>]>([
    ['subject', { subject: 'approach/spelt' }],
    ['predicate', { predicate: 'SUITS' }],
    ['target', { target: 'dimension/grains' }],
    ['value', { value: { type: 'TERMS', terms: ['Rye'] } }],
    ['type of value', { value: { type: 'TEXT', text: '["rye","wheat"]' } }],
    ['absence', { value: null, absence: 'UNKNOWN' }],
    ['list of qualifiers', { qualifiers: [winter] }],
    ['value of a qualifier', { qualifiers: [{ key: 'season', value: 'Summer' }, large] }],
    [
      'key of a qualifier',
      {
        qualifiers: [
          { key: 'month', value: 'Winter' },
          { key: 'size', value: 'Large' },
        ],
      },
    ],
    ['source', { source: 'cited-source/almanac' }],
  ])('differs with another %s', (_, change) => {
    expect(claimId({ ...claim, ...change })).not.toBe(claimId(claim));
  });

  it('differs between the two absences', () => {
    const unknown = claimId({ ...claim, value: null, absence: 'UNKNOWN' });
    expect(claimId({ ...claim, value: null, absence: 'NOT_APPLICABLE' })).not.toBe(unknown);
  });

  it('does not depend on the rank, the position, the citations or the superseded claim', () => {
    const stored = { ...claim, rank: 'DEPRECATED', position: 7, supersedes: 'claim/x', citations: [{}] };
    expect(claimId(stored)).toBe(claimId(claim));
  });

  it('is derived from the folded text if a claim has only a text', () => {
    expect(claimId({ ...definition, text: 'bread  of RYE flour' })).toBe(claimId(definition));
    expect(claimId({ ...definition, text: 'Bread of wheat flour.' })).not.toBe(claimId(definition));
  });

  it('does not depend on the text if an absence is stated', () => {
    const unknown: ClaimIdentity = { ...claim, value: null, absence: 'UNKNOWN' };
    expect(claimId({ ...unknown, text: 'Not known.' })).toBe(claimId(unknown));
  });
});

describe('qualifiers', () => {
  it('are sorted by key', () => {
    expect(sortQualifiers([large, winter])).toEqual([winter, large]);
  });

  it.each<[string, Qualifier[], Qualifier[], boolean]>([
    ['no qualifiers in either list', [], [], true],
    ['no qualifiers in one list', [], [winter], true],
    ['equal lists', [winter], [winter], true],
    ['values that are equal when folded', [winter], [{ key: 'season', value: 'winter.' }], true],
    ['lists with different keys', [winter], [large], true],
    ['one key with different values', [winter], [{ key: 'season', value: 'Summer' }], false],
    [
      'one key with equal values and one with different values',
      [winter, large],
      [winter, { key: 'size', value: 'Small' }],
      false,
    ],
    ['one key with equal values and one key in only one list', [winter, large], [winter], true],
  ])('overlap unless a key has different values in the two lists: %s', (_, left, right, overlap) => {
    expect(qualifiersOverlap(left, right)).toBe(overlap);
    expect(qualifiersOverlap(right, left)).toBe(overlap);
  });
});

describe('the fingerprint of a claim', () => {
  const citation: Citation = {
    locator: 'Flours',
    quote: 'rye and wheat',
    prefix: 'of ',
    suffix: '.',
    start: 3,
    end: 16,
    textHash: 'abc',
  };
  const stored: Omit<Claim, 'since'> = {
    ...claim,
    id: claimId(claim),
    rank: 'NORMAL',
    position: 1,
    supersedes: null,
  };

  it('is equal for equal claims and citations', () => {
    expect(claimFingerprint({ ...stored }, [{ ...citation }])).toBe(claimFingerprint(stored, [citation]));
  });

  it.each<[string, Partial<Claim>]>([
    ['text', { text: 'Made of rye and wheat' }],
    ['wording of the value', { value: { type: 'TERMS', terms: ['rye', 'wheat'] } }],
    ['wording of a qualifier', { qualifiers: [{ key: 'season', value: 'winter' }, large] }],
    ['rank', { rank: 'PREFERRED' }],
    ['position', { position: 2 }],
    ['superseded claim', { supersedes: 'claim/x' }],
  ])('differs with another %s', (_, change) => {
    expect(claimFingerprint({ ...stored, ...change }, [citation])).not.toBe(
      claimFingerprint(stored, [citation]),
    );
  });

  it.each(Object.keys(citation) as (keyof Citation)[])('differs with another %s of a citation', (member) => {
    const other = { ...citation, [member]: null };
    expect(claimFingerprint(stored, [other])).not.toBe(claimFingerprint(stored, [citation]));
  });

  it('differs with the order of the citations', () => {
    const second = { ...citation, start: 20, end: 33 };
    expect(claimFingerprint(stored, [second, citation])).not.toBe(
      claimFingerprint(stored, [citation, second]),
    );
  });
});

describe('digest', () => {
  it('is equal only for values with the same JSON text', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        expect(digest(one) === digest(other)).toBe(JSON.stringify(one) === JSON.stringify(other));
        expect(digest(one)).toBe(digest(structuredClone(one)));
      }),
    );
  });
});
