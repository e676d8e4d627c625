import { readdir, readFile } from 'node:fs/promises';
import { STATUS_CODES } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parseArticle } from '../src/formats/articles/parse-article.js';
import { changesOfDraft } from '../src/formats/drafts/draft.js';
import { graphStatistics } from '../src/graph/ports/statistics.js';
import { readGraphDocuments } from '../src/formats/graph-document/graph-document.js';
import { supportLevels } from '../scripts/browser-claims.js';
import { printables } from '../src/commands/import/import-options.js';
import { comparisonFormats, graphFormats } from '../src/formats/export-formats.js';
import { importFormats } from '../src/formats/import-formats.js';
import { claimLineShape } from '../src/formats/claim-lines/claim-line-shape.js';
import { readSettings } from '../src/config.js';
import { settingNames } from '../src/commands/terminal/settings-help.js';
import { maxDocumentNesting } from '../src/api/limits/check-document.js';
import { maxVariableNesting } from '../src/api/limits/check-nesting.js';
import { Quota } from '../src/http/quota/quota.js';
import { requestErrorStatuses } from '../src/http/errors/request-error.js';
import { maxBuckets } from '../src/http/quota/token-buckets.js';
import type { FastifyRequest } from 'fastify';
import { parse, print, type GraphQLError, type OperationDefinitionNode } from 'graphql';
import { checkLimits } from '../src/api/limits/check-limits.js';
import { createSchema } from '../src/api/schema.js';
import { execute } from './support/api.js';
import { imported } from './support/changes.js';
import { claimChanges, inChunks } from './support/claim-lines.js';
import { curlCommands, requestOfCurl } from './support/curl.js';
import { send } from './support/requests.js';
import { seed } from './support/seed.js';
import { serveStore, type TestServer } from './support/server.js';
import { sqliteStore, type TestStore } from './support/stores.js';

const root = new URL('../', import.meta.url);
const pages = new Map<string, string>();
const inDocs = (await readdir(new URL('docs', root), { recursive: true })).sort();
for (const name of ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', ...inDocs.map((page) => `docs/${page}`)]) {
  if (name.endsWith('.md')) pages.set(name, await readFile(new URL(name, root), 'utf8'));
}

/** Lists, for all pages, the fenced blocks that name a language, each with the name of its page. */
function blocks(): readonly { page: string; language: string; text: string }[] {
  return [...pages].flatMap(([page, markdown]) =>
    [...markdown.matchAll(/^```(\w+)\n([^]*?)^```$/gmu)].map(([, language = '', text = '']) => ({
      page,
      language,
      text,
    })),
  );
}

let graph: TestStore;
beforeAll(async () => {
  graph = await sqliteStore.open();
  await seed(graph.store);
});
afterAll(() => graph.close());

describe('The documents', () => {
  const all = blocks();
  const operations = all
    .map((block, index) => ({ ...block, next: all[index + 1] }))
    .filter(({ language, text }) => language === 'graphql' && /^(?:\{|query)/u.test(text))
    // The operations of these pages need content that the pages import or edit; other tests run these operations.
    .filter(({ page }) => !['docs/articles.md', 'docs/editing.md', 'docs/tutorial.md'].includes(page));

  test.each(operations)(
    'contain an operation that has the result shown after it, if any, in $page: $text',
    async ({ page, text, next }) => {
      const result = await execute(graph.store, text);
      expect(result.errors).toBeUndefined();
      if (next?.page === page && next.language === 'json') {
        expect(JSON.parse(JSON.stringify(result))).toEqual(JSON.parse(next.text));
      }
    },
  );

  test('show a query and its result in the README', () => {
    const [query, result] = all.filter(({ page, language }) => page === 'README.md' && language !== 'sh');
    expect([query?.language, result?.language]).toEqual(['graphql', 'json']);
  });

  test('show a picture of a page in the README', async () => {
    expect(pages.get('README.md')).toContain('(docs/comparison.png)');
    // `npm run picture` writes the picture.
    const picture = await readFile(new URL('docs/comparison.png', root));
    expect(picture.subarray(1, 4).toString('latin1')).toBe('PNG');
  });

  test('contain twenty questions with one request and its result each; eight of the requests are playground examples', async () => {
    const questions = (pages.get('docs/asking.md') ?? '').split(/^### /mu).slice(1);
    expect(questions).toHaveLength(20);
    for (const question of questions)
      expect([...question.matchAll(/^```(\w+)$/gmu)].map(([, language]) => language)).toEqual([
        'graphql',
        'json',
      ]);
    const bodyOf = (operation: string): string =>
      print(parse(operation))
        .replace(/^query \w+/u, '')
        .trim();
    const questionOperations = operations
      .filter(({ page }) => page === 'docs/asking.md')
      .map(({ text }) => bodyOf(text));
    const folder = new URL('playground/examples/', root);
    const examples = (await readdir(folder)).map((name) => readFile(new URL(name, folder), 'utf8'));
    const bodies = (await Promise.all(examples)).map(bodyOf);
    expect(bodies.filter((body) => questionOperations.includes(body))).toHaveLength(8);
  });

  test('contain a graph document that can be applied', async () => {
    const document = all.find(({ page, language }) => page === 'docs/content.md' && language === 'yaml');
    const emptyGraph = await sqliteStore.open();
    try {
      const changes = readGraphDocuments([{ name: 'example.tertium.yaml', text: document?.text ?? '' }]);
      expect((await emptyGraph.store.apply(changes, imported)).claims.added).toBe(4);
    } finally {
      await emptyGraph.close();
    }
  });

  test('contain claim lines that can be imported', async () => {
    const [lines] = all.filter(({ language }) => language === 'jsonl');
    const emptyGraph = await sqliteStore.open();
    try {
      const changes = await claimChanges(emptyGraph.store.reader, {
        'example.jsonl': inChunks(lines?.text ?? ''),
      });
      expect(await emptyGraph.store.apply(changes, imported)).toMatchObject({
        concepts: { added: 7 },
        claims: { added: 5 },
      });
    } finally {
      await emptyGraph.close();
    }
  });

  test('contain an article whose claims and quotes the shown operation returns', async () => {
    const ofArticle = (language: string) =>
      all.find((block) => block.page === 'docs/articles.md' && block.language === language)?.text ?? '';
    const emptyGraph = await sqliteStore.open();
    try {
      const options = { format: null, url: null, language: null, name: 'kettles' } as const;
      const { draft } = parseArticle(ofArticle('text'), options);
      await emptyGraph.store.apply(changesOfDraft(draft), imported);
      const result = await execute(emptyGraph.store, ofArticle('graphql'));
      expect(JSON.parse(JSON.stringify(result))).toEqual(JSON.parse(ofArticle('json')));
    } finally {
      await emptyGraph.close();
    }
  });

  test('contain a table whose cells are all understood', async () => {
    const table = all.find(({ page, language }) => page === 'docs/importing.md' && language === 'csv');
    const bytes = inChunks(table?.text ?? '');
    const emptyGraph = await sqliteStore.open();
    try {
      const { changes, reports } = importFormats.table(
        [{ name: 'machines.csv', bytes }],
        emptyGraph.store.reader,
      );
      expect(await emptyGraph.store.apply(changes, imported)).toMatchObject({
        concepts: { added: 7 },
        claims: { added: 8 },
      });
      expect(reports()?.[0]?.report.coverage).toBe(1);
    } finally {
      await emptyGraph.close();
    }
  });

  test('list every format of imports and exports, and every value of --print', () => {
    for (const name of [...Object.keys(importFormats), ...printables.map((each) => `--print ${each}`)]) {
      expect(pages.get('docs/importing.md')).toContain(`| \`${name}\` `);
    }
    for (const name of [...Object.keys(comparisonFormats), ...Object.keys(graphFormats)]) {
      expect(pages.get('docs/exporting.md')).toContain(`\`${name}\``);
    }
  });

  test('list every key of claim lines and every level of the browser data', () => {
    const importing = pages.get('docs/importing.md') ?? '';
    for (const name of [...Object.keys(claimLineShape.shape), ...supportLevels]) {
      expect(importing).toContain(`| \`${name}\` `);
    }
  });

  test('contain the client examples that the client tests use', async () => {
    const folder = new URL('__tests__/clients/examples/', root);
    const files = (await readdir(folder)).map((name) => readFile(new URL(name, folder), 'utf8'));
    const shown = all.filter(({ page, language }) => page === 'docs/clients.md' && language === 'js');
    expect(shown.map(({ text }) => text).sort()).toEqual((await Promise.all(files)).sort());
  });

  test('link only to files that exist', async () => {
    for (const [page, markdown] of pages) {
      for (const [, target = ''] of markdown.matchAll(/\]\((?!https?:)([^)#]+)/gu)) {
        await expect(readFile(new URL(target, new URL(page, root)))).resolves.toBeDefined();
      }
    }
  });

  test('list every error code of the server, the status of each request error, and the limits of nesting', async () => {
    const http = (pages.get('docs/http.md') ?? '').replace(/ +\|/gu, ' |');
    const sources = new URL('../src/http/', import.meta.url);
    const codes = new Set<string>();
    for (const name of await readdir(sources, { recursive: true })) {
      if (!name.endsWith('.ts')) continue;
      const text = await readFile(new URL(name, sources), 'utf8');
      for (const [, code = ''] of text.matchAll(/\bcode: '([A-Z_]+)'/gu)) codes.add(code);
    }
    for (const code of ['DEADLINE_EXCEEDED', 'OVERLOADED', 'STORE_UNAVAILABLE', 'LIMIT_EXCEEDED', ...codes])
      expect(http).toContain(`| \`${code}\` | `);
    expect(codes.size).toBeGreaterThan(2);
    for (const [code, status] of Object.entries(requestErrorStatuses))
      expect(http).toContain(`| \`${code}\` | ${status} |`);
    expect(http).toContain(`${maxDocumentNesting} levels deep, and variables ${maxVariableNesting}.`);
  });

  test('list every setting', () => {
    const operating = pages.get('docs/operating.md');
    for (const name of settingNames) expect(operating).toContain(`| \`${name}\` `);
  });

  test('contain the error for an operation that is too expensive', () => {
    const [operation, shown] = all.filter(({ page }) => page === 'docs/limits.md');
    const document = parse(operation?.text ?? '');
    const { extensions, message } = JSON.parse(shown?.text ?? '') as GraphQLError;
    const check = (): unknown =>
      checkLimits(
        readSettings({}).limits,
        createSchema(),
        document,
        document.definitions[0] as OperationDefinitionNode,
        {},
        // The statistics of the graph that the page describes.
        graphStatistics({
          concepts: { APPROACH: 1_000, FEATURE: 2_000 },
          claims: { HAS_FEATURE: { claims: 400_000, links: 400_000 } },
        }),
      );
    expect(check).toThrow(
      expect.objectContaining({ message, extensions: expect.objectContaining(extensions) }),
    );
  });

  test('contain the error for an exceeded quota', () => {
    const page = all.filter(({ page: name }) => name === 'docs/limits.md');
    const shownHead = page.find(({ language }) => language === 'http')?.text ?? '';
    const shown = page.findLast(({ language }) => language === 'json')?.text ?? '';
    expect(pages.get('docs/limits.md')).toContain('`QUOTA_COST_PER_MINUTE=600000` and `QUOTA_BURST=200000`');
    const { quota: settings } = readSettings({ QUOTA_COST_PER_MINUTE: '600000', QUOTA_BURST: '200000' });
    const quota = new Quota({ costPerMinute: 1, burst: 1, ...settings, now: () => 0 });
    const charge = quota.chargeOf({ ip: '192.0.2.1', socket: {} } as FastifyRequest);
    charge.take(150_000);
    let thrown: unknown;
    try {
      charge.take(80_000);
    } catch (error) {
      thrown = error;
    }
    const { message, extensions } = thrown as GraphQLError;
    const { http, ...shownExtensions } = extensions as unknown as {
      http: { status: number; headers: Map<string, string> };
    };
    expect({ message, extensions: shownExtensions }).toEqual(JSON.parse(shown));
    expect(shownHead.trimEnd().split('\n')).toEqual([
      `HTTP/1.1 ${http.status} ${STATUS_CODES[http.status]}`,
      `Retry-After: ${http.headers.get('retry-after')}`,
      `RateLimit-Policy: ${quota.policy}`,
      `RateLimit: ${charge.limit}`,
    ]);
    expect(pages.get('docs/http.md')).toContain(`\`RateLimit-Policy: ${quota.policy}\``);
    const other = quota.chargeOf({ ip: '192.0.2.2', socket: {} } as FastifyRequest);
    other.take(150_000);
    expect(pages.get('docs/http.md')).toContain(`\`RateLimit: ${other.limit}\``);
  });

  test('have the default settings and limits of the code', () => {
    const operating = (pages.get('docs/operating.md') ?? '').replace(/ +\|/gu, ' |');
    const { host, port, databaseUrl, logLevel } = readSettings({});
    for (const value of [host, port, databaseUrl, logLevel]) expect(operating).toContain(`\`${value}\``);
    const bounds = (pages.get('docs/limits.md') ?? '').replace(/ +/gu, ' ');
    const { limits, maxBodyKb, requestTimeoutMs } = readSettings({});
    const settings: readonly (readonly [string, number])[] = [
      ['MAX_BODY_KB', maxBodyKb],
      ['MAX_TOKENS', limits.tokens],
      ['MAX_DEPTH', limits.depth],
      ['MAX_ALIASES', limits.aliases],
      ['MAX_FRAGMENTS', limits.fragments],
      ['MAX_FIELD_PAIRS', limits.fieldPairs],
      ['MAX_PAGE_SIZE', limits.pageSize],
      ['MAX_SCHEMAS', limits.schemas],
      ['MAX_COST', limits.cost],
    ];
    for (const [name, value] of settings)
      expect(bounds).toContain(`| \`${name}\` | ${value.toLocaleString('en')} |`);
    expect(readSettings({}).quota).toBeNull();
    expect(bounds).toContain('| `QUOTA_COST_PER_MINUTE` | 0 (none) |');
    expect(bounds).toContain(`**${maxBuckets.toLocaleString('en')} buckets**`);
    expect(bounds).toContain(`quota bucket at the same time | ${maxBuckets.toLocaleString('en')} |`);
    expect(bounds).toContain(`\`REQUEST_TIMEOUT_MS\` (${requestTimeoutMs.toLocaleString('en')})`);
  });
});

/** Pages whose requests need keys. Separate tests send these requests. */
const pagesWithKeys: ReadonlySet<string> = new Set(['docs/access.md', 'docs/editing.md']);

describe('A curl command that needs no key', () => {
  const commands = blocks().flatMap(({ page, language, text }) =>
    language === 'sh' && !pagesWithKeys.has(page)
      ? curlCommands(text).map((command) => ({ page, command }))
      : [],
  );
  let server: TestServer;
  beforeAll(async () => {
    server = await serveStore(graph.store, { allowedHosts: [] });
  });
  afterAll(() => server.close());

  test('occurs only in the README and the pages about HTTP', () => {
    expect([...new Set(commands.map(({ page }) => page))].sort()).toEqual([
      'README.md',
      'docs/caching.md',
      'docs/http.md',
    ]);
  });

  test.each(commands)('gets a successful response: $command', async ({ command }) => {
    const { headers: given = {}, ...request } = requestOfCurl(command);
    const { 'if-none-match': etag, 'tertium-revision': pin, ...headers } = given;
    const first = await send(server, { ...request, headers });
    expect([first.status, JSON.parse(first.text)]).toEqual([200, { data: expect.anything() }]);
    if (pin !== undefined) {
      expect(pin).toBe('TOKEN');
      const token = String(first.headers['tertium-revision']);
      const pinned = await send(server, { ...request, headers: { ...headers, 'tertium-revision': token } });
      expect([pinned.status, pinned.text, pinned.headers['tertium-revision']]).toEqual([
        200,
        first.text,
        token,
      ]);
    }
    if (etag === undefined) return;
    expect(etag).toBe('"ETAG"');
    const revalidating = { ...headers, 'if-none-match': String(first.headers.etag) };
    expect((await send(server, { ...request, headers: revalidating })).status).toBe(304);
  });
});
