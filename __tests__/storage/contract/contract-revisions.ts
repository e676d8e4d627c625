import { describe, expect, test } from '@jest/globals';
import type { ChangePageRequest, DiffEntry } from '../../../src/graph/ports/history.js';
import type { GraphView } from '../../../src/graph/ports/reading.js';
import type { GraphStore } from '../../../src/graph/ports/writing.js';
import { claimId } from '../../../src/graph/identity.js';
import { openStore } from '../../../src/storage/open-store.js';
import type { OpenSubject } from './contract.js';
import {
  approach,
  baseConcepts,
  completeSource,
  edited,
  endClaim,
  endConcept,
  feature,
  imported,
  link,
  put,
  value,
} from './examples.js';
import { withoutKey } from '../../support/revision-note.js';

/** Opens a second store on a database, with a clock that the test sets. */
async function withClock<Result>(
  url: string,
  use: (store: GraphStore, setTime: (time: string) => void) => Promise<Result>,
): Promise<Result> {
  let now = new Date(0);
  const store = await openStore(url, { now: () => now });
  try {
    return await use(store, (time) => (now = new Date(time)));
  } finally {
    await store.close();
  }
}

const toApproach = (reference: string) => ({ kind: 'APPROACH', reference }) as const;

/** Matches an epoch: eight characters that identify the graph, then eight that identify the revision. */
const anyEpoch = expect.stringMatching(/^[\w-]{16}$/u) as unknown as string;
const published = { epoch: anyEpoch, ...withoutKey };

const day = (number: number): string => `2026-05-0${number}T12:00:00.000Z`;

/** Publishes four revisions on four days: an import, two edits by different authors, and another import. */
async function publishFour(store: GraphStore, setTime: (time: string) => void): Promise<void> {
  setTime(day(1));
  await store.apply(put(...baseConcepts, value()), imported);
  setTime(day(2));
  await store.apply(put(approach('noc')), edited);
  setTime(day(3));
  await store.apply(put(approach('noc', { name: 'NOC' })), { ...edited, author: 'second editor' });
  setTime(day(4));
  await store.apply(put(approach('soc')), { ...imported, message: 'another import' });
}

export function describeRevisions(open: OpenSubject): void {
  describe('the view as of a time', () => {
    test('is the view of the newest revision at this time, and does not exist before the first revision', async () => {
      const { url, store, viewSince } = await open();
      await withClock(url, publishFour);
      await viewSince(4);
      const numberAsOf = async (time: string): Promise<number | undefined> =>
        (await store.reader.openViewAsOf(time))?.revision.number;
      expect(await numberAsOf('2026-05-01T11:59:59.999Z')).toBeUndefined();
      expect(await Promise.all([1, 2, 3, 4].map((number) => numberAsOf(day(number))))).toEqual([1, 2, 3, 4]);
      expect(await numberAsOf('2026-05-03T11:59:59.999Z')).toBe(2);
      expect(await numberAsOf('9999-12-31T23:59:59.999Z')).toBe(4);
      const view = await store.reader.openViewAsOf(day(2));
      expect(await view?.concepts([{ kind: 'APPROACH', reference: 'noc' }])).toMatchObject([{ name: 'noc' }]);
    });

    test('is the view of the newest revision if two revisions have the same time after the clock was set back', async () => {
      const { url, store, viewSince } = await open();
      await withClock(url, async (dated, setTime) => {
        setTime(day(3));
        await dated.apply(put(...baseConcepts), imported);
        setTime(day(1));
        const { revision } = await dated.apply(put(approach('noc')), edited);
        expect(revision).toMatchObject({ number: 2, time: day(3) });
      });
      await viewSince(2);
      expect((await store.reader.openViewAsOf(day(3)))?.revision.number).toBe(2);
      expect(await store.reader.openViewAsOf(day(2))).toBeNull();
    });

    test('is opened with one statement', async () => {
      const { store, statements, apply } = await open();
      await apply(put(...baseConcepts));
      statements.length = 0;
      await store.reader.openViewAsOf('9999-01-01T00:00:00.000Z');
      expect(statements).toHaveLength(1);
    });
  });

  describe('the log of revisions', () => {
    test('contains the revisions up to the view, and no other revisions', async () => {
      const { url, view, viewSince } = await open();
      await withClock(url, publishFour);
      await viewSince(4);
      const { history } = await view(3);
      expect(await history.revisions([2, 3, 4, 0, -1, 1.5, 2 ** 40, 2])).toEqual([
        { number: 2, time: day(2), author: 'editor', message: 'an edit', origin: 'EDIT', ...published },
        {
          number: 3,
          time: day(3),
          author: 'second editor',
          message: 'an edit',
          origin: 'EDIT',
          ...published,
        },
        ...[null, null, null, null, null],
        { number: 2, time: day(2), author: 'editor', message: 'an edit', origin: 'EDIT', ...published },
      ]);
      expect(await (await view()).history.revisions([4])).toMatchObject([
        { number: 4, origin: 'IMPORT', message: 'another import' },
      ]);
    });

    test('is paged, newest first, and can be filtered by author and by time', async () => {
      const { url, view, viewSince } = await open();
      await withClock(url, publishFour);
      await viewSince(4);
      const pageOf = async (request: object, at?: number) => {
        const page = await (await view(at)).history.revisionPage({ first: 10, after: null, ...request });
        return [page.items.map(({ number }) => number), page.hasNextPage, page.totalCount];
      };
      expect(await pageOf({})).toEqual([[4, 3, 2, 1], false, 4]);
      expect(await pageOf({ first: 2 })).toEqual([[4, 3], true, 4]);
      expect(await pageOf({ first: 2, after: 3 })).toEqual([[2, 1], false, 4]);
      expect(await pageOf({ first: 0 })).toEqual([[], true, 4]);
      expect(await pageOf({ first: 5, after: 1 })).toEqual([[], false, 4]);
      expect(await pageOf({ author: 'importer' })).toEqual([[4, 1], false, 2]);
      expect(await pageOf({ author: 'no author\0' })).toEqual([[], false, 0]);
      expect(await pageOf({ since: day(3) })).toEqual([[4, 3], false, 2]);
      expect(await pageOf({ since: '2026-05-03T12:00:00.001Z' }, 3)).toEqual([[], false, 0]);
      expect(await pageOf({ author: 'editor', since: day(1) }, 3)).toEqual([[2], false, 1]);
    });
  });

  describe('the changes of revisions', () => {
    const unchanged = value();
    const reworded = value({ subject: 'approach/devops' });
    const gone = value({ value: { type: 'TEXT', text: 'gone' } });
    const added = value({ value: { type: 'TEXT', text: 'added' } });
    const entry = (thing: DiffEntry['thing'], id: string, change: DiffEntry['change']): DiffEntry => ({
      ...{ thing, id, change },
    });
    const expected = [
      entry('CLAIM', claimId(added), 'ADDED'),
      entry('CLAIM', claimId(reworded), 'CHANGED'),
      entry('CLAIM', claimId(gone), 'ENDED'),
    ].sort((one, other) => (one.id < other.id ? -1 : 1));
    expected.push(
      entry('CONCEPT', 'approach/added', 'ADDED'),
      entry('CONCEPT', 'approach/devops', 'CHANGED'),
      entry('CONCEPT', 'approach/gone', 'ENDED'),
    );

    async function changedGraph(open: OpenSubject) {
      const subject = await open();
      await subject.apply(put(...baseConcepts, approach('gone'), unchanged, reworded, gone));
      await subject.apply([
        ...put(approach('added'), approach('devops', { name: 'Dev & Ops' }), unchanged, added, {
          ...reworded,
          text: 'words',
        }),
        completeSource('cited-source/article'),
        endConcept('approach/gone'),
      ]);
      return subject;
    }

    const pageOf = async ({ history }: GraphView, request: Partial<ChangePageRequest>) =>
      (await history.changePages({ revisions: [2], first: 100, after: null, ...request }))[0];

    test('are sorted by type, then id, and can be filtered by kind of change and by concept or claim', async () => {
      const { view } = await changedGraph(open);
      const newest = await view();
      expect(await pageOf(newest, {})).toEqual({ items: expected, hasNextPage: false, totalCount: 6 });
      for (const kinds of [['ADDED'], ['CHANGED', 'ENDED'], []] as const) {
        const items = expected.filter(({ change }) => (kinds as readonly string[]).includes(change));
        expect(await pageOf(newest, { kinds })).toEqual({
          ...{ items, hasNextPage: false, totalCount: items.length },
        });
      }
      const idsOfChanges = async (...ids: string[]) =>
        (await pageOf(newest, { ids }))?.items.map(({ id }) => id).sort();
      const claims = [claimId(reworded), claimId(added), claimId(gone)].sort();
      expect(await idsOfChanges('approach/devops')).toEqual(['approach/devops', claimId(reworded)].sort());
      expect(await idsOfChanges('dimension/nature')).toEqual(claims);
      expect(await idsOfChanges('cited-source/article')).toEqual(claims);
      expect(await idsOfChanges(claimId(gone), 'approach/added')).toEqual(
        ['approach/added', claimId(gone)].sort(),
      );
      expect(await idsOfChanges('approach/none', 'no\0thing')).toEqual([]);
      expect(await idsOfChanges()).toEqual([]);
    });

    test('are read in pages without gaps or repeats', async () => {
      const { view } = await changedGraph(open);
      const newest = await view();
      for (const first of [1, 2, 3, 5]) {
        const items: DiffEntry[] = [];
        for (let hasNextPage = true; hasNextPage;) {
          const page = await pageOf(newest, { first, after: items.at(-1) ?? null });
          expect(page?.totalCount).toBe(6);
          items.push(...(page?.items ?? []));
          hasNextPage = page?.hasNextPage ?? false;
        }
        expect(items).toEqual(expected);
      }
      expect(await pageOf(newest, { first: 0 })).toEqual({ items: [], hasNextPage: true, totalCount: 6 });
    });

    test('are read with the concepts and claims before and after the revision, in pages by id', async () => {
      const { view, apply } = await changedGraph(open);
      await apply([...put(approach('third'), { ...unchanged, text: 'later' }), endConcept('approach/added')]);
      const [first, second] = [await view(1), await view(2)];
      const ids = (thing: DiffEntry['thing']) =>
        expected.flatMap((each) => (each.thing === thing ? [each.id] : []));
      const statesOf = async <Item>(all: readonly string[], read: (at: GraphView) => Promise<Item[]>) => {
        const [before, after] = [await read(first), await read(second)];
        return all.map((_, index) => ({ before: before[index] ?? null, after: after[index] ?? null }));
      };
      const claims = await statesOf(ids('CLAIM'), async (at) => [...(await at.claims(ids('CLAIM')))]);
      const concepts = await statesOf(ids('CONCEPT'), async (at) => [
        ...(await at.concepts(ids('CONCEPT').map(toApproach))),
      ]);
      expect(
        [...claims, ...concepts].map(({ before, after }) =>
          before ? (after ? 'CHANGED' : 'ENDED') : 'ADDED',
        ),
      ).toEqual(expected.map(({ change }) => change));
      for (const size of [1, 2, 3, 5]) {
        const read: unknown[][] = [[], []];
        for (const [index, things] of [ids('CLAIM'), ids('CONCEPT')].entries()) {
          const { history } = second;
          for (let after: string | null = null, isLast = false; !isLast;) {
            const request = { revision: 2, first: size, after };
            const page = await (index === 0
              ? history.changedClaims(request)
              : history.changedConcepts(request));
            read[index]?.push(...page);
            isLast = page.length < size;
            after = things[(read[index] ?? []).length - 1] ?? null;
          }
        }
        expect(read).toEqual([claims, concepts]);
      }
      for (const revision of [0, 3, 99, 1.5]) {
        const request = { revision, first: 9, after: null };
        expect(await second.history.changedClaims(request)).toEqual([]);
        expect(await second.history.changedConcepts(request)).toEqual([]);
      }
    });

    test('of several revisions are read together, without the revisions after the view', async () => {
      const { view, apply } = await changedGraph(open);
      await apply([...put(approach('third')), endConcept('approach/added')]);
      const second = await view(2);
      const pages = await second.history.changePages({ revisions: [3, 2, 1, 0], first: 1, after: null });
      expect(pages.map(({ items, totalCount }) => [items.length, totalCount])).toEqual([
        ...[
          [0, 0],
          [1, 6],
          [1, 3 + 1 + baseConcepts.length],
          [0, 0],
        ],
      ]);
      // The view of revision 2 does not contain the ends of revision 3.
      expect(await pageOf(second, {})).toEqual({ items: expected, hasNextPage: false, totalCount: 6 });
    });
  });

  describe('the history of a concept', () => {
    test('lists the revisions that changed the concept, or a claim with the concept as subject or target', async () => {
      const { apply, view } = await open();
      const { id } = feature('watch');
      const hasFeature = link('approach/msp', 'HAS_FEATURE', id);
      await apply(put(...baseConcepts, feature('watch')));
      await apply(put(hasFeature));
      await apply(put(feature('watch', { name: 'Watching' })));
      await apply(put(approach('other')));
      await apply([endClaim(hasFeature)]);
      const historyAt = async (at?: number) =>
        (await view(at)).history.revisionsOf(['approach/msp', id, 'feature/no']);
      expect(await historyAt()).toEqual([[5, 2, 1], [5, 3, 2, 1], []]);
      expect(await historyAt(4)).toEqual([[2, 1], [3, 2, 1], []]);
    });
  });

  describe('the end of a claim', () => {
    test('is the revision that ended its last version, and is null in earlier views', async () => {
      const { apply, view } = await open();
      const claim = value();
      const id = claimId(claim);
      await apply(put(...baseConcepts, claim));
      await apply(put({ ...claim, text: 'in other words' }));
      await apply([endClaim(claim)], imported);
      await apply(put(approach('other')));
      const endAt = async (at?: number) => (await view(at)).history.claimEnds([id, 'claim/none']);
      expect(await Promise.all([1, 2, 3, 4].map(endAt))).toEqual([
        ...[
          [null, null],
          [null, null],
          [3, null],
          [3, null],
        ],
      ]);
      await apply(put(claim), edited);
      expect(await endAt()).toEqual([null, null]);
      expect(await endAt(4)).toEqual([3, null]);
    });
  });
}
