import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { gzipSync } from 'node:zlib';
import { drawPng } from '../../../src/pages/picture/png.js';
import { htmlProblems } from '../../pages/html-problems.js';
import { id, imported, put, concept } from '../../support/changes.js';
import { send, type TestResponse } from '../../support/requests.js';
import { serveStore, type TestServer } from '../../support/server.js';
import { sqliteStore, type TestStore } from '../../support/stores.js';
import { breadContent, hostile } from './bread.js';

let graph: TestStore;
let server: TestServer;

beforeAll(async () => {
  graph = await sqliteStore.open();
  await graph.store.apply(breadContent(), imported);
  server = await serveStore(graph.store, { responseCacheBytes: 1_000_000 });
});
afterAll(async () => {
  await server.close();
  await graph.close();
});

function get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<TestResponse> {
  return send(server, { method: 'GET', path, headers });
}

async function fragment(path: string): Promise<string> {
  const { status, headers, text } = await get(path);
  expect([path, status, headers['content-type']]).toEqual([path, 200, 'text/html; charset=utf-8']);
  return text;
}

/** Returns the text of a fragment, without its data and its markup. */
function textOf(html: string): string {
  return html
    .replace(/<script[^]*?<\/script>/gu, '')
    .replace(/<\/?(?:bdi|a|cite)[^>]*>/gu, '')
    .replace(/<[^>]*>/gu, ' ')
    .replace(/\s+/gu, ' ')
    .replaceAll('&amp;', '&')
    .trim();
}

interface GraphqlResponse {
  readonly data: Readonly<Record<string, unknown>>;
}

async function query<Data>(source: string, variables: object): Promise<Data> {
  const { text } = await send(server, {
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: source, variables }),
  });
  return (JSON.parse(text) as GraphqlResponse).data as Data;
}

const paths = [
  '/approach/rye.card',
  '/approach/rye.card?axes=taste,keeps,price',
  '/compare/rye-or-wheat.verdict',
  '/compare/rye,wheat.verdict?lang=de',
  '/compare/rye,wheat.choice',
  '/compare/rye,spelt,wheat.choice?weights=price:3,taste:1&lang=de',
  '/compare/rye,wheat.svg',
];

describe('Cards, verdicts, choices and badges', () => {
  it.each(paths)('can be read from every origin, and may be cached: %s', async (path) => {
    const first = await get(path, { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' });
    const { etag } = first.headers;
    expect(first.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'cache-control': 'public, max-age=0, must-revalidate',
    });
    expect(first.headers['access-control-allow-credentials']).toBeUndefined();
    const again = await get(path, { 'if-none-match': String(etag) });
    expect([again.status, again.headers.etag]).toEqual([304, etag]);
    const fixed = await get(`${path}${path.includes('?') ? '&' : '?'}at=1`);
    expect(fixed.headers['cache-control']).toMatch(/max-age=86400/u);
  });

  it.each(paths)('are absent if the operator turns content for other sites off: %s', async (path) => {
    const closed = await serveStore(graph.store, { embeds: false });
    const { status, headers } = await send(closed, { method: 'GET', path });
    await closed.close();
    expect([status, headers['access-control-allow-origin']]).toEqual([404, undefined]);
  });

  it.each(paths.filter((path) => !path.includes('.svg')))(
    'are valid HTML with absolute links: %s',
    async (path) => {
      const html = await fragment(path);
      const problems = await htmlProblems(
        `<!doctype html><html lang="en"><head><title>x</title></head><body>${html}</body></html>`,
      );
      expect(problems).toEqual([]);
      for (const [, href = ''] of html.matchAll(/ href="([^"]*)"/gu)) {
        expect(href).toMatch(new RegExp(`^(?:#|${server.url}/|https://bread\\.example/)`, 'u'));
      }
    },
  );

  it.each(paths)('have the same bytes in repeated responses: %s', async (path) => {
    const [one, other] = [await get(path), await get(path)];
    expect(one.text).toBe(other.text);
  });

  it('do not depend on Accept-Language', async () => {
    const { status, text } = await get('/approach/rye.card', { 'accept-language': 'de' });
    expect([status, text]).toEqual([200, await fragment('/approach/rye.card')]);
  });

  it('are redirected with all their parameters to their canonical address', async () => {
    const locations = await Promise.all(
      [
        '/compare/wheat,rye.choice?weights=price:3,keeps:1&atleast=taste:good&lang=de',
        '/compare/wheat,rye.svg?under=plan:Pro',
        '/compare/approach%2Frye,wheat.verdict',
        '/approach/approach/rye.card?axes=taste&prefix=x-',
      ].map(async (path) => {
        const { status, headers } = await get(path);
        return [status, headers.location];
      }),
    );
    expect(locations).toEqual([
      [301, '/compare/rye,wheat.choice?lang=de&weights=price:3,keeps:1&atleast=taste:good'],
      [301, '/compare/rye,wheat.svg?under=plan:Pro'],
      [301, '/compare/rye,wheat.verdict'],
      [301, '/approach/rye.card?axes=taste&prefix=x-'],
    ]);
  });

  it.each([
    ['/approach/ry.card', 404, 'NOT_FOUND', 'There is no approach "ry".'],
    ['/approach/rye.card?axes=tast', 404, 'NOT_FOUND', 'There is no axis "tast".'],
    ['/compare/rye,whaet.verdict', 404, 'NOT_FOUND', 'There is no approach "whaet".'],
    [
      '/compare/rye,wheat.choice?weights=price',
      400,
      'BAD_USER_INPUT',
      'weights: expected weights such as price:3, got "price".',
    ],
    [
      '/compare/rye,wheat.choice?weights=price:-1',
      400,
      'BAD_USER_INPUT',
      'weights: expected weights from 0 to 100, got "-1".',
    ],
    [
      '/compare/rye,wheat.choice?weights=price:1,price:2',
      400,
      'BAD_USER_INPUT',
      'weights: expected each axis once, got "price".',
    ],
    [
      '/compare/rye,wheat.choice?weights=price:0',
      400,
      'BAD_USER_INPUT',
      'criteria: expected at least one weight above 0, got 0 for all.',
    ],
    [
      '/compare/evil,wheat.choice?under=plan:Pro&columns=evil',
      400,
      'BAD_USER_INPUT',
      'Expected at least 2 approaches to compare, got 1.',
    ],
  ])('are replaced by an error with a code and a message: %s', async (path, expected, code, message) => {
    const { status, text } = await get(path);
    const { errors } = JSON.parse(text) as {
      errors: { message: string; extensions: { code: string } }[];
    };
    expect([status, errors.map((each) => [each.extensions.code, each.message])]).toEqual([
      expected,
      [[code, message]],
    ]);
  });

  it('show hostile texts as plain text', async () => {
    for (const path of [
      '/approach/evil.card',
      '/compare/evil,wheat.verdict',
      '/compare/evil,wheat.choice?weights=price:1',
      '/compare/evil,wheat.svg',
    ]) {
      const { status, text } = await get(path);
      expect([path, status]).toEqual([path, 200]);
      expect(text).not.toMatch(/<img|<!--|href="javascript:/u);
      expect(text.toLowerCase()).not.toMatch(/<[^>]* on\w+=/u);
    }
  });

  it('about bread have at most 1,700, 600, 1,200 and 500 bytes with gzip', async () => {
    const sizes = await Promise.all(
      [
        '/approach/rye.card',
        '/compare/rye-or-wheat.verdict',
        '/compare/rye,wheat.choice',
        '/compare/rye,wheat.svg',
      ].map(async (path) => gzipSync((await get(path)).text, { level: 9 }).length),
    );
    const budgets = [1700, 600, 1200, 500];
    expect(sizes.map((size, index) => size <= (budgets[index] ?? 0))).toEqual([true, true, true, true]);
  });
});

describe('A card', () => {
  it('shows the name, the summary, and the first values with their sources', async () => {
    expect(textOf(await fragment('/approach/rye.card'))).toBe(
      'Rye Dark and dense. Price €4 1 Taste great 1 Crust Thick 1 Keeps for a week Yes 1 A book of bread bread.example Pricesomewhere Tastepage 7 Crustsomewhere Keeps for a weeksomewhere Close All 4 statements with sources',
    );
  });

  it('shows the axes of its address in their order, even axes that are not stated', async () => {
    const html = await fragment('/approach/spelt.card?axes=keeps,dimension/price,taste&lang=de');
    expect(textOf(html)).toMatch(
      /^Spelt Keeps for a week Teilweise \(if sliced\) 1 Price Nicht angegeben Taste great 1 A book/u,
    );
  });

  it('has another prefix of ids if its address has one', async () => {
    const html = await fragment('/approach/rye.card?prefix=mine-');
    const ids = [...html.matchAll(/ id="([^"]*)"/gu)].map(([, each = '']) => each);
    expect(ids.length).toBeGreaterThan(5);
    expect(ids.filter((each) => !each.startsWith('mine-'))).toEqual([]);
  });
});

describe('A verdict', () => {
  it('has the sentence in which a source distinguishes the approaches, and the numbers of rows and sources', async () => {
    expect(textOf(await fragment('/compare/rye-or-wheat.verdict'))).toBe(
      'Rye vs Wheat Rye keeps; wheat is cheap. A book of bread They differ in 4 of 4 rows, according to 1 source. See the comparison',
    );
  });

  it('has a summary if no source distinguishes the approaches, and counts only the selected axes', async () => {
    expect(textOf(await fragment('/compare/rye,spelt,wheat.verdict?axes=taste&lang=de'))).toBe(
      'Rye, Spelt und 1 weitere In keiner Zeile stimmen nachweislich alle überein. Sie unterscheiden sich in 1 Zeile: Taste. Sie unterscheiden sich in 1 von 1 Zeile, laut 1 Quelle. Zum Vergleich',
    );
  });
});

describe('A badge', () => {
  it('is an SVG picture with a title', async () => {
    const { headers, text } = await get('/compare/rye,wheat.svg');
    expect(headers['content-type']).toBe('image/svg+xml; charset=utf-8');
    expect(text).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" lang="en" width="\d+" height="20"/u);
    expect(text).toContain('<title>Rye vs Wheat: differ in 4 of 4 rows</title>');
  });

  it('is well-formed for hostile names', async () => {
    await graph.store.apply(put([concept('APPROACH', 'odd', { name: 'a]]>b' })]), imported);
    const { text } = await get('/compare/odd,wheat.svg');
    // A strict parser of XML reads it.
    expect((await drawPng(text)).subarray(1, 4).toString()).toBe('PNG');
  });

  it('shortens long names', async () => {
    const long = 'Bread of '.repeat(200);
    await graph.store.apply(put([concept('APPROACH', 'long', { name: long })]), imported);
    const { text } = await get('/compare/long,wheat.svg?lang=de');
    expect(Number(/ width="(\d+)"/u.exec(text)?.[1])).toBeLessThan(600);
    expect(text).toMatch(/<title>Bread of [^<]*…: verschieden in/u);
  });
});

describe('A choice', () => {
  it('is rejected without weights if no axis has a default weight', async () => {
    const { status, text } = await get('/compare/rye,wheat.choice?axes=crust');
    expect([status, text]).toEqual([
      400,
      expect.stringContaining('no axis of this comparison has a default weight'),
    ]);
  });

  it('ranks by the axes with scores along which the approaches differ most', async () => {
    const html = await fragment('/compare/rye,wheat.choice');
    const sliders = [...html.matchAll(/type="range" name="([^"]*)"[^>]* value="([^"]*)"/gu)].map(
      ([, name, weight]) => [name, weight],
    );
    expect(new Map(sliders as [string, string][])).toEqual(
      new Map([
        ['feature/keeps', '5'],
        ['dimension/price', '5'],
        ['dimension/taste', '5'],
      ]),
    );
  });

  it('adds requirements to the default axes', async () => {
    const html = await fragment('/compare/rye,spelt,wheat.choice?atleast=keeps:PARTIAL,taste:good');
    const sliders = [...html.matchAll(/type="range" name="([^"]*)"[^>]* value="([^"]*)"/gu)];
    expect(sliders.map(([, name, weight]) => `${name}:${weight}`).sort()).toEqual([
      'dimension/price:5',
      'keeps:5',
      'taste:5',
    ]);
    expect(textOf(html)).toMatch(/Excluded, because a requirement is not shown to be met: Wheat /u);
  });

  it('excludes approaches that are not shown to meet a requirement, and shows the reason', async () => {
    const html = await fragment('/compare/rye,spelt,wheat.choice?weights=taste:1&atleast=price:3');
    expect(textOf(html)).toContain('Wheat comes first, with a score of 0.50. Wheat Score 0.50');
    expect(textOf(html)).toMatch(/Excluded, because a requirement is not shown to be met: Rye .* Spelt /u);
  });

  it('states whether missing or contested values could change the order', async () => {
    const open = await fragment('/compare/rye,spelt.choice?weights=price:1');
    const closed = await fragment('/compare/rye,wheat.choice?weights=price:1');
    const sentence = 'Values that are missing or contested could change the order';
    expect([open.includes(sentence), closed.includes(sentence)]).toEqual([true, false]);
  });

  it('has the same order, scores and flip as the API', async () => {
    const axes = ['price', 'taste', 'keeps'];
    await fc.assert(
      fc.asyncProperty(
        fc.subarray(['evil', 'rye', 'spelt', 'wheat'], { minLength: 2 }),
        fc
          .array(fc.integer({ min: 0, max: 10 }), { minLength: 3, maxLength: 3 })
          .filter((each) => each.some(Boolean)),
        fc.constantFrom('en', 'de'),
        async (approaches, weights, locale) => {
          const pairs = axes.map((axis, index) => `${axis}:${weights[index]}`);
          const html = await fragment(
            `/compare/${approaches.join()}.choice?weights=${pairs.join()}&lang=${locale}`,
          );
          const { rank } = await query<{
            rank: {
              places: { approach: { slug: string }; score: number; minimum: number; maximum: number }[];
              flip: { explanation: string } | null;
            };
          }>(
            `query ($approaches: [String!]!, $criteria: [Criterion!]!, $locale: String!) {
              rank(approaches: $approaches, criteria: $criteria) {
                places { approach { slug } score minimum maximum }
                flip { explanation(locale: $locale) }
              }
            }`,
            {
              approaches,
              criteria: axes.map((axis, index) => ({ axis, weight: weights[index] })),
              locale,
            },
          );
          const ranked = [
            ...html.matchAll(
              /<li><p class="tertium-choice-place"><a href="[^"]*\/approach\/(\w+)[^"]*">[^]*?<span>([^<]*)<\/span>/gu,
            ),
          ];
          const number = new Intl.NumberFormat(locale, {
            minimumFractionDigits: 2,
            maximumFractionDigits: 2,
          });
          expect(ranked.map(([, slug]) => slug)).toEqual(rank.places.map(({ approach }) => approach.slug));
          expect(ranked.map(([, , text = '']) => text.match(/\d[.,]\d\d/gu))).toEqual(
            rank.places.map(({ score, minimum, maximum }) =>
              (minimum < maximum ? [score, minimum, maximum] : [score]).map((each) => number.format(each)),
            ),
          );
          const flip = rank.flip?.explanation.split(hostile)[0];
          if (flip !== undefined) expect(textOf(html)).toContain(flip.trim());
          else expect(html).toMatch(/No change of a single weight|Keine Änderung eines einzelnen Gewichts/u);
        },
      ),
      { numRuns: 60, seed: 19 },
    );
  });
});

it('an axis of a choice can be named by its id or by its slug', async () => {
  const [bySlug, byId] = await Promise.all([
    fragment('/compare/rye,wheat.choice?weights=taste:1'),
    fragment(`/compare/rye,wheat.choice?weights=${id('DIMENSION', 'taste')}:1`),
  ]);
  expect(textOf(byId)).toBe(textOf(bySlug));
});
