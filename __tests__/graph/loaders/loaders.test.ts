import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Claim, Predicate } from '../../../src/graph/claim.js';
import type { Approach, Concept } from '../../../src/graph/concept.js';
import { noSpread } from '../../../src/graph/spreads/dimension-spread.js';
import { createLoaders, loadConcept, loadConcepts } from '../../../src/graph/loaders/loaders.js';
import type { Loaders } from '../../../src/graph/loaders/loader-set.js';
import type { ClaimFilter, ClaimPageRequest, GraphView } from '../../../src/graph/ports/reading.js';
import { withoutKey } from '../../support/revision-note.js';

function bread(slug: string): Approach {
  return {
    kind: 'APPROACH',
    id: `approach/${slug}`,
    slug: `${slug}-bread`,
    name: slug,
    aliases: [],
    summary: null,
    sameAs: [],
  };
}

function claim(subject: string, predicate: Predicate, target: string | null, position: number): Claim {
  return {
    id: `claim/${subject} ${predicate} ${target}`,
    subject,
    predicate,
    target,
    value: null,
    absence: 'UNKNOWN',
    text: null,
    qualifiers: [],
    rank: 'NORMAL',
    source: 'cited-source/handbook',
    position,
    supersedes: null,
    since: 1,
  };
}

const rye = bread('rye');
const oats = bread('oats');
const concepts = [rye, oats];

const ryeKeeps = claim(rye.id, 'HAS_FEATURE', 'feature/keeps', 1);
const ryeRises = claim(rye.id, 'HAS_FEATURE', 'feature/rises', 2);
const ryeFills = claim(rye.id, 'BRINGS_BENEFIT', 'benefit/fills', 3);
const ryeDefinition = claim(rye.id, 'DEFINED_AS', null, 4);
const oatsKeep = claim(oats.id, 'HAS_FEATURE', 'feature/keeps', 1);
const claims = [ryeKeeps, ryeRises, ryeFills, ryeDefinition, oatsKeep];

/** The calls of the view's methods, as [method, ...arguments]. */
type Calls = unknown[][];

/** Creates a view that has the concepts and claims above, and adds the calls of its methods to `calls`. */
function viewOf(calls: Calls): GraphView {
  const passes = (each: Claim, { predicates, targets }: ClaimFilter): boolean =>
    (predicates?.includes(each.predicate) ?? true) &&
    (!targets || each.target === null || targets.includes(each.target));
  const recorded = <Arguments extends unknown[], Result>(
    name: keyof GraphView,
    method: (...args: Arguments) => Result,
  ) => {
    return (...args: Arguments): Result => {
      calls.push([name, ...args]);
      return method(...args);
    };
  };
  return {
    revision: {
      number: 1,
      time: '2026-01-01T00:00:00Z',
      author: 'baker',
      message: 'First',
      origin: 'EDIT',
      epoch: '',
      ...withoutKey,
    },
    concepts: recorded('concepts', (references) =>
      references.map(
        ({ kind, reference }) =>
          concepts.find((each) => each.kind === kind && [each.id, each.slug].includes(reference)) ?? null,
      ),
    ),
    claims: recorded('claims', (ids) => ids.map((id) => claims.find((each) => each.id === id) ?? null)),
    lastClaimVersions: recorded('lastClaimVersions', (ids) =>
      ids.map((id) => claims.find((each) => each.id === id) ?? null),
    ),
    claimsAbout: recorded('claimsAbout', (subjects, filter) =>
      subjects.map((id) => claims.filter((each) => each.subject === id && passes(each, filter))),
    ),
    claimsToward: recorded('claimsToward', (targets, filter) =>
      targets.map((id) => claims.filter((each) => each.target === id && passes(each, filter))),
    ),
    claimPages: recorded('claimPages', ({ by, keys, first, filter }: ClaimPageRequest) =>
      keys.map((key) => {
        const matching = claims.filter((each) => each[by] === key && passes(each, filter));
        return {
          items: matching.slice(0, first),
          cursors: [],
          hasNextPage: matching.length > first,
          totalCount: matching.length,
        };
      }),
    ),
    claimCounts: () => [],
    citations: recorded('citations', (ids) => ids.map(() => [])),
    textsOf: () => [],
    excerpts: () => [],
    slugsOf: () => [],
    slugOwners: () => [],
    equivalents: recorded('equivalents', (ids) => ids.map((id) => [id])),
    spreads: recorded('spreads', (dimensions) => dimensions.map(() => noSpread)),
    conceptsNamed: recorded('conceptsNamed', (folded) => folded.map(() => [])),
    questionsAbout: recorded('questionsAbout', (sets) =>
      sets.map((set) => [`question/${[...set].sort().join()}`]),
    ),
    statistics: () => {
      throw new Error('No loader reads statistics.');
    },
    conceptPage: () => {
      throw new Error('No loader reads pages of concepts.');
    },
    searchPage: () => {
      throw new Error('No loader searches.');
    },
    texts: () => {
      throw new Error('No loader reads texts.');
    },
    claimedAxes: () => {
      throw new Error('No loader reads claimed axes.');
    },
    history: {
      revisions: recorded('history', (numbers: readonly number[]) => numbers.map(() => null)),
      revisionPage: () => {
        throw new Error('No loader reads pages of revisions.');
      },
      changedClaims: () => [],
      changedConcepts: () => [],
      changePages: ({ revisions }) => revisions.map(() => ({ items: [], hasNextPage: false, totalCount: 0 })),
      revisionsOf: (ids) => ids.map(() => []),
      claimEnds: (ids) => ids.map(() => null),
      erasures: (keys) => keys.map(() => []),
    },
    slugsNear: () => {
      throw new Error('No loader reads slugs.');
    },
  };
}

describe('the loaders of a request', () => {
  let calls: Calls;
  let batches: [keyof Loaders, readonly unknown[]][];
  let records: (Concept | Claim)[];
  let loaders: Loaders;

  beforeEach(() => {
    calls = [];
    batches = [];
    records = [];
    loaders = createLoaders(viewOf(calls), {
      onBatch: (loader, keys) => batches.push([loader, [...keys]]),
      onRecord: (record) => records.push(record),
    });
  });

  describe('for claims by subject and by target', () => {
    it('send one batch for several subjects and predicates, and distribute the claims to their keys', async () => {
      const loaded = await Promise.all([
        loaders.claimsAbout.load({ concept: rye.id, predicate: 'HAS_FEATURE' }),
        loaders.claimsAbout.load({ concept: rye.id, predicate: 'BRINGS_BENEFIT' }),
        loaders.claimsAbout.load({ concept: oats.id, predicate: 'HAS_FEATURE' }),
        loaders.claimsAbout.load({ concept: oats.id, predicate: 'BRINGS_BENEFIT' }),
      ]);
      expect(loaded).toEqual([[ryeKeeps, ryeRises], [ryeFills], [oatsKeep], []]);
      expect(calls).toEqual([
        ['claimsAbout', [rye.id, oats.id], { predicates: ['HAS_FEATURE', 'BRINGS_BENEFIT'] }],
      ]);
      expect(batches.map(([loader, keys]) => [loader, keys.length])).toEqual([['claimsAbout', 4]]);
    });

    it('cache claims separately for each restriction to targets, and without a restriction', async () => {
      const keeps = ['feature/keeps', 'feature/other'];
      const key = { concept: rye.id, predicate: 'HAS_FEATURE' } as const;
      const loaded = await Promise.all([
        loaders.claimsAbout.load(key),
        loaders.claimsAbout.load({ ...key, targets: keeps }),
        loaders.claimsAbout.load({ ...key, targets: [] }),
        loaders.claimsAbout.load({ concept: oats.id, predicate: 'HAS_FEATURE', targets: keeps }),
      ]);
      expect(loaded).toEqual([[ryeKeeps, ryeRises], [ryeKeeps], [], [oatsKeep]]);
      expect(calls).toEqual([
        ['claimsAbout', [rye.id], { predicates: ['HAS_FEATURE'] }],
        ['claimsAbout', [rye.id, oats.id], { predicates: ['HAS_FEATURE'], targets: keeps }],
        ['claimsAbout', [rye.id], { predicates: ['HAS_FEATURE'], targets: [] }],
      ]);
    });

    it('return claims without a target under any restriction to targets', async () => {
      const key = { concept: rye.id, predicate: 'DEFINED_AS', targets: ['feature/keeps'] } as const;
      expect(await loaders.claimsAbout.load(key)).toEqual([ryeDefinition]);
    });

    it('return the values of settled keys, and do not load these keys again', async () => {
      const key = { concept: rye.id, predicate: 'HAS_FEATURE' } as const;
      await loaders.claimsAbout.load(key);
      expect(loaders.claimsAbout.load({ ...key })).toEqual([ryeKeeps, ryeRises]);
      expect(loaders.claimsAbout.load({ ...key, targets: ['feature/keeps'] })).toBeInstanceOf(Promise);
      expect(calls).toHaveLength(1);
    });

    it('send one batch for several targets and predicates, and distribute the claims to their keys', async () => {
      const loaded = await loaders.claimsToward.loadMany([
        { concept: 'feature/keeps', predicate: 'HAS_FEATURE' },
        { concept: 'benefit/fills', predicate: 'BRINGS_BENEFIT' },
        { concept: 'benefit/fills', predicate: 'HAS_FEATURE' },
      ]);
      expect(loaded).toEqual([[ryeKeeps, oatsKeep], [ryeFills], []]);
      expect(calls).toEqual([
        [
          'claimsToward',
          ['feature/keeps', 'benefit/fills'],
          { predicates: ['HAS_FEATURE', 'BRINGS_BENEFIT'] },
        ],
      ]);
    });
  });

  describe('for concepts', () => {
    it('cache a concept under its id and its slug after a load by id or by slug', async () => {
      expect(await loaders.reference.load({ kind: 'APPROACH', reference: 'rye-bread' })).toBe(rye);
      expect(loaders.reference.load({ kind: 'APPROACH', reference: rye.id })).toBe(rye);
      expect(await loadConcept(loaders, oats.id)).toBe(oats);
      expect(loaders.reference.load({ kind: 'APPROACH', reference: 'oats-bread' })).toBe(oats);
      expect(calls).toHaveLength(2);
    });

    it('look up a reference within its kind', async () => {
      const loadedConcepts = loaders.reference.loadMany([
        { kind: 'FEATURE', reference: 'rye-bread' },
        { kind: 'APPROACH', reference: 'rye-bread' },
      ]);
      expect(await loadedConcepts).toEqual([null, rye]);
    });

    it('load several concepts by id in one batch, each once, and ignore invalid ids', async () => {
      const loadedConcepts = await loadConcepts(loaders, [rye.id, 'rye', oats.id, rye.id, 'approach/spelt']);
      expect(loadedConcepts).toEqual([rye, oats, null]);
      expect(calls).toEqual([
        [
          'concepts',
          [
            { kind: 'APPROACH', reference: rye.id },
            { kind: 'APPROACH', reference: oats.id },
            { kind: 'APPROACH', reference: 'approach/spelt' },
          ],
        ],
      ]);
    });

    it('return null for an invalid id, without a batch', () => {
      expect(loadConcept(loaders, 'rye')).toBeNull();
      expect(calls).toEqual([]);
    });
  });

  describe('for pages of claims', () => {
    const request = { by: 'subject', filter: {}, first: 1, after: null } as const;

    it('load pages that differ only in their key in one batch, and other pages separately', async () => {
      const loaded = await loaders.claimPage.loadMany([
        { ...request, key: rye.id },
        { ...request, key: oats.id },
        { ...request, key: rye.id, first: 2 },
        { ...request, key: rye.id, filter: { predicates: ['BRINGS_BENEFIT'] } },
        { ...request, key: 'feature/keeps', by: 'target' },
      ]);
      expect(loaded.map(({ items }) => items)).toEqual([
        [ryeKeeps],
        [oatsKeep],
        [ryeKeeps, ryeRises],
        [ryeFills],
        [ryeKeeps],
      ]);
      expect(calls).toEqual([
        ['claimPages', { ...request, keys: [rye.id, oats.id] }],
        ['claimPages', { ...request, first: 2, keys: [rye.id] }],
        ['claimPages', { ...request, filter: { predicates: ['BRINGS_BENEFIT'] }, keys: [rye.id] }],
        ['claimPages', { ...request, by: 'target', keys: ['feature/keeps'] }],
      ]);
    });

    it.each([
      ['subjects', { filter: { subjects: [rye.id] } }],
      ['targets', { filter: { targets: ['feature/keeps'] } }],
      ['start', { after: ['rye', rye.id, 1, ryeKeeps.id] as const }],
    ])('distinguish pages by their %s', async (_, other) => {
      await loaders.claimPage.loadMany([
        { ...request, key: rye.id },
        { ...request, ...other, key: rye.id },
      ]);
      expect(calls).toHaveLength(2);
    });
  });

  it('load claims, citations, equivalents and names in one batch each', async () => {
    expect(await loaders.claim.loadMany([ryeKeeps.id, 'claim/none'])).toEqual([ryeKeeps, null]);
    expect(await loaders.citations.loadMany(['claim/a', 'claim/b'])).toEqual([[], []]);
    expect(await loaders.equivalents.loadMany(['feature/a', 'feature/b'])).toEqual([
      ['feature/a'],
      ['feature/b'],
    ]);
    expect(await loaders.conceptsNamed.loadMany(['rye', 'oats'])).toEqual([[], []]);
    expect(calls).toEqual([
      ['claims', [ryeKeeps.id, 'claim/none']],
      ['citations', ['claim/a', 'claim/b']],
      ['equivalents', ['feature/a', 'feature/b']],
      ['conceptsNamed', ['rye', 'oats']],
    ]);
  });

  it('ignore the order of a set of approaches', async () => {
    await Promise.all([
      loaders.questionsAbout.load([rye.id, oats.id]),
      loaders.questionsAbout.load([oats.id, rye.id]),
    ]);
    expect(calls).toEqual([['questionsAbout', [[rye.id, oats.id]]]]);
  });

  it('report each concept and claim that was loaded', async () => {
    await loadConcepts(loaders, [rye.id, 'approach/none']);
    await loaders.claim.loadMany([ryeKeeps.id, 'claim/none']);
    await loaders.claimsAbout.load({ concept: rye.id, predicate: 'BRINGS_BENEFIT' });
    await loaders.claimsToward.load({ concept: 'feature/rises', predicate: 'HAS_FEATURE' });
    await loaders.claimPage.load({ by: 'subject', key: oats.id, filter: {}, first: 9, after: null });
    expect(records).toEqual([rye, ryeKeeps, ryeFills, ryeRises, oatsKeep]);
  });

  it('work without listeners', async () => {
    const plain = createLoaders(viewOf(calls));
    expect(await loadConcept(plain, rye.id)).toBe(rye);
    expect(await plain.claim.load(ryeKeeps.id)).toBe(ryeKeeps);
  });
});
