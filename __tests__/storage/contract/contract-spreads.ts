import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ranks, type Claim } from '../../../src/graph/claim.js';
import type { Dimension } from '../../../src/graph/concept.js';
import { groupBy } from '../../../src/graph/group-by.js';
import { claimId } from '../../../src/graph/identity.js';
import type { GraphView } from '../../../src/graph/ports/reading.js';
import type { ClaimDraft } from '../../../src/graph/ports/writing.js';
import {
  measureSpread,
  noSpread,
  type DimensionSpread,
} from '../../../src/graph/spreads/dimension-spread.js';
import type { ClaimValue } from '../../../src/graph/values/value-rules.js';
import { runToEnd } from '../../../src/graph/work/steps.js';
import type { OpenSubject } from './contract.js';
import { approach, baseConcepts, dimension, endClaim, put, value } from './examples.js';

const mass = dimension('mass', { valueType: 'QUANTITY', unit: 'kg' });
const declared = dimension('declared', { valueType: 'QUANTITY', minimum: '0', maximum: '10' });
const address = dimension('address');
const level = dimension('level', { valueType: 'ORDINAL', levels: ['low', 'high'] });
const measured = [mass, address] as const;

const approaches = Array.from({ length: 30 }, (_, number) => approach(`a${number}`));
const concepts = [...baseConcepts, mass, declared, address, level, ...approaches];

const amount = (decimal: string, unit = 'kg'): ClaimValue => ({
  type: 'QUANTITY',
  minimum: decimal,
  maximum: decimal,
  unit,
});

const atLeast = (decimal: string): ClaimValue => ({
  type: 'QUANTITY',
  minimum: decimal,
  maximum: null,
  unit: 'kg',
});

const texts = ['Mill', 'mill.', 'Lane', 'Yard', ...Array.from({ length: 60 }, (_, each) => `No. ${each}`)];

const along = (
  number: number,
  of: Dimension,
  stated: ClaimValue | null,
  more: Partial<ClaimDraft> = {},
): ClaimDraft =>
  value({
    subject: `approach/a${number}`,
    target: of.id,
    value: stated,
    absence: stated ? null : 'UNKNOWN',
    ...more,
  });

/** Two claims about each approach: a mass from 0 to 29 kg, and an address. */
const claims: readonly ClaimDraft[] = approaches.flatMap((_, number) => [
  along(number, mass, amount(String(number))),
  along(number, address, { type: 'TEXT', text: `Street ${number}` }),
]);

/** Computes the spread of a dimension from the individual claims along it. */
async function spreadOfClaims(view: GraphView, of: Dimension): Promise<DimensionSpread> {
  const [toward = []] = await view.claimsToward([of.id], { predicates: ['HAS_VALUE'] });
  const bySubject = groupBy(toward, ({ subject }: Claim) => subject);
  const sets = [...bySubject.values()].flatMap((own) => {
    const best = ranks.find((rank) => own.some((claim) => claim.rank === rank));
    const values = own.flatMap((claim) => (claim.rank === best && claim.value ? [claim.value] : []));
    return values.length === 0 ? [] : [{ values, approaches: 1 }];
  });
  return runToEnd(measureSpread(of, sets));
}

export function describeSpreads(open: OpenSubject): void {
  describe('spreads', () => {
    test('are measured over all approaches, in the order of the dimensions', async () => {
      const { apply } = await open();
      const view = await apply(put(...concepts, ...claims));
      expect(await view.spreads([address, mass, declared, level])).toEqual([
        { span: null, isIdentifying: true },
        { span: { minimum: '0', maximum: '50' }, isIdentifying: false },
        noSpread,
        noSpread,
      ]);
    });

    test('belong to the revision of the view', async () => {
      const { apply, view } = await open();
      await apply(put(...concepts, ...claims.slice(0, 38)));
      await apply(put(...claims));
      await apply(claims.slice(0, 50).map(endClaim));
      const spreads = await Promise.all([1, 2, 3].map(async (at) => (await view(at)).spreads(measured)));
      expect(spreads).toEqual([
        [noSpread, { span: null, isIdentifying: true }],
        [
          { span: { minimum: '0', maximum: '50' }, isIdentifying: false },
          { span: null, isIdentifying: true },
        ],
        [noSpread, noSpread],
      ]);
    });

    test('change with the newest revision and with the unit of the dimension', async () => {
      const { apply } = await open();
      const first = await apply(put(...concepts, ...claims));
      expect((await first.spreads([mass]))[0]?.span).toEqual({ minimum: '0', maximum: '50' });
      const more = approaches.map((_, number) => along(number, mass, amount('900'), { rank: 'PREFERRED' }));
      const second = await apply(put(...more.slice(0, 10)));
      expect((await second.spreads([mass]))[0]?.span).toEqual({ minimum: '0', maximum: '1000' });
      const inGrams = { ...mass, unit: 'g' };
      const third = await apply(put(inGrams));
      expect((await third.spreads([inGrams]))[0]?.span).toEqual({ minimum: '0', maximum: '1000000' });
    });

    test('include only the claims of the highest rank of each approach, without absences', async () => {
      const { apply } = await open();
      const outranked = approaches.flatMap((_, number) => [
        along(number, mass, amount('5000'), { rank: 'DEPRECATED' }),
        along(number, address, null),
      ]);
      const unknown = approaches.map((_, number) => along(number, mass, null, { rank: 'PREFERRED' }));
      const view = await apply(put(...concepts, ...claims, ...outranked, ...unknown.slice(0, 5)));
      expect(await view.spreads(measured)).toEqual([
        { span: { minimum: '5', maximum: '55' }, isIdentifying: false },
        { span: null, isIdentifying: true },
      ]);
    });

    test('agree with a computation from individual claims, at every revision of random graphs', async () => {
      const { apply, view } = await open();
      await apply(put(...concepts));
      const stated: fc.Arbitrary<{ of: Dimension; value: ClaimValue }> = fc.oneof(
        fc
          .tuple(fc.integer({ min: -50, max: 5_000 }), fc.constantFrom('kg', 'g', 'kg', 'L'))
          .map(([number, unit]) => ({ of: mass, value: amount(String(number), unit) })),
        fc.nat(8).map((number) => ({ of: mass, value: atLeast(String(number)) })),
        fc
          .constantFrom(...texts)
          .map((each) => ({ of: address, value: { type: 'TEXT', text: each } as const })),
      );
      const drafts = fc.array(
        fc.record({
          number: fc.nat(29),
          stated,
          isAbsent: fc.nat(19).map((chance) => chance === 0),
          rank: fc.constantFrom(...ranks, 'NORMAL' as const, 'NORMAL' as const),
        }),
        { minLength: 100, maxLength: 150, size: 'max' },
      );
      const validClaims = new Map<string, ClaimDraft>();
      for (const sample of fc.sample(drafts, 4)) {
        const newClaims = new Map(
          sample.map(({ number, stated: { of, value: claimValue }, isAbsent, rank }) => {
            const draft = along(number, of, isAbsent && rank !== 'NORMAL' ? null : claimValue, { rank });
            return [claimId(draft), draft] as const;
          }),
        );
        const ended = [...validClaims].filter(([id], index) => index % 8 === 0 && !newClaims.has(id));
        await apply([...put(...newClaims.values()), ...ended.map(([, draft]) => endClaim(draft))]);
        for (const [id] of ended) validClaims.delete(id);
        for (const [id, draft] of newClaims) validClaims.set(id, draft);
      }
      for (const at of [1, 2, 3, 4, 5, undefined]) {
        const viewAt = await view(at);
        const expected = await Promise.all(measured.map((each) => spreadOfClaims(viewAt, each)));
        expect(await viewAt.spreads(measured)).toEqual(expected);
        expect(await viewAt.spreads(measured)).toEqual(expected);
      }
      const [span] = await (await view()).spreads(measured);
      expect(span?.span).not.toBeNull();
    });
  });
}
