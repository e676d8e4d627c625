import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ClaimValue } from '../../src/graph/values/value-rules.js';
import { concept, edited, put, value } from '../support/changes.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { clientByRevision } from './examples/client-by-revision.js';
import { forth, pages, pagesOfRevisions, widgetQueries, type Widget } from './widgets.js';

/** A client with an empty cache of its own. */
export interface PageClient {
  /** Asks the server, as a widget does that is mounted, and puts the answer into the cache. */
  fetch(widget: Widget): Promise<void>;
  /** What the widget reads from the cache; null where something is missing there. */
  read(widget: Widget): unknown;
}

const terabytes = (amount: string): ClaimValue => ({
  type: 'QUANTITY',
  minimum: amount,
  maximum: amount,
  unit: 'TBy',
});

/** What says another capacity of LTO-9: as much is printed on the cartridge. */
const printed = {
  source: 'cited-source/ibm-lto-cartridge',
  qualifiers: [{ key: 'recording', value: 'native' }],
};

/** The seed; at revision 2 a cell has changed, and at revision 3 an approach is called otherwise. */
async function startThreeRevisions(): Promise<TestServer> {
  const server = await startTestServer();
  await server.store.apply(put([], [value('lto-9', 'capacity', terabytes('19'), printed)]), edited);
  await server.store.apply(put([concept('APPROACH', 'cd-rom', { name: 'Compact disc' })]), edited);
  return server;
}

/** What the server answers to a widget, without a client in between. */
async function answerTo(url: string, { query, variables }: Widget): Promise<unknown> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: widgetQueries[query], variables }),
  });
  const { data, errors } = (await response.json()) as { data: unknown; errors?: unknown };
  expect(errors).toBeUndefined();
  return withoutTypenames(data);
}

/** Data without the names of types, which clients ask for beside what a widget does. */
function withoutTypenames(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(withoutTypenames);
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(
    Object.entries(data).flatMap(([name, member]) =>
      name === '__typename' ? [] : [[name, withoutTypenames(member)]],
    ),
  );
}

/** One way to set up a client. */
export interface ClientSetUp {
  readonly name: string;
  /** Makes one with an empty cache, for a server. */
  readonly make: (url: string) => PageClient;
  /** Pages that it can show, and others cannot. */
  readonly morePages?: typeof pages;
}

/** What holds of every client that normalises its cache. */
export function describeClients(setUps: readonly ClientSetUp[]): void {
  let server: TestServer;
  beforeAll(async () => {
    server = await startThreeRevisions();
  });
  afterAll(() => server.close());

  /** Mounts the widgets one after the other, and compares what each reads then with the server's own answer. */
  async function expectEachToReadItsAnswer(
    widgets: readonly Widget[],
    clientOf: (widget: Widget) => PageClient,
  ): Promise<void> {
    for (const widget of widgets) await clientOf(widget).fetch(widget);
    for (const widget of widgets) {
      expect(withoutTypenames(clientOf(widget).read(widget))).toEqual(await answerTo(server.url, widget));
    }
  }

  describe.each(setUps)('$name: on a page with', ({ make, morePages = [] }) => {
    test.each([...pages, ...morePages])(
      '%s, each widget reads what the server answered to it',
      async (_, widgets) => {
        for (const mounted of [widgets, widgets.toReversed()]) {
          const client = make(server.url);
          await expectEachToReadItsAnswer(mounted, () => client);
        }
      },
    );

    test('two revisions of a concept, each widget reads its own from the cache of its revision', async () => {
      for (const widgets of pagesOfRevisions) {
        const shared = make(server.url);
        await expect(expectEachToReadItsAnswer(widgets, () => shared)).rejects.toThrow('toEqual');
        const clientAt = clientByRevision(() => make(server.url));
        await expectEachToReadItsAnswer(
          widgets,
          ({ variables }) => clientAt(variables['at'] ?? null) as PageClient,
        );
      }
    });

    test('a revision that is published meanwhile, what was asked for by its number stays as it was', async () => {
      const { store, url } = server;
      const published: Widget = { query: 'WidgetsTableQuery', variables: forth };
      const before = (await answerTo(url, published)) as { compare: { revision: number } };
      const { revision } = before.compare;
      const named: Widget = { ...published, variables: { ...forth, at: revision } };
      const client = make(url);
      await client.fetch(named);
      await client.fetch(published);
      await store.apply(
        put([], [value('lto-9', 'capacity', terabytes(String(20 + revision)), printed)]),
        edited,
      );
      await client.fetch(published);
      const after = await answerTo(url, published);
      expect(after).toMatchObject({ compare: { revision: revision + 1 } });
      expect(withoutTypenames(client.read(published))).toEqual(after);
      expect(withoutTypenames(client.read(named))).toEqual(await answerTo(url, named));
    });
  });
}
