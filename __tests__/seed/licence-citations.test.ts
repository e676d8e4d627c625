/**
 * Tests that each licence of the seed cites its own text, that its quotes from this text occur in the text, and that every
 * claim about the licence has a locator. The texts come from `spdx-license-list`. The SPDX address in the `sameAs` of a
 * licence contains the SPDX id.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import spdxLicences from 'spdx-license-list/full.js';
import { parse } from 'yaml';

interface SeedClaim {
  locator?: string;
  quote?: string;
  source?: string;
}
interface SeedConcept {
  slug: string;
  category?: string;
  sameAs?: string[];
  claims?: SeedClaim[];
}
interface SeedDocument {
  source?: string;
  approaches?: SeedConcept[];
  citedSources?: SeedConcept[];
}

const folder = new URL('../../seed/open-source-licences/', import.meta.url);
const documents = readdirSync(folder)
  .filter((name) => name.endsWith('.tertium.yaml'))
  .map((name) => parse(readFileSync(new URL(name, folder), 'utf8')) as SeedDocument);

const licenceTexts = new Set(
  documents
    .flatMap((document) => document.citedSources ?? [])
    .filter((source) => source.category === 'Licence text')
    .map((source) => source.slug),
);

const spdxIdBySlug = new Map(
  documents
    .flatMap((document) => document.approaches ?? [])
    .flatMap(({ slug, sameAs = [] }) =>
      sameAs.flatMap((uri) => {
        const id = /^https:\/\/spdx\.org\/licenses\/(.+)\.html$/.exec(uri)?.[1];
        return id === undefined ? [] : [[slug, id] as const];
      }),
    ),
);

const claims = documents.flatMap((document) =>
  (document.approaches ?? []).flatMap((licence) =>
    (licence.claims ?? []).map((claim) => ({
      licence: licence.slug,
      ...claim,
      source: claim.source ?? document.source ?? '',
    })),
  ),
);

const withOneSpace = (text: string): string => text.replace(/\s+/g, ' ').trim();

test('each of the twelve licences cites its own text', () => {
  const textsByLicence = new Map<string, Set<string>>();
  for (const { licence, source } of claims.filter((claim) => licenceTexts.has(claim.source))) {
    textsByLicence.set(licence, (textsByLicence.get(licence) ?? new Set()).add(source));
  }

  expect([...textsByLicence.keys()].sort()).toEqual([...spdxIdBySlug.keys()].sort());
  expect([...textsByLicence.values()].map((texts) => texts.size)).toEqual(Array<number>(12).fill(1));
  expect(new Set([...textsByLicence.values()].flatMap((texts) => [...texts])).size).toBe(12);
});

describe.each([...spdxIdBySlug])('the licence %s', (licence, spdxId) => {
  test(`every quote from the licence text occurs in the SPDX text of ${spdxId}`, () => {
    const text = withOneSpace(spdxLicences[spdxId]?.licenseText ?? '');
    const quotes = claims
      .filter((claim) => claim.licence === licence && licenceTexts.has(claim.source))
      .flatMap(({ quote }) => (quote === undefined ? [] : [withOneSpace(quote)]));

    expect(quotes.length).toBeGreaterThan(0);
    expect(quotes.filter((quote) => quote === '' || !text.includes(quote))).toEqual([]);
  });

  test('every claim has a locator', () => {
    const ofThisLicence = claims.filter((claim) => claim.licence === licence);

    expect(ofThisLicence.length).toBeGreaterThan(0);
    expect(ofThisLicence.filter(({ locator = '' }) => locator.trim() === '')).toEqual([]);
  });
});
