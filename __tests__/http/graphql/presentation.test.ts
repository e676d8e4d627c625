import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { seed } from '../../support/seed.js';
import { send } from '../../support/requests.js';
import { serveStore, type TestServer } from '../../support/server.js';
import { sqliteStore, type TestStore } from '../../support/stores.js';

let graph: TestStore;
beforeAll(async () => {
  graph = await sqliteStore.open();
  await seed(graph.store);
});
afterAll(() => graph.close());

async function ask(server: TestServer, query: string): Promise<unknown> {
  const headers = { 'content-type': 'application/json' };
  const { text } = await send(server, { headers, body: JSON.stringify({ query }) });
  return (JSON.parse(text) as { data: unknown }).data;
}

test('a server writes texts in its language by default, and returns the addresses of its pages', async () => {
  const server = await serveStore(graph.store, {
    presentation: { locale: 'de', baseUrl: 'https://compare.example.org' },
  });
  try {
    const query = `{
      compare(approaches: ["msp", "devops"], along: { axes: ["nature"] }) {
        url rows { nodes { verdictLabel en: verdictLabel(locale: "en") } }
      }
      older: compare(approaches: ["devops", "msp"], at: 1) { url }
      approach(slug: "lto-9") { url }
      questions(first: 1) { nodes { slug url } }
      citedSources(first: 1) { nodes { slug url pageUrl } }
    }`;
    const data = (await ask(server, query)) as {
      questions: { nodes: { slug: string }[] };
      citedSources: { nodes: { slug: string; pageUrl: string }[] };
    };
    const base = 'https://compare.example.org';
    expect(data).toMatchObject({
      compare: {
        url: `${base}/compare/devops,msp`,
        rows: { nodes: [{ verdictLabel: 'Verschieden', en: 'Different' }] },
      },
      older: { url: `${base}/compare/devops,msp?at=1` },
      approach: { url: `${base}/approach/lto-9` },
      questions: { nodes: [{ url: `${base}/compare/${data.questions.nodes[0]?.slug}` }] },
      citedSources: { nodes: [{ pageUrl: `${base}/source/${data.citedSources.nodes[0]?.slug}` }] },
    });
  } finally {
    await server.app.close();
  }
});

test('verdicts, orders and amounts do not depend on the language of the server', async () => {
  const query = `{
    compare(approaches: ["lto-9", "bd-rom", "cd-rom"]) {
      rows { nodes { id verdict basis distance differs section { id } leaders { id }
        cells { id state display values { value { ... on QuantityValue { minimum maximum unit } } } } } }
      different: rows(differences: true, orderBy: MOST_DIFFERENT) { nodes { id } }
      summary { similarity byVerdict { verdict count } mostDiscriminating { id } }
    }
  }`;
  const results: unknown[] = [];
  for (const locale of ['en', 'de'] as const) {
    const server = await serveStore(graph.store, { presentation: { locale, baseUrl: null } });
    try {
      results.push(await ask(server, query));
    } finally {
      await server.app.close();
    }
  }
  expect(results[0]).not.toBeNull();
  expect(results[1]).toEqual(results[0]);
});
