import { readdir, readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse, type OperationDefinitionNode } from 'graphql';
import { checkLimits } from '../../src/api/limits/check-limits.js';
import { defaultLimits } from '../../src/api/limits/limits.js';
import { createSchema } from '../../src/api/schema.js';
import { graphStatistics } from '../../src/graph/ports/statistics.js';
import { ask } from '../support/api.js';
import { seed } from '../support/seed.js';
import { eachStore, type TestStore } from '../support/stores.js';

/* oxlint-disable typescript/no-explicit-any -- a result has the shape of the operation in the test */

const examples = new URL('../../playground/examples/', import.meta.url);
const names = (await readdir(examples)).sort();

describe.each(eachStore)('The shipped content on $name', ({ open }) => {
  let graph: TestStore;
  beforeAll(async () => {
    graph = await open();
    await seed(graph.store);
  });
  afterAll(() => graph.close());

  test('contains all features, benefits and dimensions of the article, and its question', async () => {
    const { msp, devops, dimensions, question } = await ask(
      graph.store,
      `{
        msp: approach(slug: "msp") { aliases definitions { id } benefits { totalCount }
          characteristics: features(featureKind: CHARACTERISTIC) { totalCount } services: features(featureKind: SERVICE) { totalCount } practices: features(featureKind: PRACTICE) { totalCount } }
        devops: approach(slug: "devops") { definitions { id } benefits { totalCount }
          characteristics: features(featureKind: CHARACTERISTIC) { totalCount } services: features(featureKind: SERVICE) { totalCount } practices: features(featureKind: PRACTICE) { totalCount } }
        dimensions(filter: { relatedTo: ["msp"] }) { totalCount nodes { claims { totalCount } } }
        question(slug: "msp-vs-devops") { name distinctions { text } conclusions { text } approaches { nodes { slug } } }
      }`,
    );
    expect(msp).toMatchObject({
      characteristics: { totalCount: 5 },
      services: { totalCount: 6 },
      practices: { totalCount: 0 },
      benefits: { totalCount: 5 },
    });
    expect(devops).toMatchObject({
      characteristics: { totalCount: 6 },
      services: { totalCount: 0 },
      practices: { totalCount: 6 },
      benefits: { totalCount: 5 },
    });
    expect(msp.definitions.length).toBeGreaterThan(0);
    expect(devops.definitions.length).toBeGreaterThan(0);
    expect(dimensions.totalCount).toBe(6);
    expect(dimensions.nodes.map(({ claims }: any) => claims.totalCount)).toEqual([2, 2, 2, 2, 2, 2]);
    expect(question.name).toBe('What is the difference between MSP and DevOps?');
    expect(question.approaches.nodes.map(({ slug }: any) => slug).sort()).toEqual(['devops', 'msp']);
    expect(question.distinctions.length).toBeGreaterThan(0);
    expect(question.conclusions.map(({ text }: any) => text).join(' ')).toMatch(/both/iu);
  });

  test('has a citation with a locator for every claim of the article, and the metadata of the article', async () => {
    const { citedSources } = await ask(
      graph.store,
      `{ citedSources(filter: { relatedTo: ["msp-vs-devops"] }) { totalCount }
         article: compare(approaches: ["msp", "devops"]) { sources { nodes { slug publisher category readingMinutes language
           claims(first: 500) { totalCount nodes { predicate citations { locator } } } } } } }`,
    ).then(({ article }) => ({ citedSources: article.sources.nodes }));
    expect(citedSources).toHaveLength(1);
    const [article] = citedSources;
    expect(article).toMatchObject({
      publisher: 'Ora',
      category: 'IT Management & Operations',
      readingMinutes: 5,
      language: 'en',
    });
    expect(article.claims.nodes.length).toBe(article.claims.totalCount);
    for (const { citations, predicate } of article.claims.nodes) {
      expect(citations.map(({ locator }: any) => locator)).toEqual([expect.stringMatching(/\S/u)]);
      expect(predicate).not.toBe('LEADS_TO');
    }
  });

  test('links features to benefits only with claims of the editors, not with claims of the article', async () => {
    const { benefits } = await ask(
      graph.store,
      `{ benefits(first: 50) { nodes { slug features { edges { claims { source { slug } } node { slug } } } } } }`,
    );
    const edges = benefits.nodes.flatMap(({ features }: any) => features.edges);
    expect(edges.length).toBeGreaterThan(20);
    for (const { claims } of edges)
      expect(claims.map(({ source }: any) => source.slug)).toEqual(['tertium-editors']);
  });

  test('lists the licences that limit the use of patents', async () => {
    const { dimension, explicit } = await ask(
      graph.store,
      `{ dimension(slug: "limitations") { claims { nodes { subject { slug } value { ... on TermsValue { terms } } } } }
         explicit: dimension(slug: "patent-use") { claims { nodes { subject { slug } value { ... on SupportValue { support } } } } } }`,
    );
    const limiting = dimension.claims.nodes.filter(({ value }: any) => value.terms.includes('patent use'));
    expect(limiting.map(({ subject }: any) => subject.slug)).toEqual(['cc0-1-0']);
    const withholding = explicit.claims.nodes.filter(({ value }: any) => value.support === 'NO');
    expect(withholding.map(({ subject }: any) => subject.slug)).toEqual(['cc0-1-0']);
  });

  test('lists the licences that require the same licence for the whole work', async () => {
    const { bySupport, byStrength } = await ask(
      graph.store,
      `{ bySupport: dimension(slug: "same-licence-whole-work") { claims { nodes { subject { slug } value { ... on SupportValue { support } } } } }
         byStrength: dimension(slug: "copyleft-strength") { levels claims { totalCount nodes { subject { slug } value { ... on OrdinalValue { level position } } } } } }`,
    );
    const requiring = bySupport.claims.nodes.filter(({ value }: any) => value.support === 'YES');
    expect(requiring.map(({ subject }: any) => subject.slug)).toEqual(['agpl-3-0', 'gpl-3-0']);
    const levels = new Map(
      byStrength.claims.nodes.map(({ subject, value }: any) => [subject.slug, value.level]),
    );
    expect(byStrength.claims.totalCount).toBe(12);
    expect(Object.fromEntries(levels)).toMatchObject({
      'gpl-3-0': 'work',
      'agpl-3-0': 'work',
      'lgpl-3-0': 'library',
      'mpl-2-0': 'file',
      'epl-2-0': 'file',
      mit: 'none',
      'apache-2-0': 'none',
      'cc0-1-0': 'none',
    });
    for (const { value } of byStrength.claims.nodes)
      expect(byStrength.levels[value.position]).toBe(value.level);
  });

  test('shows the shared and the different permissions of MIT and Apache-2.0', async () => {
    const { compare } = await ask(
      graph.store,
      `{ compare(approaches: ["mit", "apache-2-0"], along: { axes: ["permissions"] }) { rows(verdicts: [OVERLAPPING]) { nodes { verdict basis distance explanation cells { values { value { ... on TermsValue { terms } } } } } } } }`,
    );
    const [row] = compare.rows.nodes;
    expect(row).toMatchObject({ verdict: 'OVERLAPPING', basis: 'TERMS', distance: 0.2 });
    expect(row.explanation).toBe(
      'Shared by all: commercial use, distribution, modification, private use. Not by all: patent use (Apache License 2.0).',
    );
  });

  test.each(names)('supports the example %s, within the limits', async (name) => {
    const source = await readFile(new URL(name, examples), 'utf8');
    expect(source).toMatch(/^# \S.*\n# \S/u);
    const document = parse(source);
    const view = await graph.store.reader.openView();
    checkLimits(
      defaultLimits,
      createSchema(),
      document,
      document.definitions[0] as OperationDefinitionNode,
      {},
      (await view?.statistics()) ?? graphStatistics({}),
    );
    const data = await ask(graph.store, source);
    for (const result of Object.values(data)) expect(result).not.toBeNull();
  });

  test('supports a comparison of MSP with DevOps along all axes in one request, with claims and citations in each cell that is not `NOT_STATED`', async () => {
    const { compare } = await ask(
      graph.store,
      `{ compare(approaches: ["msp", "devops"]) { revision rows(first: 500) { totalCount nodes { kind verdict cells { state display claims { source { name } citations { locator } } } } } } }`,
    );
    const counts = new Map<string, number>();
    for (const { kind } of compare.rows.nodes) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    expect(Object.fromEntries(counts)).toEqual({ DIMENSION: 6, FEATURE: 23, BENEFIT: 10 });
    for (const { cells } of compare.rows.nodes) {
      expect(cells).toHaveLength(2);
      for (const { state, display, claims } of cells) {
        expect(claims.length > 0).toBe(state !== 'NOT_STATED');
        expect(display === 'Not stated').toBe(state === 'NOT_STATED');
        for (const { source, citations } of claims) {
          expect(source.name).toBeTruthy();
          expect(citations[0].locator).toBeTruthy();
        }
      }
    }
  });
});
