/** Tests the content of the seed: the article on MSP and DevOps, twelve licences, and storage media. */
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { readDocumentFiles } from '../../src/formats/input/document-files.js';
import { readGraphDocuments } from '../../src/formats/graph-document/graph-document.js';
import type { Predicate } from '../../src/graph/claim.js';
import type { Concept, ConceptKind, ConceptOf } from '../../src/graph/concept.js';
import type { ClaimDraft } from '../../src/graph/ports/writing.js';

const article = 'cited-source/ora-msp-vs-devops';
const editors = 'cited-source/tertium-editors';
const articleApproaches = ['approach/msp', 'approach/devops'];
const licences = [
  ...['mit', 'apache-2-0', 'gpl-3-0', 'agpl-3-0', 'lgpl-3-0', 'mpl-2-0'],
  ...['bsd-2-clause', 'bsd-3-clause', 'isc', 'unlicense', 'cc0-1-0', 'epl-2-0'],
].map((slug) => `approach/${slug}`);

/** Reads the concepts and claims of the seed documents that a filter selects by file name. */
async function contentOf(isSelected: (file: string) => boolean) {
  const files = await readDocumentFiles(fileURLToPath(new URL('../../seed', import.meta.url)));
  const changes = readGraphDocuments(files.filter(({ name }) => isSelected(name)));
  return {
    concepts: changes.flatMap((change) => (change.type === 'putConcept' ? [change.concept] : [])),
    claims: changes.flatMap((change) => (change.type === 'putClaim' ? [change.claim] : [])),
  };
}

/** The concepts of the article and of the licences; both parts cite the editors. */
let concepts: readonly Concept[];
let claims: readonly ClaimDraft[];
beforeAll(async () => {
  ({ concepts, claims } = await contentOf((file) => !file.includes('data-storage-media')));
});

function ofKind<Kind extends ConceptKind>(kind: Kind): readonly ConceptOf<Kind>[] {
  return concepts.filter((concept): concept is ConceptOf<Kind> => concept.kind === kind);
}

function claimsOf(predicate: Predicate, of: Partial<ClaimDraft> = {}): readonly ClaimDraft[] {
  return claims.filter(
    (claim) =>
      claim.predicate === predicate &&
      Object.entries(of).every(([key, value]) => claim[key as keyof ClaimDraft] === value),
  );
}

function count<Item>(items: readonly Item[], nameOf: (item: Item) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[nameOf(item)] = (counts[nameOf(item)] ?? 0) + 1;
  return counts;
}

test('every claim has citations, and every citation has a locator', async () => {
  const { claims } = await contentOf(() => true);
  expect(claims.length).toBeGreaterThan(0);
  expect(claims.filter(({ citations }) => citations.length === 0)).toEqual([]);
  expect(claims.flatMap(({ citations }) => citations).filter(({ locator }) => !locator?.trim())).toEqual([]);
});

test('every declared source is cited, and every cited source is declared', async () => {
  const { claims, concepts } = await contentOf(() => true);
  const cited = new Set(claims.map(({ source }) => source));
  const declared = concepts.filter(({ kind }) => kind === 'CITED_SOURCE').map(({ id }) => id);

  expect([...cited].sort()).toEqual(declared.sort());
});

describe('the article on MSP and DevOps', () => {
  const ofArticle = (predicate: Predicate, of: Partial<ClaimDraft> = {}): readonly ClaimDraft[] =>
    claimsOf(predicate, { source: article, ...of });

  test('is a source with publisher, category and reading time', () => {
    expect(ofKind('CITED_SOURCE').find(({ id }) => id === article)).toMatchObject({
      name: 'What is the Difference Between MSP and DevOps?',
      publisher: 'Ora',
      category: 'IT Management & Operations',
      readingMinutes: 5,
    });
  });

  test('is about two approaches, each with aliases, a summary and definitions', () => {
    const approaches = ofKind('APPROACH').filter(({ id }) => !licences.includes(id));

    expect(approaches.map(({ id }) => id)).toEqual(articleApproaches);
    for (const { id, aliases, summary } of approaches) {
      expect(aliases).not.toEqual([]);
      expect(summary).not.toBeNull();
      expect(ofArticle('DEFINED_AS', { subject: id }).length).toBeGreaterThan(0);
    }
  });

  test('states five characteristics and six services of MSP, and six characteristics and six practices of DevOps', () => {
    const kindOf = new Map(ofKind('FEATURE').map(({ id, featureKind }) => [id, featureKind]));
    const featuresOf = (subject: string): Record<string, number> =>
      count(ofArticle('HAS_FEATURE', { subject }), ({ target }) => String(kindOf.get(target ?? '')));

    expect(featuresOf('approach/msp')).toEqual({ CHARACTERISTIC: 5, SERVICE: 6 });
    expect(featuresOf('approach/devops')).toEqual({ CHARACTERISTIC: 6, PRACTICE: 6 });
    expect(count(ofKind('FEATURE'), ({ featureKind }) => featureKind)).toEqual({
      CHARACTERISTIC: 11,
      SERVICE: 6,
      PRACTICE: 6,
    });
  });

  test('states five benefits of each approach', () => {
    expect(count(ofArticle('BRINGS_BENEFIT'), ({ subject }) => subject)).toEqual({
      'approach/msp': 5,
      'approach/devops': 5,
    });
    expect(ofKind('BENEFIT')).toHaveLength(10);
  });

  test('has a table of six dimensions, with a value for each approach in every row', () => {
    const values = ofArticle('HAS_VALUE');

    expect(values).toHaveLength(12);
    expect(count(values, ({ target }) => target ?? '')).toEqual(
      Object.fromEntries(
        ['nature', 'focus', 'goal', 'scope', 'relationship', 'approach'].map((slug) => [
          `dimension/${slug}`,
          2,
        ]),
      ),
    );
    expect(count(values, ({ subject }) => subject)).toEqual({ 'approach/msp': 6, 'approach/devops': 6 });
  });

  test('has one question about both approaches, with the differences and the conclusion', () => {
    const [claim] = ofArticle('ASKS_ABOUT');
    const subject = claim?.subject ?? '';

    expect(ofArticle('ASKS_ABOUT').map(({ target }) => target)).toEqual(articleApproaches);
    expect(new Set(ofArticle('ASKS_ABOUT').map((claim) => claim.subject)).size).toBe(1);
    expect(ofArticle('DISTINGUISHED_BY', { subject }).length).toBeGreaterThan(0);
    expect(ofArticle('CONCLUDES', { subject }).map(({ text }) => text)).toContainEqual(
      expect.stringMatching(/many .*use both/i),
    );
  });

  test('is not cited for links from features to benefits: the editors state these links, at least one for each feature', () => {
    const links = claimsOf('LEADS_TO');

    expect(links.length).toBeGreaterThan(0);
    expect(new Set(links.map(({ source }) => source))).toEqual(new Set([editors]));
    const linked = new Set(links.map(({ subject }) => subject));
    expect(ofKind('FEATURE').filter(({ id }) => !linked.has(id))).toEqual([]);
  });
});

describe('the licences', () => {
  const valueOf = (slug: string, dimension: string): unknown =>
    claimsOf('HAS_VALUE', { subject: `approach/${slug}`, target: `dimension/${dimension}` })[0]?.value;
  const subjectsOf = (dimension: string, support: string): readonly string[] =>
    claimsOf('HAS_VALUE', { target: `dimension/${dimension}` })
      .filter(({ value }) => value?.type === 'SUPPORT' && value.support === support)
      .map(({ subject }) => subject)
      .sort();

  test('are the twelve approaches that are not in the article', () => {
    const ids = ofKind('APPROACH').map(({ id }) => id);

    expect(ids.filter((id) => !articleApproaches.includes(id)).sort()).toEqual([...licences].sort());
  });

  test('have values of three types: support, levels and terms', () => {
    const types = claims
      .filter(({ subject }) => licences.includes(subject))
      .flatMap(({ value, predicate }) => (predicate === 'HAS_VALUE' && value ? [value.type] : []));

    expect([...new Set(types)].sort()).toEqual(['ORDINAL', 'SUPPORT', 'TERMS']);
  });

  test('have the correct level of copyleft strength', () => {
    const levels = Object.fromEntries(
      claimsOf('HAS_VALUE', { target: 'dimension/copyleft-strength' }).map(({ subject, value }) => [
        subject.replace('approach/', ''),
        value?.type === 'ORDINAL' ? value.level : value,
      ]),
    );

    expect(levels).toEqual({
      mit: 'none',
      'apache-2-0': 'none',
      'bsd-2-clause': 'none',
      'bsd-3-clause': 'none',
      isc: 'none',
      unlicense: 'none',
      'cc0-1-0': 'none',
      'mpl-2-0': 'file',
      'epl-2-0': 'file',
      'lgpl-3-0': 'library',
      'gpl-3-0': 'work',
      'agpl-3-0': 'work',
    });
  });

  test('include one licence that excludes the use of patents, and two licences that require the same licence for the complete work', () => {
    expect(subjectsOf('patent-use', 'NO')).toEqual(['approach/cc0-1-0']);
    expect(valueOf('cc0-1-0', 'limitations')).toMatchObject({
      terms: expect.arrayContaining(['patent use']) as unknown,
    });
    expect(subjectsOf('same-licence-whole-work', 'YES')).toEqual(['approach/agpl-3-0', 'approach/gpl-3-0']);
  });

  test('cite twelve texts, each of which only one licence cites, and otherwise the editors', () => {
    const sourcesOf = new Map(
      licences.map((id) => [
        id,
        new Set(claims.filter(({ subject }) => subject === id).map(({ source }) => source)),
      ]),
    );
    const texts = [...sourcesOf.values()].flatMap((sources) => [...sources]).filter((id) => id !== editors);

    expect(texts).toHaveLength(12);
    expect(new Set(texts).size).toBe(12);
  });
});

test('the storage media have unknown and not applicable cells, claims with conditions, all value types except TERMS and VERSION, and capacities in several units', async () => {
  const media = await contentOf((file) => file.includes('data-storage-media') || file.includes('shared'));
  const values = media.claims.filter(({ predicate }) => predicate === 'HAS_VALUE');

  expect(new Set(values.map(({ absence }) => absence))).toEqual(new Set([null, 'UNKNOWN', 'NOT_APPLICABLE']));
  expect(values.some(({ qualifiers }) => qualifiers.length > 0)).toBe(true);
  expect(new Set(values.map(({ value }) => value?.type))).toEqual(
    new Set(['QUANTITY', 'DATE', 'ORDINAL', 'SUPPORT', 'TEXT', undefined]),
  );
  const units = values.flatMap(({ target, value }) =>
    target === 'dimension/capacity' && value?.type === 'QUANTITY' ? [value.unit] : [],
  );
  expect(new Set(units).size).toBeGreaterThan(2);
});
