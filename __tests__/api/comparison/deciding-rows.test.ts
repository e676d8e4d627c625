/**
 * Tests, mostly with real data, that rows of identifying values are not listed as the most discriminating.
 * Identifying values, such as names and addresses, differ between all approaches, so they do not help to choose.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Concept, Dimension } from '../../../src/graph/concept.js';
import type { ClaimDraft } from '../../../src/graph/ports/writing.js';
import type { ClaimValue } from '../../../src/graph/values/value-rules.js';
import { ask } from '../../support/api.js';
import { citedSource, concept, dimension, imported, put, text, value } from '../../support/changes.js';
import { seed } from '../../support/seed.js';
import { sqliteStore, type TestStore } from '../../support/stores.js';

/* oxlint-disable typescript/no-explicit-any -- results and the data of packages are read without their types */

const require = createRequire(import.meta.url);

/** A table with a row for each approach: its values by dimension, null if a value is not stated. */
interface DataSet {
  readonly dimensions: Readonly<Record<string, Partial<Dimension>>>;
  readonly rows: ReadonlyMap<string, Readonly<Record<string, ClaimValue | null>>>;
}

const amount = (number: number): ClaimValue => {
  const decimal = String(number);
  return { type: 'QUANTITY', minimum: decimal, maximum: decimal, unit: null };
};
const support = (isSupported: boolean): ClaimValue => ({
  type: 'SUPPORT',
  support: isSupported ? 'YES' : 'NO',
  note: null,
});
const textOrNull = (value: string | undefined): ClaimValue | null => (value ? text(value) : null);

/** Reads the licences of SPDX. */
function readLicences(): DataSet {
  const licences = Object.entries<any>(require('spdx-license-list/full'));
  return {
    dimensions: {
      'full-name': {},
      'licence-page': {},
      'licence-text': {},
      family: {},
      host: {},
      'osi-approved': { valueType: 'SUPPORT' },
      words: { valueType: 'QUANTITY' },
      'mentions-patents': { valueType: 'SUPPORT' },
    },
    rows: new Map(
      licences.map(([id, { name, url, osiApproved, licenseText }]) => [
        `spdx-${id
          .toLowerCase()
          .replaceAll('+', '-plus')
          .replace(/[^a-z0-9]+/gu, '-')}`,
        {
          'full-name': text(name),
          'licence-page': textOrNull(url?.split(/\s/u)[0]),
          'licence-text': textOrNull(licenseText.trim().slice(0, 200)),
          family: textOrNull(id.split('-')[0]),
          host: textOrNull(/^https?:\/\/([^/]+)/u.exec(url ?? '')?.[1]),
          'osi-approved': support(osiApproved === true),
          words: amount(licenseText.split(/\s+/u).length),
          'mentions-patents': support(/patent/iu.test(licenseText)),
        },
      ]),
    ),
  };
}

/** Reads the browsers and server runtimes of the browser compatibility data. */
function readBrowsers(): DataSet {
  const { browsers } = JSON.parse(readFileSync(require.resolve('@mdn/browser-compat-data'), 'utf8'));
  return {
    dimensions: {
      'browser-name': {},
      'newest-release-notes': {},
      'type-of-device': {},
      engine: {},
      flags: { valueType: 'SUPPORT' },
      extensions: { valueType: 'SUPPORT' },
      releases: { valueType: 'QUANTITY' },
      'first-release': { valueType: 'DATE' },
    },
    rows: new Map(
      Object.entries<any>(browsers).map(([key, browser]) => {
        const releases = Object.values<any>(browser.releases);
        const newest = releases.findLast(({ release_notes: notes }) => notes);
        const first = releases.find(({ release_date: date }) => date);
        return [
          `browser-${key.replaceAll('_', '-')}`,
          {
            'browser-name': text(browser.name),
            // The same notes may describe the releases for several devices. The key makes each text unique.
            'newest-release-notes': text(`${newest?.release_notes ?? 'none'} (${key})`),
            'type-of-device': text(browser.type),
            engine: textOrNull(releases.at(-1)?.engine),
            flags: support(browser.accepts_flags),
            extensions: support(browser.accepts_webextensions),
            releases: amount(releases.length),
            'first-release': first ? { type: 'DATE', date: first.release_date } : null,
          },
        ];
      }),
    ),
  };
}

/** A fictional directory of twelve bakeries. */
const bakeries: DataSet = {
  dimensions: {
    'bakery-address': {},
    telephone: {},
    'oven-type': {},
    'price-of-a-loaf': { valueType: 'QUANTITY' },
    organic: { valueType: 'SUPPORT' },
    seats: { valueType: 'QUANTITY' },
  },
  rows: new Map(
    Array.from({ length: 12 }, (_, number) => [
      `bakery-${number}`,
      {
        'bakery-address': text(`${number + 1} Mill Lane`),
        telephone: text(`0${number}0 555 01${number}`),
        'oven-type': text(number % 3 === 0 ? 'Stone' : 'Deck'),
        'price-of-a-loaf': amount(3 + (number % 4)),
        organic: support(number % 2 === 0),
        seats: amount(number * 4),
      },
    ]),
  ),
};

/** Product pages of six media of the seed. Their dimension has `weighs: false`, because six values are too few to be recognised as identifying. */
const mediaPages: DataSet = {
  dimensions: { 'product-page': { weighs: false } },
  rows: new Map(
    ['bd-rom', 'dvd-rom', 'cd-rom', 'lto-9', 'sdxc-card', 'floppy-disk-hd'].map((slug) => [
      slug,
      { 'product-page': text(`https://media.example/${slug}`) },
    ]),
  ),
};

/** The identifying axes of each data set, and comparisons of its approaches. */
const comparisons: readonly {
  readonly name: string;
  readonly identity: readonly string[];
  readonly approaches: readonly (readonly string[])[];
}[] = [
  {
    name: 'licences',
    identity: ['full-name', 'licence-page', 'licence-text'],
    approaches: [
      ['spdx-mit', 'spdx-apache-2-0'],
      ['spdx-mit', 'spdx-isc'],
      ['spdx-gpl-3-0-only', 'spdx-agpl-3-0-only'],
      ['spdx-gpl-2-0-only', 'spdx-gpl-3-0-only'],
      ['spdx-bsd-2-clause', 'spdx-bsd-3-clause'],
      ['spdx-mpl-2-0', 'spdx-epl-2-0'],
      ['spdx-zlib', 'spdx-unlicense'],
      ['spdx-wtfpl', 'spdx-cc0-1-0'],
      ['spdx-mit', 'spdx-apache-2-0', 'spdx-gpl-3-0-only'],
      ['spdx-mit', 'spdx-isc', 'spdx-zlib', 'spdx-bsd-3-clause', 'spdx-ofl-1-1'],
    ],
  },
  {
    name: 'browsers',
    identity: ['browser-name', 'newest-release-notes'],
    approaches: [
      ['browser-chrome', 'browser-firefox'],
      ['browser-chrome', 'browser-edge'],
      ['browser-firefox', 'browser-safari'],
      ['browser-safari', 'browser-safari-ios'],
      ['browser-nodejs', 'browser-deno'],
      ['browser-bun', 'browser-nodejs', 'browser-deno'],
      ['browser-opera', 'browser-opera-android'],
      ['browser-chrome', 'browser-firefox', 'browser-safari'],
      ['browser-ie', 'browser-edge'],
      ['browser-webview-ios', 'browser-webview-android', 'browser-oculus'],
    ],
  },
  {
    name: 'storage media',
    identity: ['product-page'],
    approaches: [
      ['bd-rom', 'dvd-rom'],
      ['bd-rom', 'lto-9'],
      ['cd-rom', 'dvd-rom'],
      ['lto-9', 'sdxc-card'],
      ['floppy-disk-hd', 'sdxc-card'],
      ['bd-rom', 'dvd-rom', 'cd-rom', 'lto-9', 'sdxc-card', 'floppy-disk-hd'],
    ],
  },
  {
    name: 'bakeries',
    identity: ['bakery-address', 'telephone'],
    approaches: [
      ['bakery-0', 'bakery-1'],
      ['bakery-2', 'bakery-6'],
      ['bakery-3', 'bakery-9', 'bakery-10'],
      ['bakery-4', 'bakery-5', 'bakery-7', 'bakery-11'],
    ],
  },
];

function contentOf({ dimensions, rows }: DataSet): { concepts: Concept[]; claims: ClaimDraft[] } {
  return {
    concepts: Object.entries(dimensions).map(([slug, more]) => dimension(slug, more)),
    claims: [...rows].flatMap(([slug, values]) =>
      Object.entries(values).flatMap(([along, stated]) => (stated ? [value(slug, along, stated)] : [])),
    ),
  };
}

describe('the most discriminating rows', () => {
  let graph: TestStore;
  beforeAll(async () => {
    graph = await sqliteStore.open();
    await seed(graph.store);
    const dataSets = [readLicences(), readBrowsers(), bakeries];
    const approaches = dataSets
      .flatMap(({ rows }) => [...rows.keys()])
      .map((slug) => concept('APPROACH', slug));
    const contents = [...dataSets, mediaPages].map(contentOf);
    const concepts = [citedSource('s'), ...approaches, ...contents.flatMap((each) => each.concepts)];
    await graph.store.apply(
      put(
        concepts,
        contents.flatMap((each) => each.claims),
      ),
      imported,
    );
  });
  afterAll(() => graph.close());

  const cases = comparisons.flatMap(({ name, identity, approaches }) =>
    approaches.map((compared) => [name, compared, identity] as const),
  );

  test('are tested with 30 comparisons', () => {
    expect(cases).toHaveLength(30);
  });

  test.each(cases)(
    'of %s do not include identifying axes: the comparison of %j does not list %j',
    async (_, compared, identity) => {
      const { compare } = await ask(
        graph.store,
        `{ compare(approaches: ${JSON.stringify(compared)}) {
           rows(first: 200) { nodes { axis { slug } verdict distance } }
           summary { mostDiscriminating { axis { slug } verdict distance } } } }`,
      );
      const rows = compare.rows.nodes.map(({ axis, verdict, distance }: any) => [
        axis.slug,
        verdict,
        distance,
      ]);
      // These rows have the highest distance.
      for (const slug of identity) expect(rows).toContainEqual([slug, 'DIFFERENT', 1]);
      const deciding = compare.summary.mostDiscriminating.map(({ axis }: any) => axis.slug);
      expect(deciding.length).toBeGreaterThan(0);
      expect(deciding.filter((slug: string) => identity.includes(slug))).toEqual([]);
    },
  );
});
