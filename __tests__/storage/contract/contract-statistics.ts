import { describe, expect, test } from '@jest/globals';
import { claimId } from '../../../src/graph/identity.js';
import type { OpenSubject } from './contract.js';
import { approach, baseConcepts, citation, feature, link, put, source, value } from './examples.js';

const valid = link('approach/noc', 'HAS_FEATURE', 'feature/watch');
const ended = value({ subject: 'approach/noc', value: { type: 'TEXT', text: 'Round the clock' } });

export function describeStatistics(open: OpenSubject): void {
  describe('statistics', () => {
    test('count the concepts by kind, the claims and links by predicate, and the citations', async () => {
      const { apply, view } = await open();
      const before = await (await apply(put(...baseConcepts))).statistics();
      await apply(
        put(
          approach('noc'),
          approach('soc'),
          feature('watch'),
          source('second'),
          valid,
          { ...valid, source: 'cited-source/second' },
          link('approach/soc', 'HAS_FEATURE', 'feature/watch'),
          { ...ended, citations: [citation({ locator: 'page 1' }), citation({ locator: 'page 2' })] },
        ),
      );
      const after = await (await view()).statistics();
      expect(after.concepts).toEqual({
        ...before.concepts,
        APPROACH: before.concepts.APPROACH + 2,
        FEATURE: before.concepts.FEATURE + 1,
        CITED_SOURCE: before.concepts.CITED_SOURCE + 1,
      });
      expect(after.claims).toEqual({
        ...before.claims,
        HAS_FEATURE: {
          claims: before.claims.HAS_FEATURE.claims + 3,
          links: before.claims.HAS_FEATURE.links + 2,
        },
        HAS_VALUE: { claims: before.claims.HAS_VALUE.claims + 1, links: before.claims.HAS_VALUE.links + 1 },
      });
      expect(after.citations).toBe(before.citations + 2);
    });

    test('do not count ended claims, and count a changed concept once', async () => {
      const { apply } = await open();
      const before = await (await apply(put(...baseConcepts, approach('noc')))).statistics();
      await apply(put(ended));
      const view = await apply([
        { type: 'endClaim', id: claimId(ended) },
        ...put({ ...approach('noc'), name: 'Network operations centre' }),
      ]);
      const after = await view.statistics();
      expect(after.concepts).toEqual(before.concepts);
      expect(after.claims).toEqual(before.claims);
    });

    test('are the same object for every view of a revision', async () => {
      const { apply, view, statements } = await open();
      const statistics = await (await apply(put(...baseConcepts))).statistics();
      const sameRevision = await view();
      statements.length = 0;
      expect(await sameRevision.statistics()).toBe(statistics);
      expect(statements).toHaveLength(0);
    });
  });
}
