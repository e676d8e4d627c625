import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ClaimValue } from '../../src/graph/values/value-rules.js';
import { concept, edited, put, value } from '../support/changes.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { clientByRevision } from './examples/client-by-revision.js';
import { twoMedia, pages, pagesOfRevisions, widgetQueries, type Widget } from './widgets.js';

/** A client with its own cache. */
export interface PageClient {
  /** Sends the query of a mounted widget to the server, and writes the result to the cache. */
  fetch(widget: Widget): Promise<void>;
  /** Reads the data of the widget from the cache. @returns null if the data in the cache are incomplete */
  read(widget: Widget): unknown;
}

const terabytes = (amount: string): ClaimValue => ({
  type: 'QUANTITY',
  minimum: amount,
  maximum: amount,
  unit: 'TBy',
});

/** The source and the qualifier of a further claim about the capacity of LTO-9. */
const nativeCapacity = {
  source: 'cited-source/ibm-lto-cartridge',
  qualifiers: [{ key: 'recording', value: 'native' }],
};

/** Starts a server with the seed as revision 1. Revision 2 changes a cell, and revision 3 changes the name of an approach. */
async function startThreeRevisions(): Promise<TestServer> {
  const server = await startTestServer();
  await server.store.apply(put([], [value('lto-9', 'capacity', terabytes('19'), nativeCapacity)]), edited);
  await server.store.apply(put([concept('APPROACH', 'cd-rom', { name: 'Compact disc' })]), edited);
  return server;
}

/** Requests the result for a widget from the server, without a client. */
async function resultFor(url: string, { query, variables }: Widget): Promise<unknown> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: widgetQueries[query], variables }),
  });
  const { data, errors } = (await response.json()) as { data: unknown; errors?: unknown };
  expect(errors).toBeUndefined();
  return withoutTypenames(data);
}

/** Removes `__typename`, which clients add to the fields of a widget. */
function withoutTypenames(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(withoutTypenames);
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(
    Object.entries(data).flatMap(([name, member]) =>
      name === '__typename' ? [] : [[name, withoutTypenames(member)]],
    ),
  );
}

/** A client and its configuration. */
export interface ClientSetUp {
  readonly name: string;
  /** Creates a client with an empty cache, for the server at `url`. */
  readonly make: (url: string) => PageClient;
  /** Pages that the client shows correctly, in addition to `pages`. */
  readonly morePages?: typeof pages;
}

/** Declares the tests of clients with a normalised cache. */
export function describeClients(setUps: readonly ClientSetUp[]): void {
  let server: TestServer;
  beforeAll(async () => {
    server = await startThreeRevisions();
  });
  afterAll(() => server.close());

  /** Mounts the widgets in order, and expects that each widget then reads the result that the server sends for it. */
  async function expectEachToReadItsResult(
    widgets: readonly Widget[],
    clientOf: (widget: Widget) => PageClient,
  ): Promise<void> {
    for (const widget of widgets) await clientOf(widget).fetch(widget);
    for (const widget of widgets) {
      expect(withoutTypenames(clientOf(widget).read(widget))).toEqual(await resultFor(server.url, widget));
    }
  }

  describe.each(setUps)('$name: on a page with', ({ make, morePages = [] }) => {
    test.each([...pages, ...morePages])(
      '%s, each widget reads the result that the server sent for the widget',
      async (_, widgets) => {
        for (const mounted of [widgets, widgets.toReversed()]) {
          const client = make(server.url);
          await expectEachToReadItsResult(mounted, () => client);
        }
      },
    );

    test('two revisions of a concept, each widget reads its result from the cache of its revision', async () => {
      for (const widgets of pagesOfRevisions) {
        const shared = make(server.url);
        await expect(expectEachToReadItsResult(widgets, () => shared)).rejects.toThrow('toEqual');
        const clientAt = clientByRevision(() => make(server.url));
        await expectEachToReadItsResult(
          widgets,
          ({ variables }) => clientAt(variables['at'] ?? null) as PageClient,
        );
      }
    });

    test('data of a revision that was requested by number, a new revision does not change these data', async () => {
      const { store, url } = server;
      const published: Widget = { query: 'WidgetsTableQuery', variables: twoMedia };
      const before = (await resultFor(url, published)) as { compare: { revision: number } };
      const { revision } = before.compare;
      const byNumber: Widget = { ...published, variables: { ...twoMedia, at: revision } };
      const client = make(url);
      await client.fetch(byNumber);
      await client.fetch(published);
      await store.apply(
        put([], [value('lto-9', 'capacity', terabytes(String(20 + revision)), nativeCapacity)]),
        edited,
      );
      await client.fetch(published);
      const after = await resultFor(url, published);
      expect(after).toMatchObject({ compare: { revision: revision + 1 } });
      expect(withoutTypenames(client.read(published))).toEqual(after);
      expect(withoutTypenames(client.read(byNumber))).toEqual(await resultFor(url, byNumber));
    });
  });
}
