import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { baseEdits } from '../../../src/editing/base-edits.js';
import type { Edit } from '../../../src/editing/edit.js';
import { touchedIds } from '../../../src/editing/named-by-edit.js';
import { createSecret, hashSecret } from '../../../src/graph/access/secret.js';
import type { Changeset } from '../../../src/graph/ports/changesets.js';
import type { GraphView } from '../../../src/graph/ports/reading.js';
import { citedSource, concept, dimension, imported, put, text, value } from '../../support/changes.js';
import { post, send, type TestResponse } from '../../support/requests.js';
import { serveStore, type TestServer } from '../../support/server.js';
import { inMemoryStore, sqliteStore, type TestStore } from '../../support/stores.js';

const author = { principal: null, name: 'Baker', onBehalfOf: null, model: null };

describe.each([sqliteStore, inMemoryStore(sqliteStore)])('A preview over $name', ({ open }) => {
  let graph: TestStore;
  let server: TestServer;
  let changeset: Changeset;
  let token: string;
  beforeAll(async () => {
    graph = await open();
    const approaches = ['rye', 'wheat'].map((slug) => concept('APPROACH', slug));
    await graph.store.apply(
      put(
        [citedSource('s'), ...approaches, dimension('crust')],
        [value('rye', 'crust', text('Thick')), value('wheat', 'crust', text('Thin'))],
      ),
      imported,
    );
    changeset = await openChangeset({
      type: 'putClaim',
      claim: value('rye', 'crust', text('Crackly'), { rank: 'PREFERRED' }),
    });
    token = await createToken(changeset, '2999-01-01T00:00:00.000Z');
    server = await serveStore(graph.store, { responseCacheBytes: 2 ** 20 });
  });
  afterAll(async () => {
    await server.close();
    await graph.close();
  });

  async function openChangeset(edit: Edit): Promise<Changeset> {
    const view = (await graph.store.reader.openView()) as GraphView;
    const edits = (await baseEdits(view, [edit], 1)).map((each) => ({
      edit: each.edit,
      base: each.base,
      touches: touchedIds(each),
    }));
    return (await graph.store.changesets.open({ kind: 'EDIT', title: 'Crust', author, edits })).changeset;
  }

  async function createToken({ id }: Changeset, expiresAt: string): Promise<string> {
    const secret = createSecret('preview');
    await graph.store.previewTokens.create({
      hash: hashSecret(secret),
      changeset: id,
      createdBy: null,
      expiresAt,
    });
    return secret;
  }

  const page = (path: string, headers: Readonly<Record<string, string>> = {}): Promise<TestResponse> =>
    send(server, { method: 'GET', path, headers });

  const expectPreview = (response: TestResponse): void => {
    expect([response.status, response.text.includes('Crackly')]).toEqual([200, true]);
    expect(response.headers['cache-control']).toBe('private, no-store');
  };

  test.each(['/compare/rye,wheat', '/compare/rye,wheat?embed', '/approach/rye'])(
    'shows the edits on %s to the holder of a token, and to no other client',
    async (path) => {
      const before = await page(path);
      const withToken = `${path}${path.includes('?') ? '&' : '?'}preview=${token}`;
      for (let time = 0; time < 2; time += 1) {
        expectPreview(await page(withToken));
        expectPreview(await page(path, { 'tertium-preview': token }));
        const other = await page(path);
        expect([other.status, other.text]).toEqual([200, before.text]);
        expect(other.text).not.toContain('Crackly');
        expect(other.headers['cache-control']).toMatch(/^public/u);
      }
    },
  );

  test('keeps its token in links to pages, in forms and in redirections, and in no other link', async () => {
    const followed = new Set<string>();
    const read = async (path: string): Promise<string> => {
      const response = await page(path);
      expect([path, response.status, response.headers['cache-control']]).toEqual([
        path,
        200,
        'private, no-store',
      ]);
      return response.text;
    };
    const hrefsIn = (html: string): readonly string[] =>
      [...html.matchAll(/<a\s[^<>]*href="([^"]*)"/gu)].map(([, href = '']) => href.replaceAll('&amp;', '&'));
    for (const start of ['/compare/rye,wheat', '/approach/rye', '/']) {
      const html = await read(`${start}?preview=${token}`);
      const forms = html.match(/<form\s/gu)?.length ?? 0;
      expect(html.split(`name="preview" value="${token}"`).length - 1).toBe(forms);
      for (const href of hrefsIn(html)) {
        const isOwn = href.startsWith('/') && href !== '/playground/';
        expect([href, href.includes(`preview=${token}`)]).toEqual([href, isOwn]);
        if (isOwn) followed.add(href.replace(/#.*$/u, ''));
      }
    }
    expect(followed.size).toBeGreaterThan(5);
    for (const href of followed) await read(href);

    const chosen = await page(`/compare?approach=rye&approach=wheat&preview=${token}`);
    expect(chosen.headers['location']).toBe(`/compare/rye,wheat?preview=${token}`);
    expect(chosen.headers['cache-control']).toBe('private, no-store');
    expect((await page('/compare/rye,wheat')).text).not.toContain('preview=');
    expect((await page('/compare/rye,wheat', { 'tertium-preview': token })).text).not.toContain('preview=');
  });

  test('lets an operation with a token select the changeset of the token, and no other changeset', async () => {
    const read = (id: string, headers: Readonly<Record<string, string>> = {}): Promise<TestResponse> =>
      send(
        server,
        post(
          {
            query: `query ($with: [ID!]) { compare(approaches: ["rye", "wheat"], with: $with) { rows { nodes { cells { display } } } } }`,
            variables: { with: [id] },
          },
          headers,
        ),
      );
    for (let time = 0; time < 2; time += 1) {
      expectPreview(await read(changeset.id, { 'tertium-preview': token }));
      expect((await read(changeset.id)).text).not.toContain('Crackly');
    }
    const other = await openChangeset({ type: 'putConcept', concept: concept('APPROACH', 'spelt') });
    const refused = await read(other.id, { 'tertium-preview': token });
    expect(JSON.parse(refused.text)).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  });

  test('is refused once its changeset is withdrawn', async () => {
    const other = await openChangeset({ type: 'putConcept', concept: concept('APPROACH', 'spelt') });
    const secret = await createToken(other, '2999-01-01T00:00:00.000Z');
    const path = `/approach/spelt?preview=${secret}`;
    expect((await page(path)).status).toBe(200);
    await graph.store.changesets.transition({ changeset: other.id, state: 'WITHDRAWN' });
    const refused = await page(path);
    expect([refused.status, refused.text.includes('is withdrawn')]).toEqual([400, true]);
    expect((await page('/approach/spelt')).status).toBe(404);
  });
});
