import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Claim } from '../../../src/graph/claim.js';
import type { ConceptKind } from '../../../src/graph/concept.js';
import { fold } from '../../../src/graph/text/fold.js';
import type {
  ClaimPageRequest,
  ConceptPageRequest,
  GraphView,
  Page,
} from '../../../src/graph/ports/reading.js';
import { runs } from '../../support/test-run.js';
import type { OpenSubject } from './contract.js';
import { approach, baseConcepts, dimension, link, put, source, value } from './examples.js';

// The order of these names differs between code points, UTF-16 code units and language rules. Some names are equal when folded.
const names = ['a', 'B', 'ä', 'z', 'Z', '😀', '\uFF5E', 'É', 'a b', 'a-b', 'ab'];
const runOptions = { numRuns: runs(15, 4) };

const graphs = fc.record({
  approaches: fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 8 }),
  claims: fc.uniqueArray(
    fc.record({
      subject: fc.nat(7),
      target: fc.nat(2),
      source: fc.nat(1),
      position: fc.integer({ min: -2, max: 2 }),
      text: fc.constantFrom('x', 'y', 'z'),
    }),
    { maxLength: 25, selector: (each) => [each.subject, each.target, each.source, each.text].join() },
  ),
  first: fc.integer({ min: 1, max: 6 }),
});

export function describePages(open: OpenSubject): void {
  describe('pages', () => {
    test('of claims and of concepts contain every item in order, without gaps or repeats', async () => {
      await fc.assert(
        fc.asyncProperty(graphs, async ({ approaches, claims, first }) => {
          const subject = await open();
          const concepts = approaches.map((name, index) => approach(`a${index}`, { name }));
          const drafts = claims
            .filter((each) => each.subject < concepts.length)
            .map((each) =>
              value({
                subject: `approach/a${each.subject}`,
                target: `dimension/d${each.target}`,
                source: `cited-source/s${each.source}`,
                position: each.position,
                value: { type: 'TEXT', text: each.text },
              }),
            );
          const related = [0, 1, 2].flatMap((number) => [dimension(`d${number}`), source(`s${number}`)]);
          const view = await subject.apply(put(...related, ...concepts, ...drafts));
          const allClaims = await view.claimsAbout(
            concepts.map(({ id }) => id),
            {},
          );
          const nameOf = new Map(concepts.map(({ id, name }) => [id, fold(name)]));
          const order = (one: Claim, other: Claim): number =>
            byCodePoints(nameOf.get(one.subject) ?? '', nameOf.get(other.subject) ?? '') ||
            byCodePoints(one.subject, other.subject) ||
            one.position - other.position ||
            byCodePoints(one.id, other.id);
          const sorted = allClaims.flat().sort(order);

          for (const by of ['subject', 'target', 'source'] as const) {
            const keys = [...new Set(sorted.map((claim) => claim[by] ?? '')), 'approach/none'];
            for (const key of keys) {
              const expected = sorted.filter((claim) => claim[by] === key);
              expect(
                await walkClaims(view, { by, keys: [key], filter: {}, first, after: null }, expected.length),
              ).toEqual(expected);
            }
            expect(await view.claimCounts(by, keys)).toEqual(
              keys.map((key) => sorted.filter((claim) => claim[by] === key).length),
            );
            const pages = await view.claimPages({ by, keys, filter: {}, first, after: null });
            expect(
              pages.map(({ items, totalCount, hasNextPage }) => ({ items, totalCount, hasNextPage })),
            ).toEqual(
              keys.map((key) => {
                const expected = sorted.filter((claim) => claim[by] === key);
                return {
                  items: expected.slice(0, first),
                  totalCount: expected.length,
                  hasNextPage: expected.length > first,
                };
              }),
            );
          }

          const byName = [...concepts].sort(
            (one, other) => byCodePoints(fold(one.name), fold(other.name)) || byCodePoints(one.id, other.id),
          );
          const request = { kind: 'APPROACH', filter: {}, first, after: null } as const;
          expect(await walkConcepts(view, { ...request, orderBy: 'NAME' }, concepts.length)).toEqual(byName);
          const bySlug = [...concepts].sort((one, other) => byCodePoints(one.slug, other.slug));
          expect(await walkConcepts(view, { ...request, orderBy: 'SLUG' }, concepts.length)).toEqual(bySlug);
          await subject.close();
        }),
        runOptions,
      );
    });

    test('of claims contain and count only matches of their filter', async () => {
      const { apply } = await open();
      const drafts = ['msp', 'devops'].flatMap((slug) => [
        value({ subject: `approach/${slug}` }),
        link(`approach/${slug}`, 'BROADER_THAN', 'approach/itil'),
      ]);
      const view = await apply(put(...baseConcepts, approach('itil'), ...drafts));
      const request = { by: 'source', keys: ['cited-source/article'], first: 1, after: null } as const;
      const [broader] = await view.claimPages({ ...request, filter: { predicates: ['BROADER_THAN'] } });
      expect(broader).toMatchObject({
        totalCount: 2,
        hasNextPage: true,
        items: [{ subject: 'approach/devops' }],
      });
      const [filtered] = await view.claimPages({
        ...request,
        filter: { subjects: ['approach/msp'], targets: ['approach/itil'] },
      });
      expect(filtered).toMatchObject({
        totalCount: 1,
        hasNextPage: false,
        items: [{ subject: 'approach/msp' }],
      });
    });

    test('beyond the end are empty and have the total count', async () => {
      const { apply } = await open();
      const view = await apply(put(...baseConcepts, value()));
      expect(
        await view.claimPages({
          by: 'target',
          keys: ['dimension/nature'],
          filter: {},
          first: 5,
          after: ['zzz', 'zzz', 0, 'zzz'],
        }),
      ).toStrictEqual([{ items: [], cursors: [], hasNextPage: false, totalCount: 1 }]);
      expect(
        await view.conceptPage({
          kind: 'APPROACH',
          orderBy: 'NAME',
          filter: {},
          first: 5,
          after: ['zzz', ''],
        }),
      ).toStrictEqual({ items: [], cursors: [], hasNextPage: false, totalCount: 2 });
    });

    test('of concepts contain only matches of all members of their filter', async () => {
      const { apply } = await open();
      const view = await apply(
        put(
          ...baseConcepts,
          approach('itil', { aliases: ['framework'] }),
          approach('cobit', { name: 'Framework' }),
          value(),
          link('approach/itil', 'BROADER_THAN', 'approach/msp'),
        ),
      );
      const findSlugs = async (filter: ConceptPageRequest['filter']) => {
        const { items, totalCount } = await view.conceptPage({
          kind: 'APPROACH',
          orderBy: 'SLUG',
          filter,
          first: 10,
          after: null,
        });
        expect(totalCount).toBe(items.length);
        return items.map(({ slug }) => slug);
      };
      expect(await findSlugs({})).toEqual(['cobit', 'devops', 'itil', 'msp']);
      expect(await findSlugs({ ids: ['approach/msp', 'approach/itil', 'dimension/nature'] })).toEqual([
        'itil',
        'msp',
      ]);
      expect(await findSlugs({ named: ['framework', 'devops'] })).toEqual(['cobit', 'devops', 'itil']);
      expect(await findSlugs({ relatedTo: ['dimension/nature'] })).toEqual(['msp']);
      expect(await findSlugs({ relatedTo: ['approach/msp'] })).toEqual(['itil']);
      expect(await findSlugs({ relatedTo: ['approach/itil', 'dimension/nature'] })).toEqual(['msp']);
      expect(await findSlugs({ named: ['framework'], relatedTo: ['approach/msp'] })).toEqual(['itil']);
      expect(await findSlugs({ ids: [] })).toEqual([]);
      expect(await findSlugs({ except: ['approach/msp', 'approach/none'] })).toEqual([
        'cobit',
        'devops',
        'itil',
      ]);
      expect(await findSlugs({ except: [] })).toEqual(['cobit', 'devops', 'itil', 'msp']);
      expect(await findSlugs({ ids: ['approach/msp', 'approach/itil'], except: ['approach/itil'] })).toEqual([
        'msp',
      ]);
      expect(await findSlugs({ named: ['framework'], except: ['approach/itil'] })).toEqual(['cobit']);
      expect(await findSlugs({ relatedTo: ['approach/msp'], except: ['approach/itil'] })).toEqual([]);
    });

    test('of dimensions contain only dimensions with the groups and value types of their filter', async () => {
      const { apply } = await open();
      const view = await apply(
        put(
          approach('msp'),
          dimension('cost', { group: 'Money', valueType: 'QUANTITY' }),
          dimension('terms', { group: 'Money' }),
          dimension('mass', { group: '', valueType: 'QUANTITY' }),
          dimension('note'),
        ),
      );
      const findSlugs = async (filter: ConceptPageRequest['filter'], kind = 'DIMENSION' as ConceptKind) => {
        const request = { kind, orderBy: 'SLUG', filter, first: 1, after: null } as const;
        const { totalCount } = await view.conceptPage(request);
        const slugs = (await walkConcepts(view, request, totalCount)).map(({ slug }) => slug);
        expect(totalCount).toBe(slugs.length);
        return slugs;
      };
      expect(await findSlugs({ groups: ['Money', 'none'] })).toEqual(['cost', 'terms']);
      expect(await findSlugs({ groups: ['money'] })).toEqual([]);
      expect(await findSlugs({ groups: [''] })).toEqual(['mass']);
      expect(await findSlugs({ groups: [] })).toEqual([]);
      expect(await findSlugs({ valueTypes: ['QUANTITY', 'DATE'] })).toEqual(['cost', 'mass']);
      expect(await findSlugs({ valueTypes: ['TEXT'], groups: ['Money'] })).toEqual(['terms']);
      expect(await findSlugs({ valueTypes: ['TEXT'], ids: ['dimension/note'] })).toEqual(['note']);
      expect(await findSlugs({ groups: ['Money', '\ud800'] }, 'APPROACH')).toEqual([]);
    });
  });
}

async function walkClaims(view: GraphView, request: ClaimPageRequest, total: number): Promise<Claim[]> {
  return walk(async (after: ClaimPageRequest['after']) => {
    const [page] = await view.claimPages({ ...request, after });
    if (!page) throw new Error('Expected one page for each key, got none.');
    return page;
  }, total);
}

async function walkConcepts(view: GraphView, request: ConceptPageRequest, total: number) {
  return walk(async (after: ConceptPageRequest['after']) => view.conceptPage({ ...request, after }), total);
}

async function walk<Item, Cursor>(
  next: (after: Cursor | null) => Promise<Page<Item, Cursor>>,
  total: number,
): Promise<Item[]> {
  const items: Item[] = [];
  for (let after: Cursor | null = null; ;) {
    const page: Page<Item, Cursor> = await next(after);
    expect(page.totalCount).toBe(total);
    expect(page.cursors).toHaveLength(page.items.length);
    items.push(...page.items);
    // Stops after more items than expected, so that endless paging fails the test instead of hanging.
    if (!page.hasNextPage || items.length > total) return items;
    after = page.cursors.at(-1) ?? null;
  }
}

function byCodePoints(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}
