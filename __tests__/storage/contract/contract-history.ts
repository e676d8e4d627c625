import { describe, expect, test } from '@jest/globals';
import { claimId } from '../../../src/graph/identity.js';
import type { Change } from '../../../src/graph/ports/writing.js';
import { openStore } from '../../../src/storage/open-store.js';
import type { OpenSubject } from './contract.js';
import {
  approach,
  baseConcepts,
  citation,
  completeSource,
  edited,
  endClaim,
  endConcept,
  imported,
  link,
  put,
  value,
} from './examples.js';
import { withoutKey } from '../../support/revision-note.js';

const toApproach = (reference: string) => ({ kind: 'APPROACH', reference }) as const;

export function describeHistory(open: OpenSubject): void {
  describe('revisions', () => {
    test('start with revision 0, the empty graph', async () => {
      const { view } = await open();
      const empty = await view();
      expect(empty.revision).toStrictEqual({
        number: 0,
        time: '1970-01-01T00:00:00.000Z',
        author: '',
        message: '',
        origin: 'IMPORT',
        epoch: '',
        ...withoutKey,
      });
      expect(await empty.concepts([toApproach('msp')])).toEqual([null]);
      expect(await empty.claimsAbout(['approach/msp'], {})).toEqual([[]]);
      expect(
        await empty.conceptPage({ kind: 'APPROACH', orderBy: 'NAME', filter: {}, first: 5, after: null }),
      ).toStrictEqual({ items: [], cursors: [], hasNextPage: false, totalCount: 0 });
    });

    test('are numbered without gaps, even after rejected sets and sets without effect', async () => {
      const { store, apply, view } = await open();
      await apply(put(...baseConcepts));
      await apply(put(...baseConcepts));
      await expect(apply(put(approach('NOT A SLUG')))).rejects.toMatchObject({ code: 'INVALID_CHANGE' });
      await apply(put(value()), edited);
      expect((await view()).revision).toMatchObject({ number: 2, author: 'editor', message: 'an edit' });
      expect((await view(1)).revision).toMatchObject({ number: 1, author: 'importer', message: 'an import' });
      for (const at of [3, -1, 1.5, Number.NaN, 2 ** 31, Number.MAX_VALUE]) {
        expect(await store.reader.openView(at)).toBeNull();
      }
      expect((await view(0)).revision.number).toBe(0);
    });

    test('have times from the clock of the store', async () => {
      const { url, viewSince } = await open();
      const dated = await openStore(url, { now: () => new Date('2024-05-17T10:00:00+02:00') });
      const { revision } = await dated.apply(put(...baseConcepts), edited);
      await dated.close();
      expect(revision?.time).toBe('2024-05-17T08:00:00.000Z');
      expect((await viewSince(1)).revision).toStrictEqual(revision);
    });

    test('resolve every former slug of a concept, including declared former slugs', async () => {
      const { apply, store, view } = await open();
      const msp = approach('msp');
      const first: Change = { type: 'putConcept', concept: msp, formerSlugs: ['managed'] };
      await apply([first]);
      await apply(put({ ...msp, slug: 'managed-services' }));
      const withFormerSlug: Change = {
        type: 'putConcept',
        concept: { ...msp, slug: 'managed-services' },
        formerSlugs: ['it'],
      };
      expect(await store.apply([withFormerSlug], imported)).toMatchObject({
        revision: { number: 3 },
        concepts: { changed: 0 },
      });
      expect(await store.apply([withFormerSlug], imported)).toMatchObject({ revision: null });

      const slugsAt = async (at: number) => (await view(at)).slugsOf([msp.id, 'approach/none']);
      expect(await Promise.all([1, 2, 3].map(slugsAt))).toEqual([
        [['managed', 'msp'], []],
        [['managed', 'managed-services', 'msp'], []],
        [['it', 'managed', 'managed-services', 'msp'], []],
      ]);
      for (const slug of ['it', 'managed', 'managed-services', 'msp']) {
        expect((await (await view()).concepts([toApproach(slug)]))[0]?.id).toBe(msp.id);
        await expect(
          store.apply([{ type: 'putConcept', concept: approach('other'), formerSlugs: [slug] }], imported),
        ).rejects.toMatchObject({ code: 'INVALID_CHANGE' });
      }
      expect((await (await view(2)).concepts([toApproach('it')]))[0]).toBeNull();
      await expect(
        store.apply([{ ...withFormerSlug, formerSlugs: ['No Slug'] }], imported),
      ).rejects.toMatchObject({
        code: 'INVALID_CHANGE',
      });
    });

    test('find the owner of a slug, even after the concept has ended', async () => {
      const { apply, view } = await open();
      await apply(put(approach('msp'), approach('devops')));
      await apply(put({ ...approach('msp'), slug: 'managed-services' }));
      await apply([endConcept('approach/msp')]);

      const slugs = ['msp', 'managed-services', 'devops', 'free', 'No Slug\0'];
      const ownersAt = async (at: number) =>
        (await view(at)).slugOwners([
          ...slugs.map((slug) => ({ kind: 'APPROACH' as const, slug })),
          { kind: 'FEATURE', slug: 'msp' },
        ]);
      expect(await Promise.all([1, 2, 3].map(ownersAt))).toEqual([
        ['approach/msp', null, 'approach/devops', null, null, null],
        ['approach/msp', 'approach/msp', 'approach/devops', null, null, null],
        ['approach/msp', 'approach/msp', 'approach/devops', null, null, null],
      ]);
    });

    test('return the same results after later changes', async () => {
      const { apply, view } = await open();
      const before = value({ text: 'old words', citations: [citation({ locator: 'old' })] });
      const after = { ...before, text: 'new words', citations: [citation({ locator: 'new' }), citation()] };
      const msp = approach('msp', { name: 'Managed', aliases: ['MSP'] });
      const renamed = { ...msp, slug: 'managed-services', name: 'Managed services', aliases: [] };
      await apply(put(...baseConcepts, msp, before).filter((_, index) => index !== 1));
      await apply(put(renamed, after));
      await apply([endClaim(after), endConcept('approach/msp')]);

      const id = claimId(before);
      const readAll = async (at: number) => {
        const past = await view(at);
        const [bySlug, byNewSlug] = await past.concepts([toApproach('msp'), toApproach('managed-services')]);
        return {
          bySlug: bySlug?.name,
          byNewSlug: byNewSlug?.name,
          claim: (await past.claims([id]))[0],
          about: (await past.claimsAbout(['approach/msp'], {}))[0]?.length,
          toward: (await past.claimsToward(['dimension/nature'], {}))[0]?.length,
          locators: (await past.citations([id]))[0]?.map(({ locator }) => locator),
          named: await past.conceptsNamed(['managed', 'msp', 'managed services']),
          slugs: await past.slugsNear(['APPROACH'], 'msp'),
          pages: (
            await past.claimPages({
              by: 'source',
              keys: ['cited-source/article'],
              filter: {},
              first: 9,
              after: null,
            })
          ).map(({ totalCount }) => totalCount),
        };
      };
      const { citations: _old, ...oldClaim } = before;
      const { citations: _new, ...newClaim } = after;
      expect(await readAll(1)).toEqual({
        bySlug: 'Managed',
        byNewSlug: undefined,
        claim: { ...oldClaim, id, since: 1 },
        about: 1,
        toward: 1,
        locators: ['old'],
        named: [['approach/msp'], ['approach/msp'], []],
        slugs: ['devops', 'msp'],
        pages: [1],
      });
      expect(await readAll(2)).toEqual({
        bySlug: 'Managed services',
        byNewSlug: 'Managed services',
        claim: { ...newClaim, id, since: 2 },
        about: 1,
        toward: 1,
        locators: ['new', null],
        named: [[], [], ['approach/msp']],
        slugs: ['devops', 'managed-services'],
        pages: [1],
      });
      expect(await readAll(3)).toEqual({
        bySlug: undefined,
        byNewSlug: undefined,
        claim: null,
        about: 0,
        toward: 0,
        locators: [],
        named: [[], [], []],
        slugs: ['devops'],
        pages: [0],
      });
    });

    test('return the equivalents that were stated at the revision', async () => {
      const { apply, view } = await open();
      const equivalence = link('approach/msp', 'EQUIVALENT_TO', 'approach/devops');
      await apply(put(...baseConcepts, equivalence));
      await apply([endClaim(equivalence)]);
      expect(await (await view(1)).equivalents(['approach/msp'])).toEqual([
        ['approach/devops', 'approach/msp'],
      ]);
      expect(await (await view(2)).equivalents(['approach/msp'])).toEqual([['approach/msp']]);
    });

    test('assign a slug to one concept permanently', async () => {
      const { apply, view } = await open();
      await apply(put(...baseConcepts));
      const renamed = approach('msp', { slug: 'managed', name: 'MSP' });
      await apply(put(renamed));
      await apply(put({ ...renamed, slug: 'outsourcing' }));
      const newest = await view();
      for (const slug of ['msp', 'managed', 'outsourcing']) {
        expect((await newest.concepts([toApproach(slug)]))[0]).toMatchObject({
          id: 'approach/msp',
          slug: 'outsourcing',
        });
      }
      await apply(put({ ...renamed, slug: 'msp' }));
      expect((await (await view()).concepts([toApproach('managed')]))[0]).toMatchObject({ slug: 'msp' });
      await apply([endConcept('approach/msp')]);
      await expect(apply(put(approach('outsourcing')))).rejects.toThrow(
        'Change 1 (putConcept approach/outsourcing): expected a slug that no other APPROACH has or had, got "outsourcing", which belongs to approach/msp.',
      );
    });

    test('assign the slug in the id of a concept to that concept, even if its first slug differs', async () => {
      const { apply } = await open();
      const view = await apply(put(...baseConcepts, approach('first', { slug: 'second' })));
      expect((await view.concepts([toApproach('first')]))[0]).toMatchObject({ slug: 'second' });
      await expect(apply(put(approach('other', { slug: 'first' })))).rejects.toThrow(
        'which belongs to approach/first',
      );
    });
  });

  describe('the diff of a revision', () => {
    test('lists the added, changed and ended concepts and claims by type, then id', async () => {
      const { apply, store } = await open();
      const unchanged = value();
      const changed = value({ subject: 'approach/devops' });
      const ended = value({ value: { type: 'TEXT', text: 'gone' } });
      await apply(put(...baseConcepts, approach('gone'), unchanged, changed, ended));
      const added = value({ value: { type: 'TEXT', text: 'added' } });
      await apply([
        ...put(approach('added'), approach('devops', { name: 'Dev & Ops' }), unchanged, added, {
          ...changed,
          text: 'words',
        }),
        completeSource('cited-source/article'),
        endConcept('approach/gone'),
      ]);
      const claims = [
        { thing: 'CLAIM', id: claimId(added), change: 'ADDED' },
        { thing: 'CLAIM', id: claimId(changed), change: 'CHANGED' },
        { thing: 'CLAIM', id: claimId(ended), change: 'ENDED' },
      ].sort((one, other) => (one.id < other.id ? -1 : 1));
      expect(await store.diff({ revision: 2, first: 100, after: null })).toStrictEqual([
        ...claims,
        { thing: 'CONCEPT', id: 'approach/added', change: 'ADDED' },
        { thing: 'CONCEPT', id: 'approach/devops', change: 'CHANGED' },
        { thing: 'CONCEPT', id: 'approach/gone', change: 'ENDED' },
      ]);
      expect(await store.diff({ revision: 3, first: 100, after: null })).toEqual([]);
    });

    test('is read in pages without gaps or repeats, with one statement per page', async () => {
      const { apply, store, statements } = await open();
      const values = (...texts: string[]) => texts.map((text) => value({ value: { type: 'TEXT', text } }));
      await apply(put(...baseConcepts, approach('gone'), ...values('1', '2', '3', '4')));
      await apply([
        ...put(
          approach('a'),
          approach('msp'),
          ...values('1', '5', '6'),
          value({ ...values('2')[0], rank: 'PREFERRED' }),
        ),
        completeSource('cited-source/article'),
        endConcept('approach/gone'),
      ]);
      const fullDiff = await store.diff({ revision: 2, first: 100, after: null });
      expect(fullDiff.map(({ change }) => change).sort()).toEqual([
        ...['ADDED', 'ADDED', 'ADDED', 'CHANGED', 'CHANGED', 'ENDED', 'ENDED', 'ENDED'],
      ]);
      for (const first of [1, 2, 3]) {
        const pagedDiff: (typeof fullDiff)[number][] = [];
        while (pagedDiff.length <= fullDiff.length) {
          statements.length = 0;
          const page = await store.diff({ revision: 2, first, after: pagedDiff.at(-1) ?? null });
          expect(statements).toHaveLength(1);
          if (page.length === 0) break;
          pagedDiff.push(...page);
        }
        expect(pagedDiff).toEqual(fullDiff);
      }
    });
  });
}
