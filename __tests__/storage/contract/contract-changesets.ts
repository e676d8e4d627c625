import { describe, expect, test } from '@jest/globals';
import type { AuditDraft } from '../../../src/graph/ports/access.js';
import type { Actor, ChangesetStore, EditDraft } from '../../../src/graph/ports/changesets.js';
import type { Change, GraphStore } from '../../../src/graph/ports/writing.js';
import { openStore } from '../../../src/storage/open-store.js';
import type { OpenSubject } from './contract.js';
import { approach, baseConcepts, edited, imported, put } from './examples.js';

const ada: Actor = { principal: 'key/ada', name: 'Ada', onBehalfOf: null, model: null };
const bob: Actor = { principal: 'key/bob', name: 'Bob', onBehalfOf: 'Ada', model: 'a model' };

function editOf(name: string): EditDraft {
  return {
    edit: { type: 'endClaim', id: name },
    base: { name, nothing: null },
    touches: [name, 'approach/msp'],
  };
}

/** Waits for a write, and returns the rule of the error, or the error if the error has no rule. Returns null if the write succeeds. */
async function ruleOf(write: Promise<unknown>): Promise<unknown> {
  return write.then(
    () => null,
    (error: { details?: { rule?: string } }) => error.details?.rule ?? error,
  );
}

async function openWith(changesets: ChangesetStore, ...names: string[]): Promise<string> {
  const draft = { kind: 'EDIT', title: 'Corrections', author: ada, edits: names.map(editOf) } as const;
  return (await changesets.open(draft)).changeset.id;
}

async function approved({ changesets }: GraphStore, ...names: string[]): Promise<string> {
  const changeset = await openWith(changesets, ...names);
  await changesets.transition({ changeset, state: 'SUBMITTED' });
  await changesets.review({ changeset, reviewer: bob, verdict: 'APPROVE', comment: null, edits: [] });
  return changeset;
}

const auditOf = (action: string): AuditDraft => ({
  principal: { id: 'key/ada', name: 'Ada' },
  action,
  outcome: 'DONE',
  code: null,
  scope: 'propose',
  subject: null,
  requestId: 'r1',
  count: 1,
});
const keyOf = (key: string, inputDigest = 'input') => ({ principal: 'key/ada', key, inputDigest });

/** Calls a function with another store on the database. The clock of the other store always returns `time`. */
async function withClock<Result>(
  url: string,
  time: string,
  use: (store: GraphStore) => Promise<Result>,
): Promise<Result> {
  const store = await openStore(url, { now: () => new Date(time) });
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}

export function describeChangesets(open: OpenSubject): void {
  describe('a changeset', () => {
    test('with text that cannot be stored is refused, and the message states the location of the text', async () => {
      const { changesets } = (await open()).store;
      const messageOf = (location: string) =>
        `Expected Unicode text without NUL characters in ${location}, got "a\\u0000b".`;
      const author = { ...ada, onBehalfOf: 'a\0b' };
      await expect(changesets.open({ kind: 'EDIT', title: 't', author })).rejects.toMatchObject({
        message: messageOf('`onBehalfOf` of the author'),
      });
      const changeset = await openWith(changesets, 'a');
      const review = { changeset, verdict: 'APPROVE', comment: null, edits: [] } as const;
      await expect(
        changesets.review({ ...review, reviewer: { ...bob, model: 'a\0b' } }),
      ).rejects.toMatchObject({
        message: messageOf('`model` of the reviewer'),
      });
    });

    test('has the edits of each version', async () => {
      const { store } = await open();
      const { changesets } = store;
      const id = await openWith(changesets, 'a', 'b', 'c');
      await changesets.edit({
        ...{ changeset: id, expectedVersion: 1, by: bob },
        edits: [editOf('d')],
        replaces: [{ ...editOf('b again'), number: 2 }],
        removes: [1],
      });
      const namesAt = async (version?: number) => {
        const request = { changeset: id, first: 10, after: null };
        const { items } = await changesets.edits(version === undefined ? request : { ...request, version });
        return items.map(({ number, base }) => [number, (base as { name: string }).name]);
      };
      expect(await namesAt(1)).toEqual([
        [1, 'a'],
        [2, 'b'],
        [3, 'c'],
      ]);
      const second = [
        [2, 'b again'],
        [3, 'c'],
        [4, 'd'],
      ];
      expect(await namesAt(2)).toEqual(second);
      await changesets.edit({ changeset: id, by: ada, edits: [], removes: [2, 3] });
      expect(await namesAt(2)).toEqual(second);
      expect(await namesAt()).toEqual([[4, 'd']]);
      expect(await changesets.load([id, 'changeset/none', 'no\0thing'])).toMatchObject([
        { id, version: 3, edits: 1, state: 'OPEN', author: ada, title: 'Corrections', base: 0 },
        null,
        null,
      ]);
      expect(await changesets.edits({ changeset: id, version: 2, first: 1, after: 2 })).toMatchObject({
        items: [{ number: 3, edit: { type: 'endClaim', id: 'c' }, base: { name: 'c', nothing: null } }],
        hasNextPage: true,
      });
    });

    test('with thousands of edits is stored and read completely', async () => {
      const { store } = await open();
      const names = Array.from({ length: 2_500 }, (_, index) => `claim/${index}`);
      const id = await openWith(store.changesets, ...names);
      const { items, hasNextPage } = await store.changesets.edits({
        changeset: id,
        first: 2_500,
        after: null,
      });
      expect(items.map(({ edit }) => (edit as { id: string }).id)).toEqual(names);
      expect(hasNextPage).toBe(false);
    });

    test('is not changed by a write with another version, in another state, or to an unknown edit', async () => {
      const { store } = await open();
      const { changesets } = store;
      const id = await openWith(changesets, 'a');
      const [before] = await changesets.load([id]);
      const edits = [editOf('b')];
      expect(await ruleOf(changesets.edit({ changeset: id, expectedVersion: 2, by: ada, edits }))).toBe(
        'STALE_VERSION',
      );
      expect(await ruleOf(changesets.edit({ changeset: 'changeset/x', by: ada, edits }))).toBe(
        'UNKNOWN_CHANGESET',
      );
      for (const removes of [[2], [1, 1]])
        expect(await ruleOf(changesets.edit({ changeset: id, by: ada, edits, removes }))).toBe(
          'UNKNOWN_EDIT',
        );
      const review = { changeset: id, reviewer: bob, verdict: 'APPROVE', comment: null } as const;
      expect(await ruleOf(changesets.review({ ...review, edits: [] }))).toBe('WRONG_STATE');
      const publishAt = '2030-01-01T00:00:00.000Z';
      expect(await ruleOf(changesets.transition({ changeset: id, state: 'SCHEDULED', publishAt }))).toBe(
        'WRONG_STATE',
      );
      expect(await changesets.load([id])).toEqual([before]);
      await changesets.transition({ changeset: id, state: 'SUBMITTED' });
      const verdict = { edit: 2, verdict: 'APPROVE', comment: null } as const;
      expect(await ruleOf(changesets.review({ ...review, edits: [verdict] }))).toBe('UNKNOWN_EDIT');
      await changesets.transition({ changeset: id, state: 'WITHDRAWN' });
      expect(await ruleOf(changesets.edit({ changeset: id, by: ada, edits }))).toBe('WRONG_STATE');
      expect(await ruleOf(changesets.transition({ changeset: id, state: 'SUBMITTED' }))).toBe('WRONG_STATE');
    });

    test('accepts exactly one of several concurrent writes with the same expected version', async () => {
      const { store, url } = await open();
      const id = await openWith(store.changesets, 'a');
      const other = await openStore(url);
      const write = ({ changesets }: GraphStore, name: string) =>
        ruleOf(changesets.edit({ changeset: id, expectedVersion: 1, by: ada, edits: [editOf(name)] }));
      const rules = await Promise.all(
        [store, other, store, other].map((each, index) => write(each, `e${index}`)),
      );
      await other.close();
      expect(rules.filter((rule) => rule === null)).toHaveLength(1);
      expect(rules.filter((rule) => rule === 'STALE_VERSION')).toHaveLength(3);
      expect(await store.changesets.load([id])).toMatchObject([{ version: 2, edits: 2 }]);
    });

    test('returns to OPEN with each edit, so that an approval never covers later edits', async () => {
      const { store } = await open();
      const id = await approved(store, 'a');
      const { changeset } = await store.changesets.edit({ changeset: id, by: ada, edits: [editOf('b')] });
      expect(changeset).toMatchObject({ state: 'OPEN', version: 4 });
      expect(await ruleOf(store.apply([], edited, { publishes: { changeset: id, version: 4 } }))).toBe(
        'WRONG_STATE',
      );
    });

    test('is not approved by its author or an author of its edits if four eyes are required', async () => {
      const { store } = await open();
      const { changesets } = store;
      const id = await openWith(changesets, 'a');
      await changesets.edit({ changeset: id, by: bob, edits: [editOf('b')] });
      await changesets.transition({ changeset: id, state: 'SUBMITTED' });
      const approve = (reviewer: Actor, fourEyes = true) =>
        changesets.review({
          changeset: id,
          reviewer,
          verdict: 'APPROVE',
          comment: 'Good.',
          edits: [],
          fourEyes,
        });
      expect(await ruleOf(approve(ada))).toBe('FOUR_EYES');
      expect(await ruleOf(approve(bob))).toBe('FOUR_EYES');
      expect(await ruleOf(approve({ ...ada, principal: null }))).toBe('FOUR_EYES');
      const eve = { ...bob, principal: 'key/eve', name: 'Eve' };
      expect((await approve(eve)).changeset.state).toBe('APPROVED');
      expect(await changesets.reviews([id, 'changeset/none'])).toMatchObject([
        [{ reviewer: eve, verdict: 'APPROVE', comment: 'Good.', edits: [], version: 3 }],
        [],
      ]);
    });

    test('is found by its state, its author, and the concepts and claims that its edits name; the newest first', async () => {
      const { store } = await open();
      const { changesets } = store;
      const [first, second] = [await openWith(changesets, 'a'), await openWith(changesets, 'b')];
      const byBob = await changesets.open({ kind: 'IMPORT', title: 'Import', author: bob });
      await changesets.transition({ changeset: second, state: 'SUBMITTED' });
      const found = async (filter: object) => {
        const page = await changesets.page({ first: 10, after: null, ...filter });
        return [page.items.map(({ id }) => id), page.hasNextPage, page.totalCount];
      };
      expect(await found({})).toEqual([[byBob.changeset.id, second, first], false, 3]);
      expect(await found({ first: 2 })).toEqual([[byBob.changeset.id, second], true, 3]);
      expect(await found({ first: 2, after: 2 })).toEqual([[first], false, 3]);
      expect(await found({ states: ['SUBMITTED'] })).toEqual([[second], false, 1]);
      expect(await found({ author: 'Ada' })).toEqual([[second, first], false, 2]);
      expect(await found({ author: 'key/bob' })).toEqual([[byBob.changeset.id], false, 1]);
      expect(await found({ touching: 'approach/msp' })).toEqual([[second, first], false, 2]);
      expect(await found({ touching: 'b' })).toEqual([[second], false, 1]);
      await changesets.edit({ changeset: second, by: ada, edits: [], removes: [1] });
      expect(await found({ touching: 'b' })).toEqual([[], false, 0]);
    });

    test('is refused if its author has too many open changesets; imports do not count', async () => {
      const { store } = await open();
      const { changesets } = store;
      const draft = { kind: 'EDIT', title: 't', author: ada, maxOpen: 1 } as const;
      await changesets.open({ kind: 'IMPORT', title: 't', author: ada });
      const { changeset } = await changesets.open(draft);
      expect(await ruleOf(changesets.open(draft))).toBe('LIMIT_EXCEEDED');
      expect(await ruleOf(changesets.open({ ...draft, author: bob }))).toBeNull();
      await changesets.transition({ changeset: changeset.id, state: 'WITHDRAWN' });
      expect(await ruleOf(changesets.open(draft))).toBeNull();
    });

    test('that is scheduled is due at its time, and returns to SUBMITTED with the problems of its publication', async () => {
      const { store } = await open();
      const { changesets } = store;
      const [late, early] = [await approved(store, 'a'), await approved(store, 'b')];
      const at = (hour: number) => `2030-01-01T0${hour}:00:00.000Z`;
      await changesets.transition({ changeset: late, state: 'SCHEDULED', publishAt: at(2) });
      await changesets.transition({ changeset: early, state: 'SCHEDULED', publishAt: at(1) });
      const dueAt = async (time: string) => (await changesets.due(time)).map(({ id }) => id);
      expect([await dueAt(at(0)), await dueAt(at(1)), await dueAt(at(3))]).toEqual([
        [],
        [early],
        [early, late],
      ]);
      expect(await changesets.nextDue()).toBe(at(1));
      const problems = [{ code: 'CONFLICT' }];
      await changesets.transition({ changeset: early, state: 'SUBMITTED', problems });
      expect(await changesets.load([early])).toMatchObject([
        { state: 'SUBMITTED', publishAt: null, problems },
      ]);
      expect(await changesets.nextDue()).toBe(at(2));
    });
  });

  describe('publishing a changeset', () => {
    const changes: readonly Change[] = put(...baseConcepts);

    test('creates the revision, marks the changeset as published, and adds an entry to the audit log', async () => {
      const { store, view } = await open();
      const id = await approved(store, 'a');
      const published = { publisher: 'Bob', publisherPrincipal: 'key/bob' };
      const note = { ...edited, principal: 'key/ada', onBehalfOf: 'Eve', model: 'a model', ...published };
      const { revision } = await store.apply(changes, note, {
        publishes: { changeset: id, version: 3 },
        audit: auditOf('publishChangeset'),
      });
      const members = {
        principal: 'key/ada',
        onBehalfOf: 'Eve',
        model: 'a model',
        changeset: id,
        ...published,
      };
      expect(revision).toMatchObject({ number: 1, ...members });
      expect((await (await view()).history.revisions([1]))[0]).toMatchObject(members);
      expect(await store.changesets.load([id])).toMatchObject([
        { state: 'PUBLISHED', revision: 1, version: 4 },
      ]);
      expect(await store.audit.page({ first: 1, after: null })).toMatchObject({
        items: [{ action: 'publishChangeset', subject: id, scope: 'propose', count: 1 }],
      });
      expect(await ruleOf(store.apply(changes, note, { publishes: { changeset: id, version: 4 } }))).toBe(
        'WRONG_STATE',
      );
    });

    test('is refused before the first change is read, unless the changeset is approved and has the expected version', async () => {
      const { store } = await open();
      const id = await openWith(store.changesets, 'a');
      let isRead = false;
      const stream = function* (): Generator<Change> {
        isRead = true;
        yield* changes;
      };
      const publish = (version: number) =>
        store.apply(stream(), edited, { publishes: { changeset: id, version } });
      expect(await ruleOf(publish(1))).toBe('WRONG_STATE');
      expect(await ruleOf(publish(2))).toBe('STALE_VERSION');
      expect(isRead).toBe(false);
    });

    test('leaves the changeset and the graph unchanged if a change is rejected', async () => {
      const { store, view } = await open();
      const id = await approved(store, 'a');
      const [before] = await store.changesets.load([id]);
      const publishes = { changeset: id, version: 3, idempotency: keyOf('k') };
      const invalid = [...changes, { type: 'endClaim', id: 'claim/none' } as const];
      await expect(store.apply(invalid, edited, { publishes })).rejects.toThrow('claim/none');
      expect(await store.changesets.load([id])).toEqual([before]);
      expect((await view()).revision.number).toBe(0);
      expect(await store.changesets.repeated(keyOf('k'))).toBeNull();
    });

    test('creates no revision if the changeset changes nothing, and marks the changeset as published', async () => {
      const { store, view } = await open();
      const id = await approved(store, 'a');
      expect(await store.apply([], edited, { publishes: { changeset: id, version: 3 } })).toMatchObject({
        revision: null,
      });
      expect(await store.changesets.load([id])).toMatchObject([{ state: 'PUBLISHED', revision: null }]);
      expect((await view()).revision.number).toBe(0);
    });

    test('is done once for an idempotency key, even if several stores try it, and a repetition returns the first result', async () => {
      const { store, url } = await open();
      const id = await approved(store, 'a');
      const publishes = { changeset: id, version: 3, idempotency: keyOf('k') };
      const other = await openStore(url);
      const results = await Promise.all(
        [store, other, store].map((each) => each.apply(changes, edited, { publishes })),
      );
      await other.close();
      expect(results[1]).toEqual(results[0]);
      expect(results[2]).toEqual(results[0]);
      expect(results[0]?.revision?.number).toBe(1);
      expect((await store.reader.openView())?.revision.number).toBe(1);
      expect(await store.changesets.repeated(keyOf('k'))).toMatchObject({ id, state: 'PUBLISHED' });
    });
  });

  describe('an idempotency key', () => {
    test('makes a write happen once; with another input, it is refused', async () => {
      const { store } = await open();
      const { changesets } = store;
      const draft = { kind: 'EDIT', title: 't', author: ada } as const;
      const first = await changesets.open(draft, {
        idempotency: keyOf('k'),
        audit: auditOf('openChangeset'),
      });
      const again = await changesets.open(draft, {
        idempotency: keyOf('k'),
        audit: auditOf('openChangeset'),
      });
      expect([first.isRepeat, again.isRepeat]).toEqual([false, true]);
      expect(again.changeset).toEqual(first.changeset);
      expect((await changesets.page({ first: 9, after: null })).totalCount).toBe(1);
      expect((await store.audit.page({ first: 9, after: null })).totalCount).toBe(1);
      expect(await ruleOf(changesets.open(draft, { idempotency: keyOf('k', 'other') }))).toBe('KEY_REUSED');
      expect(await ruleOf(changesets.repeated(keyOf('k', 'other')))).toBe('KEY_REUSED');
      const ofOther = { ...keyOf('k', 'other'), principal: 'key/bob' };
      expect((await changesets.open(draft, { idempotency: ofOther })).isRepeat).toBe(false);
    });

    test('is not stored by a refused write, and can be used again after 24 hours', async () => {
      const { store, url } = await open();
      const { changesets } = store;
      const edit = { changeset: await openWith(changesets, 'a'), by: ada, edits: [editOf('b')] };
      const stale = { ...edit, expectedVersion: 9 };
      expect(await ruleOf(changesets.edit(stale, { idempotency: keyOf('k') }))).toBe('STALE_VERSION');
      await withClock(url, '2030-01-01T00:00:00.000Z', ({ changesets: dated }) =>
        dated.edit(edit, { idempotency: keyOf('k') }),
      );
      const repeatedAt = (time: string) =>
        withClock(url, time, async (dated) => {
          const { isRepeat, changeset } = await dated.changesets.edit(edit, { idempotency: keyOf('k') });
          return [isRepeat, changeset.version];
        });
      expect(await repeatedAt('2030-01-01T23:59:59.000Z')).toEqual([true, 2]);
      expect(await repeatedAt('2030-01-02T00:00:00.001Z')).toEqual([false, 3]);
    });
  });

  describe('API keys', () => {
    const draft = { name: 'robot', scopes: ['publish', 'read'], hash: 'h1', expiresAt: null } as const;

    test('are found by their hash by every store on the database, and revoked for every store', async () => {
      const { store, url } = await open();
      expect([await store.apiKeys.exists(), await store.apiKeys.find('h1')]).toEqual([false, null]);
      const key = await store.apiKeys.create(draft, auditOf('keys create'));
      expect(key).toMatchObject({
        name: 'robot',
        scopes: ['read', 'publish'],
        principal: key.id,
        revokedAt: null,
      });
      const other = await openStore(url);
      expect(await other.apiKeys.find('h1')).toEqual(key);
      const revoked = await other.apiKeys.revoke('robot');
      await other.close();
      expect(revoked).toMatchObject([{ id: key.id }]);
      expect(await store.apiKeys.find('h1')).toEqual(revoked[0]);
      expect([await store.apiKeys.exists(), await store.apiKeys.list()]).toEqual([false, revoked]);
      const message = (expected: string) =>
        `Expected ${expected} of a key, got "robots": \`tertium keys list\` lists the keys.`;
      await expect(store.apiKeys.revoke('robots')).rejects.toMatchObject({
        code: 'NOT_FOUND',
        message: message('the id or the name'),
      });
      const rotation = { id: 'robots', hash: 'h2', expiresAt: null, previousExpiresAt: '2999-01-01' };
      await expect(store.apiKeys.rotate(rotation)).rejects.toMatchObject({
        code: 'NOT_FOUND',
        message: message('the id'),
      });
    });

    test('are rotated: the new key has the principal and the scopes, and the old key expires', async () => {
      const { store } = await open();
      const { apiKeys } = store;
      const key = await apiKeys.create(draft);
      await expect(apiKeys.create({ ...draft, hash: 'h2' })).rejects.toMatchObject({
        code: 'BAD_USER_INPUT',
      });
      const previousExpiresAt = '2999-01-01T00:00:00.000Z';
      const next = await apiKeys.rotate({ id: key.id, hash: 'h3', expiresAt: null, previousExpiresAt });
      expect(next).toMatchObject({
        principal: key.id,
        name: 'robot',
        scopes: ['read', 'publish'],
        expiresAt: null,
      });
      expect(next.id).not.toBe(key.id);
      expect(await apiKeys.find('h1')).toMatchObject({ expiresAt: previousExpiresAt });
      await apiKeys.revoke(key.id);
      const again = { id: key.id, hash: 'h4', expiresAt: null, previousExpiresAt };
      await expect(apiKeys.rotate(again)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
      expect(await apiKeys.exists()).toBe(true);
    });
  });

  test('preview tokens are found by their hash until they are removed, a day after they expire', async () => {
    const { store, url } = await open();
    const changeset = await openWith(store.changesets, 'a');
    const token = { changeset, createdBy: 'key/ada', expiresAt: '2030-01-01T00:00:00.000Z' };
    await store.previewTokens.create({ ...token, hash: 'h' });
    expect(await store.previewTokens.find('h')).toEqual(token);
    const unknown = { ...token, changeset: 'changeset/none', hash: 'x' };
    await expect(store.previewTokens.create(unknown)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await withClock(url, '2030-01-02T00:00:00.001Z', ({ previewTokens }) =>
      previewTokens.create({ ...token, hash: 'h2' }),
    );
    expect(await store.previewTokens.find('h')).toBeNull();
  });

  test('the audit log is paged, newest first', async () => {
    const { store } = await open();
    await store.audit.append([
      auditOf('a'),
      { ...auditOf('b'), principal: null, outcome: 'REFUSED', code: 'FORBIDDEN' },
    ]);
    await store.apply(put(...baseConcepts), imported, { audit: auditOf('import') });
    await store.apply(put(...baseConcepts), imported, { audit: auditOf('import') });
    const actions = async (first: number, after: number | null) => {
      const page = await store.audit.page({ first, after });
      return [page.items.map(({ action }) => action), page.hasNextPage, page.totalCount];
    };
    expect(await actions(10, null)).toEqual([['import', 'b', 'a'], false, 3]);
    expect(await actions(1, null)).toEqual([['import'], true, 3]);
    expect(await actions(5, 3)).toEqual([['b', 'a'], false, 3]);
    expect((await store.audit.page({ first: 2, after: null })).items).toMatchObject([
      { subject: '1', outcome: 'DONE' },
      { principal: null, code: 'FORBIDDEN', requestId: 'r1' },
    ]);
  });

  test('an edit of a changeset that starts while the graph is written succeeds', async () => {
    const { store } = await open();
    const id = await openWith(store.changesets, 'a');
    const edits: Promise<unknown>[] = [];
    const stream = function* (): Generator<Change> {
      yield* put(approach('first'));
      edits.push(store.changesets.edit({ changeset: id, by: ada, edits: [editOf('b')] }));
      yield* put(approach('second'));
    };
    const { revision } = await store.apply(stream(), imported);
    await Promise.all(edits);
    expect(revision?.number).toBe(1);
    expect(await store.changesets.load([id])).toMatchObject([{ edits: 2 }]);
  });
}
