/** Tests that a mutation whose write has succeeded is reported as done, even if the store cannot be read after the write. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { TertiumError } from '../../../src/graph/errors.js';
import type { GraphStore } from '../../../src/graph/ports/writing.js';
import { baseConcepts, imported, put, value } from '../../storage/contract/examples.js';
import { keyWith, sendingWith } from '../../support/editing.js';
import { serveStore, type TestServer } from '../../support/server.js';
import { sqliteStore, type TestStore } from '../../support/stores.js';

/* eslint-disable @typescript-eslint/no-explicit-any -- a result has the shape of the operation in the test */

/** A store that fails after each write of the graph, a changeset or a preview token, until `restore` is called. */
class InterruptedStore {
  readonly store: GraphStore;
  #isDown = false;

  constructor(store: GraphStore) {
    this.store = this.#interrupted(store, ['apply'], {
      reader: this.#interrupted(store.reader, [], {}),
      changesets: this.#interrupted(store.changesets, ['open', 'edit', 'transition', 'review'], {}),
      previewTokens: this.#interrupted(store.previewTokens, ['create'], {}),
    });
  }

  restore(): void {
    this.#isDown = false;
  }

  #interrupted<Part extends object>(part: Part, writes: readonly string[], members: Partial<Part>): Part {
    return new Proxy(part, {
      get: (_part, name) => {
        const member: unknown = Reflect.get(members, name) ?? Reflect.get(part, name, part);
        if (typeof member !== 'function') return member;
        return async (...parameters: unknown[]) => {
          if (this.#isDown) throw new TertiumError('STORE_UNAVAILABLE', 'The store cannot be reached.');
          const result: unknown = await Reflect.apply(member, part, parameters);
          this.#isDown ||= writes.includes(String(name));
          return result;
        };
      },
    });
  }
}

let graph: TestStore;
let interrupted: InterruptedStore;
let server: TestServer;
let send: ReturnType<typeof sendingWith>;
beforeEach(async () => {
  graph = await sqliteStore.open();
  await graph.store.apply(put(...baseConcepts, value()), imported);
  const key = await keyWith(graph.store, 'Editor', ['propose', 'review', 'publish', 'admin']);
  interrupted = new InterruptedStore(graph.store);
  server = await serveStore(interrupted.store);
  send = sendingWith(server.url, key);
});
afterEach(async () => {
  interrupted.restore();
  await server.close();
  await graph.close();
});

/** Executes a mutation during which the store fails after the write, and restores the store. @returns the payload, which reports no problem */
async function mutate(name: string, input: object, more = ''): Promise<any> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const payload = `{ changeset { id state version } problems { code } ${more} }`;
  const { body } = await send(`mutation ($input: ${type}!) { ${name}(input: $input) ${payload} }`, { input });
  interrupted.restore();
  expect(body.errors).toBeUndefined();
  expect(body.data[name].problems).toEqual([]);
  return body.data[name];
}

const edits = [{ putConcept: { kind: 'APPROACH', name: 'New', slug: 'new' } }];

test('a mutation returns the changeset that it has written, even if the store fails after the write', async () => {
  const { id } = (await mutate('openChangeset', { title: 'A new approach', edits })).changeset;
  const { token } = await mutate('createPreviewToken', { id }, 'token');
  expect(token).toMatch(/^tertium-preview_/u);
  for (const [name, input] of [
    ['editChangeset', { add: [{ renameConcept: { id: 'approach/msp', name: 'MSP' } }] }],
    ['submitChangeset', {}],
    ['reviewChangeset', { verdict: 'APPROVE' }],
    ['publishChangeset', { publishAt: '2999-01-01T00:00:00Z' }],
    ['publishChangeset', {}],
  ] as const) {
    const { changeset } = await mutate(name, { id, ...input });
    expect(await graph.store.changesets.load([id])).toMatchObject([changeset]);
  }
  const withdrawn = (await mutate('openChangeset', { title: 'Another' })).changeset;
  const { changeset } = await mutate('withdrawChangeset', { id: withdrawn.id });
  expect(changeset).toMatchObject({ state: 'WITHDRAWN', version: 2 });
});

test('if the store fails after a publication, only the field that reads the published view fails', async () => {
  const { id } = (await mutate('openChangeset', { title: 'A new approach', edits })).changeset;
  await mutate('submitChangeset', { id });
  await mutate('reviewChangeset', { id, verdict: 'APPROVE' });
  const { body } = await send(
    'mutation ($id: ID!) { publishChangeset(input: { id: $id }) { changeset { state revision { number } } } }',
    { id },
  );
  expect(body.data.publishChangeset.changeset).toEqual({ state: 'PUBLISHED', revision: null });
  expect(body.errors).toMatchObject([
    {
      path: ['publishChangeset', 'changeset', 'revision'],
      extensions: { code: 'STORE_UNAVAILABLE' },
    },
  ]);
});
