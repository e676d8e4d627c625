import { describe, expect, test } from '@jest/globals';
import type { GraphView } from '../../../src/graph/ports/reading.js';
import type { GraphStore, Change } from '../../../src/graph/ports/writing.js';
import { openStore } from '../../../src/storage/open-store.js';
import type { OpenSubject } from './contract.js';
import { approach, baseConcepts, imported, put, value } from './examples.js';

const text = (content: string) => value({ value: { type: 'TEXT', text: content } });

export function describeConcurrency(open: OpenSubject): void {
  describe('a set of changes', () => {
    test('is applied completely or not at all: a rejected last change undoes all earlier changes', async () => {
      const { store, apply, view } = await open();
      await apply(put(...baseConcepts));
      const manyClaims = Array.from({ length: 1_200 }, (_, number) => text(`value ${number}`));
      const set = put(
        approach('msp', { slug: 'other', name: 'Other' }),
        ...manyClaims,
        value({ subject: 'approach/absent' }),
      );
      await expect(store.apply(set, imported)).rejects.toMatchObject({ code: 'INVALID_CHANGE' });
      const current = await view();
      expect(current.revision.number).toBe(1);
      expect(await current.claimsAbout(['approach/msp'], {})).toEqual([[]]);
      expect(await current.conceptsNamed(['other', 'msp'])).toEqual([[], ['approach/msp']]);
      await apply(put(approach('other')));
    });

    test('is not applied if its iterator throws; apply throws the same error, and the store remains usable', async () => {
      const { store, view } = await open();
      const readError = new Error('the file ended early');
      async function* failingSet(): AsyncGenerator<Change> {
        yield* put(...baseConcepts, ...Array.from({ length: 1_200 }, (_, number) => text(`value ${number}`)));
        await Promise.reject(readError);
      }
      await expect(store.apply(failingSet(), imported)).rejects.toBe(readError);
      expect((await view()).revision.number).toBe(0);
      expect(await store.apply(put(...baseConcepts), imported)).toMatchObject({ revision: { number: 1 } });
    });

    test('is read after earlier sets were applied, so that it can depend on their results', async () => {
      const { store } = await open();
      const revisions: (number | undefined)[] = [];
      async function* dependentSet(): AsyncGenerator<Change> {
        revisions.push((await store.reader.openView())?.revision.number);
        yield* put(approach(`after-${revisions.length}`));
      }
      await Promise.all([
        store.apply(put(...baseConcepts), imported),
        store.rehearse(dependentSet(), imported),
        store.apply(dependentSet(), imported),
        store.apply(dependentSet(), imported),
      ]);
      expect(revisions).toEqual([1, 1, 2]);
    });

    test('that is rejected is not read to its end, and its iterator is closed', async () => {
      const { store } = await open();
      let isClosed = false;
      function* endless(): Generator<Change> {
        try {
          for (let number = 0; ; number += 1) yield* put(approach(number === 3 ? 'NO SLUG' : `a${number}`));
        } finally {
          isClosed = true;
        }
      }
      await expect(store.apply(endless(), imported)).rejects.toMatchObject({ code: 'INVALID_CHANGE' });
      expect(isClosed).toBe(true);
    });
  });

  describe('readers', () => {
    test('read only complete revisions while a writer works, and their views do not change', async () => {
      const { store, apply, view } = await open();
      const first = await apply(put(...baseConcepts, text('before')));
      const reading = gate();
      const writeStarted = gate();
      async function* slow(): AsyncGenerator<Change> {
        yield* put(...Array.from({ length: 1_500 }, (_, number) => text(`value ${number}`)));
        writeStarted.open();
        await reading.opened;
        yield* put(text('last'));
      }
      const applying = store.apply(slow(), imported);
      await writeStarted.opened;
      const count = async (at: GraphView) => (await at.claimsAbout(['approach/msp'], {}))[0]?.length;
      expect((await view()).revision.number).toBe(1);
      expect(await count(await view())).toBe(1);
      expect(await count(first)).toBe(1);
      reading.open();
      await applying;
      expect(await count(first)).toBe(1);
      expect(await count(await view())).toBe(1_502);
    });

    test('that poll get only the claim counts of complete revisions', async () => {
      const { store, apply, view } = await open();
      await apply(put(...baseConcepts));
      let isWriting = true;
      const countsByRevision = new Set<string>();
      const poll = async (): Promise<void> => {
        while (isWriting) {
          const at = await view();
          const [page] = await at.claimPages({
            by: 'subject',
            keys: ['approach/msp'],
            filter: {},
            first: 1,
            after: null,
          });
          countsByRevision.add(`${at.revision.number}: ${page?.totalCount ?? 0}`);
          await new Promise((resolve) => setImmediate(resolve));
        }
      };
      const readers = [poll(), poll()];
      for (const round of [1, 2, 3]) {
        await store.apply(
          put(...Array.from({ length: 700 }, (_, number) => text(`${round} ${number}`))),
          imported,
        );
      }
      isWriting = false;
      await Promise.all(readers);
      for (const each of countsByRevision) expect(['1: 0', '2: 700', '3: 1400', '4: 2100']).toContain(each);
    });
  });

  describe('writers', () => {
    test('of one store run one after another', async () => {
      const { store, view } = await open();
      await store.apply(put(...baseConcepts), imported);
      const sets = Array.from({ length: 12 }, (_, number) =>
        put(approach(`a${number}`), text(`by ${number}`)),
      );
      const applied = await Promise.all(sets.map((set) => store.apply(set, imported)));
      expect(applied.map(({ revision }) => revision?.number)).toEqual(sets.map((_, index) => index + 2));
      expect((await (await view()).claimsAbout(['approach/msp'], {}))[0]).toHaveLength(12);
    });

    test('of two stores on one database run one after another', async () => {
      const { store, url, viewSince } = await open();
      const other = await openStore(url);
      try {
        await store.apply(put(...baseConcepts), imported);
        const begun = gate();
        const resume = gate();
        async function* slow(): AsyncGenerator<Change> {
          // More changes than one batch, so that the first writer has written a batch when it waits.
          yield* put(...Array.from({ length: 1_500 }, (_, number) => text(`value ${number}`)));
          begun.open();
          await resume.opened;
        }
        const first = store.apply(slow(), imported);
        await begun.opened;
        const second = other.apply(put(text('second')), imported);
        resume.open();
        expect((await first).revision?.number).toBe(2);
        expect((await second).revision?.number).toBe(3);
        expect((await (await viewSince(3)).claimsAbout(['approach/msp'], {}))[0]).toHaveLength(1_501);
        const interleaved = [store, other, store, other].map((each: GraphStore, index) =>
          each.apply(put(text(`interleaved ${index}`)), imported),
        );
        const numbers = (await Promise.all(interleaved)).map(({ revision }) => revision?.number ?? 0);
        expect(numbers.sort()).toEqual([4, 5, 6, 7]);
      } finally {
        await other.close();
      }
    });

    test('that wait do not block readers, even if 30 writers wait', async () => {
      const { store, view } = await open();
      await store.apply(put(...baseConcepts), imported);
      const resume = gate();
      async function* slow(): AsyncGenerator<Change> {
        await resume.opened;
        yield* put(text('slow'));
      }
      const first = store.apply(slow(), imported);
      const waiting = Array.from({ length: 30 }, (_, number) =>
        store.apply(put(text(`${number}`)), imported),
      );
      expect((await view()).revision.number).toBe(1);
      await store.ping();
      resume.open();
      await first;
      const last = (await Promise.all(waiting)).at(-1);
      expect(last?.revision?.number).toBe(32);
    });
  });

  describe('a second store on a graph', () => {
    test('reads the newest revision', async () => {
      const { store, url } = await open();
      await store.apply(put(...baseConcepts), imported);
      const reopened = await openStore(url);
      try {
        expect((await reopened.reader.openView())?.revision.number).toBe(1);
      } finally {
        await reopened.close();
      }
    });

    test('opens without waiting for a writer if the tables are up to date', async () => {
      const { store, url } = await open();
      await store.apply(put(...baseConcepts), imported);
      const begun = gate();
      const resume = gate();
      async function* slow(): AsyncGenerator<Change> {
        begun.open();
        await resume.opened;
        yield* put(text('slow'));
      }
      const applying = store.apply(slow(), imported);
      await begun.opened;
      const reopened = await openStore(url, { mayCreate: false });
      expect((await reopened.reader.openView())?.revision.number).toBe(1);
      await reopened.close();
      resume.open();
      expect((await applying).revision?.number).toBe(2);
    });
  });
}

/** Creates a gate: `opened` resolves when `open` is called. */
function gate(): { opened: Promise<void>; open: () => void } {
  let release: (() => void) | undefined;
  const opened = new Promise<void>((resolve) => (release = resolve));
  return { opened, open: () => release?.() };
}
