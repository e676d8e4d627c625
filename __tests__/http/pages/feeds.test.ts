import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Change } from '../../../src/graph/ports/writing.js';
import {
  citedSource,
  claim,
  concept,
  dimension,
  edited,
  feature,
  id,
  put,
  question,
  text,
  value,
} from '../../support/changes.js';
import { send, type TestResponse } from '../../support/requests.js';
import { serveStore, startTestServer, type TestServer } from '../../support/server.js';
import { inMemoryStore, sqliteStore, type TestStore } from '../../support/stores.js';
import { runs } from '../../support/test-run.js';
import { wideComparison, wideQuestion, wideRowCount, wideSize } from './wide-comparison.js';
import { atomProblems, childrenOf, parseXml, textOf, type XmlElement } from './atom-document.js';

const baseUrl = 'https://bread.example';

/** A graph to which a test publishes revisions, and its server. */
interface Published {
  readonly graph: TestStore;
  readonly server: TestServer;
  publish(...changes: (readonly Change[])[]): Promise<void>;
  close(): Promise<void>;
}

const rye = concept('APPROACH', 'rye', { name: 'Rye' });
const oat = concept('APPROACH', 'oat', { name: 'Oat' });
const asks = (approach: string) => claim(id('QUESTION', 'bread'), 'ASKS_ABOUT', id('APPROACH', approach));

async function publishing(): Promise<Published> {
  const graph = await inMemoryStore(sqliteStore).open();
  await graph.store.apply(
    put(
      [
        citedSource('s'),
        citedSource('t'),
        rye,
        oat,
        concept('APPROACH', 'spelt', { name: 'Spelt' }),
        concept('APPROACH', 'corn', { name: 'Corn' }),
        { ...question('bread'), name: 'Which bread?' },
        dimension('crust', { name: 'Crust' }),
        dimension('crumb', { name: 'Crumb' }),
        feature('gluten', { name: 'Gluten' }),
      ],
      [asks('rye'), asks('oat'), value('rye', 'crust', text('Thick')), value('oat', 'crust', text('Thin'))],
    ),
    edited,
  );
  const server = await serveStore(graph.store, {
    presentation: { locale: 'en', baseUrl },
    responseCacheBytes: 1_000_000,
  });
  return {
    graph,
    server,
    async publish(...revisions) {
      for (const changes of revisions) await graph.store.apply(changes, edited);
    },
    async close() {
      await server.close();
      await graph.close();
    },
  };
}

function get(server: TestServer, path: string, headers: Record<string, string> = {}): Promise<TestResponse> {
  return send(server, { method: 'GET', path, headers });
}

async function feedAt(server: TestServer, path: string): Promise<XmlElement> {
  const { status, headers, text: xml } = await get(server, path);
  expect([status === 200 ? '' : xml, headers['content-type']]).toEqual([
    '',
    'application/atom+xml; charset=utf-8',
  ]);
  const feed = parseXml(xml);
  expect(atomProblems(feed)).toEqual([]);
  return feed;
}

async function titlesAt(server: TestServer, path: string): Promise<readonly string[]> {
  return childrenOf(await feedAt(server, path), 'entry').map((entry) => textOf(entry, 'title'));
}

/** Requests the text of the newest entry's content, without markup. */
async function newestContent(server: TestServer, path: string): Promise<string> {
  const [entry] = childrenOf(await feedAt(server, path), 'entry');
  return entry
    ? textOf(entry, 'content')
        .replace(/<[^>]*>/gu, ' ')
        .replace(/\s+/gu, ' ')
        .trim()
    : '';
}

const published = 'The comparison is published, with 1 row';
const ofApproaches = '/compare/oat,rye.atom';
const ofQuestion = '/compare/bread.atom';

describe('The feed of a comparison', () => {
  let all: Published;
  let server: TestServer;
  beforeAll(async () => {
    all = await publishing();
    ({ server } = all);
  });
  afterAll(() => all.close());

  it('begins with the publication of the comparison', async () => {
    expect(await titlesAt(server, ofApproaches)).toEqual([published]);
    expect(await titlesAt(server, ofQuestion)).toEqual([published]);
  });

  it('has an entry for each revision after which a cell has another text, with the old and the new text', async () => {
    await all.publish(
      put([], [value('rye', 'crust', text('Very thick'))]),
      put([], [value('oat', 'crumb', text('Soft'), { text: 'It is soft.' })]),
    );
    expect(await titlesAt(server, ofApproaches)).toEqual([
      '1 row changed: Crumb',
      '1 row changed: Crust',
      published,
    ]);
    expect(await newestContent(server, ofApproaches)).toContain('Oat : before Not stated , now Soft');
    expect(await newestContent(server, `${ofApproaches}?lang=de`)).toContain(
      'Oat : vorher Nicht angegeben , jetzt Soft',
    );
  });

  it('has entries with the id, link and time of their revision, and keeps older entries unchanged', async () => {
    const before = childrenOf(await feedAt(server, ofQuestion), 'entry');
    await all.publish(put([], [value('rye', 'crust', text('Thick'), { text: 'Thick as a board' })]));
    const feed = await feedAt(server, ofQuestion);
    expect(textOf(feed, 'id')).toBe(`${baseUrl}/compare/question/bread.atom`);
    expect(feed.attributes['xml:lang']).toBe('en');
    const after = childrenOf(feed, 'entry');
    expect(after.slice(1)).toEqual(before);
    const { text: response } = await send(server, {
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ revision { number time } }"}',
    });
    const { data } = JSON.parse(response) as { data: { revision: { number: number; time: string } } };
    const { number, time } = data.revision;
    const [newest] = after;
    expect(newest && [textOf(newest, 'id'), textOf(newest, 'updated'), textOf(feed, 'updated')]).toEqual([
      `${baseUrl}/compare/question/bread?at=${number}`,
      time,
      time,
    ]);
    const [link] = newest ? childrenOf(newest, 'link') : [];
    expect(link?.attributes['href']).toBe(`${baseUrl}/compare/bread?at=${number}`);
    const page = await get(server, `/compare/bread?at=${number}`);
    expect(page.status).toBe(200);
  });

  it('shows the changed text or sources of a cell whose value is the same', async () => {
    await all.publish(
      put([], [value('oat', 'crust', text('Thin'), { source: 'cited-source/t', text: 'It is thin.' })]),
    );
    expect(await newestContent(server, ofApproaches)).toContain('now Thin: s; It is thin. (t)');
  });

  it('has no entry for changes that readers do not see', async () => {
    const before = await get(server, ofApproaches);
    const others = put(
      [concept('APPROACH', 'corn', { name: 'Maize' }), { ...citedSource('u'), name: 'Unused' }],
      [value('corn', 'crust', text('Crisp')), value('spelt', 'crust', text('Brown'))],
    );
    // Another rank of the only claim of a cell changes nothing on the page.
    const ranked = value('oat', 'crumb', text('Soft'), { text: 'It is soft.', rank: 'PREFERRED' });
    await all.publish(others, put([], [ranked]));
    const after = await get(server, ofApproaches);
    expect(childrenOf(parseXml(after.text), 'entry')).toEqual(childrenOf(parseXml(before.text), 'entry'));
  });

  it('has an entry if the rows are in another order', async () => {
    await all.publish(put([], [value('oat', 'crumb', text('Soft'), { text: 'It is soft.', position: 7 })]));
    expect((await titlesAt(server, ofApproaches))[0]).toBe('The rows are in another order');
  });

  it('has an entry if a row is renamed or added', async () => {
    await all.publish(put([dimension('crumb', { name: 'Inside' })]));
    expect(await newestContent(server, ofApproaches)).toContain(
      'Name of the row : before Crumb , now Inside',
    );
    await all.publish(put([], [claim(rye.id, 'HAS_FEATURE', id('FEATURE', 'gluten'))]));
    expect(await newestContent(server, ofApproaches)).toContain('Gluten (added)');
  });

  it('has an entry if an approach is renamed; the feed keeps its id', async () => {
    await all.publish(put([{ ...rye, slug: 'rye-bread', name: 'Rye bread' }]));
    expect(await titlesAt(server, '/compare/oat,rye-bread.atom')).toContain('Name of the column: Rye bread');
    const feed = await feedAt(server, '/compare/oat,rye-bread.atom');
    expect(textOf(feed, 'id')).toBe(`${baseUrl}/compare/approach/oat,approach/rye.atom`);
    expect((await titlesAt(server, '/compare/oat,rye-bread.atom')).at(-1)).toBe(published);
    const moved = await get(server, ofApproaches);
    expect([moved.status, moved.headers['location']]).toEqual([301, '/compare/oat,rye-bread.atom']);
  });

  it('of a question has entries for changes of its title, its columns and its answers', async () => {
    await all.publish(
      put([{ ...question('bread'), name: 'Which bread is best?' }]),
      put([], [asks('spelt')]),
      put([], [claim(id('QUESTION', 'bread'), 'CONCLUDES', null, { text: 'Take rye.' })]),
    );
    expect((await titlesAt(server, ofQuestion)).slice(0, 3)).toEqual([
      'The answer changed',
      'Now also compared: Spelt',
      'Renamed to Which bread is best?',
    ]);
    expect(await newestContent(server, ofQuestion)).toContain('Answer : before nothing , now Take rye.');
    // Readers of a narrowed page do not see the hidden column.
    expect(await titlesAt(server, `${ofQuestion}?hide=spelt`)).not.toContain('Now also compared: Spelt');
  });

  it('of selected rows lists only changes of these rows', async () => {
    const titles = await titlesAt(server, '/compare/oat,rye-bread.atom?axes=crumb');
    expect(titles).toContain('1 row changed: Inside');
    expect(titles.join()).not.toContain('Crust');
  });

  it('at a revision has no later entries, and may be cached for a day', async () => {
    const { headers, text: xml } = await get(server, '/compare/bread.atom?at=2');
    expect(childrenOf(parseXml(xml), 'entry').map((entry) => textOf(entry, 'title'))).toEqual([
      '1 row changed: Crust',
      published,
    ]);
    expect(headers['cache-control']).toContain('max-age=86400');
  });

  it('is not sent again to clients that have the current version', async () => {
    const { headers } = await get(server, ofQuestion);
    const etag = String(headers['etag']);
    expect((await get(server, ofQuestion, { 'if-none-match': etag })).status).toBe(304);
    // A revision without a visible change does not change the feed.
    await all.publish(put([{ ...citedSource('v'), name: 'Unused' }]));
    expect((await get(server, ofQuestion, { 'if-none-match': etag })).status).toBe(304);
  });

  it('is linked from the page of the comparison', async () => {
    const { text: html } = await get(server, '/compare/bread?lang=de&sort=name&hide=spelt');
    expect(html).toContain(
      '<link rel="alternate" type="application/atom+xml" href="/compare/bread.atom?hide=spelt&amp;lang=de" title="Änderungen dieses Vergleichs (Atom)"/>',
    );
  });

  it('has at most 20 entries, and escapes the markup of texts', async () => {
    for (let count = 1; count <= 22; count += 1)
      await all.publish(put([], [value('oat', 'crust', text(`<b>${count}</b> & ]]> "é"`))]));
    const feed = await feedAt(server, ofQuestion);
    const entries = childrenOf(feed, 'entry');
    expect(entries).toHaveLength(20);
    const content = entries[0] ? textOf(entries[0], 'content') : '';
    expect(content).toContain('&lt;b>22&lt;/b> &amp; ]]>');
    expect(content).not.toContain('<b>22');
  });
});

/** Publications that may change the comparison visibly, and publications that do not. */
const publications: Readonly<Record<string, (count: number) => readonly Change[]>> = {
  value: (count) => put([], [value('rye', 'crust', text(`Crust ${count % 3}`))]),
  'text of a claim': (count) =>
    put([], [value('oat', 'crust', text('Thin'), { text: `It is thin ${count % 3}.` })]),
  rank: (count) =>
    put([], [value('oat', 'crust', text('Thin'), { rank: count % 2 === 0 ? 'NORMAL' : 'PREFERRED' })]),
  'other source': () => put([], [value('oat', 'crust', text('Thin'), { source: 'cited-source/t' })]),
  'other value': (count) =>
    put([], [value('oat', 'crust', text(`Crisp ${count % 2}`), { source: 'cited-source/t' })]),
  'new row': (count) => put([], [value('rye', 'crumb', text(`Soft ${count % 2}`), { position: 3 })]),
  'other approach': (count) => put([], [value('spelt', 'crust', text(`Brown ${count}`))]),
  'name of the axis': (count) => put([dimension('crust', { name: `Crust ${count % 3}` })]),
  'description of the axis': (count) =>
    put([dimension('crust', { name: 'Crust', summary: `Its outside ${count % 2}` })]),
  'another name of the axis': (count) =>
    put([dimension('crust', { name: 'Crust', aliases: [`Rind ${count}`] })]),
  'name of an approach': (count) => put([{ ...oat, name: `Oat ${count % 2}` }]),
  'description of an approach': (count) => put([{ ...rye, summary: `A grain ${count}` }]),
  'other source only': (count) => put([{ ...citedSource('u'), name: `Unused ${count}` }]),
};

it('A feed has entries for the first revision and exactly those after which the table differs, in random sequences of publications', async () => {
  const counts = { visible: 0, invisible: 0 };
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...Object.keys(publications)), { minLength: 3, maxLength: 8 }),
      async (kinds) => {
        const all = await publishing();
        try {
          for (const [count, kind] of kinds.entries()) await all.publish(publications[kind]?.(count) ?? []);
          const tableAt = async (revision: number): Promise<string> => {
            const { text: html } = await get(all.server, `/compare/oat,rye.embed?at=${revision}`);
            // The links name the revision.
            return /<table.*<\/table>/su.exec(html)?.[0].replace(/\?at=\d+/gu, '') ?? '';
          };
          const expected: number[] = [];
          const last = (await all.graph.store.reader.openView())?.revision.number ?? 0;
          for (let revision = 2; revision <= last; revision += 1) {
            const isVisible = (await tableAt(revision)) !== (await tableAt(revision - 1));
            if (isVisible) expected.unshift(revision);
            counts[isVisible ? 'visible' : 'invisible'] += 1;
          }
          const entries = childrenOf(await feedAt(all.server, ofApproaches), 'entry');
          const found = entries.map((entry) => Number(textOf(entry, 'id').split('at=')[1]));
          expect({ kinds, found }).toEqual({ kinds, found: [...expected, 1] });
        } finally {
          await all.close();
        }
      },
    ),
    { numRuns: runs(60, 8) },
  );
  expect(counts.visible).toBeGreaterThan(0);
  expect(counts.invisible).toBeGreaterThan(0);
}, 60_000);

it('The feed of a large comparison has fewer than 20 entries', async () => {
  const graph = await inMemoryStore(sqliteStore).open();
  try {
    const wide = await wideComparison();
    await graph.store.apply(wide, edited);
    const claims = wide.flatMap((change) =>
      change.type === 'putClaim' && change.claim.predicate === 'HAS_VALUE' ? [change.claim] : [],
    );
    for (const [index, each] of claims.slice(0, 20).entries())
      await graph.store.apply(put([], [{ ...each, text: `Other words ${index}` }]), edited);
    const server = await serveStore(graph.store);
    try {
      const entries = childrenOf(await feedAt(server, `/compare/${wideQuestion}.atom`), 'entry');
      const cells = wideSize.approaches * wideRowCount;
      expect(entries).toHaveLength(Math.floor(10_000 / cells));
      expect(entries.length).toBeLessThan(20);
    } finally {
      await server.close();
    }
  } finally {
    await graph.close();
  }
});

describe('A feed without a base URL', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ responseCacheBytes: 1_000_000 });
  });
  afterAll(() => server.close());

  it('has addresses with the host of the request, also in a cached response', async () => {
    for (const host of ['a.example', 'b.example', 'a.example']) {
      const { text: xml } = await get(server, '/compare/msp-vs-devops.atom', { host });
      expect(textOf(parseXml(xml), 'id')).toBe(`http://${host}/compare/question/msp-vs-devops.atom`);
    }
  });

  it.each([
    { path: '/compare/nothing,msp.atom', status: 404, code: 'NOT_FOUND' },
    { path: '/compare/msp.atom', status: 404, code: 'NOT_FOUND' },
    { path: '/compare/devops,msp.atom?units=ells', status: 400, code: 'BAD_USER_INPUT' },
    { path: '/compare/devops,msp.atom?hide=msp', status: 400, code: 'BAD_USER_INPUT' },
  ])('responds to $path with $status', async ({ path, status, code }) => {
    const response = await get(server, path);
    expect(response.status).toBe(status);
    expect(JSON.parse(response.text)).toMatchObject({ errors: [{ extensions: { code } }] });
  });
});
