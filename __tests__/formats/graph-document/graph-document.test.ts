import { describe, expect, test } from '@jest/globals';
import type { Concept } from '../../../src/graph/concept.js';
import type { Change, ClaimDraft } from '../../../src/graph/ports/writing.js';
import { readGraphDocuments } from '../../../src/formats/graph-document/graph-document.js';
import { imported } from '../../support/changes.js';
import { sqliteStore } from '../../support/stores.js';

const base = {
  name: '1-base.tertium.yaml',
  text: `
source: article
approaches:
  - slug: msp
    name: ' Managed Service Provider '
    aliases: [MSP]
    summary: >-
      An outside
      company.
    sameAs: [https://example.org/msp]
  - { slug: devops, name: DevOps, id: approach/dev-ops }
features:
  - { slug: automation, name: Automation, featureKind: PRACTICE }
dimensions:
  - { slug: strength, name: Strength, group: At a glance, valueType: ORDINAL, levels: [none, all], betterWhen: HIGHER }
  - { slug: goal, name: Goal, valueType: TERMS, cardinality: MULTIPLE, weighs: false }
questions:
  - { slug: which, name: Which one?, category: IT }
citedSources:
  - slug: article
    name: The article
    url: https://example.org/article
    publisher: Ora
    category: IT
    language: en
    publishedOn: '2024-05'
    accessedOn: 2026-11-29
    readingMinutes: 5
  - { slug: editors, name: The editors }
`,
};

function read(...texts: readonly string[]): readonly Change[] {
  return readGraphDocuments([
    base,
    ...texts.map((text, index) => ({ name: `2-${index}.tertium.yaml`, text })),
  ]);
}

function conceptsOf(changes: readonly Change[]): readonly Concept[] {
  return changes.flatMap((change) => (change.type === 'putConcept' ? [change.concept] : []));
}

function claimsOf(changes: readonly Change[]): readonly ClaimDraft[] {
  return changes.flatMap((change) => (change.type === 'putClaim' ? [change.claim] : []));
}

/** Parses claims about `approach/msp`. @param claims the YAML text of each claim */
function claimsAboutMsp(...claims: readonly string[]): readonly ClaimDraft[] {
  const lines = claims.map((claim) => `      - ${claim}`).join('\n');
  return claimsOf(read(`source: article\napproaches:\n  - slug: msp\n    claims:\n${lines}`));
}

test('a document puts concepts with all properties, including defaults', () => {
  const defaults = { aliases: [], summary: null, sameAs: [] };
  const span = { minimum: null, maximum: null, earliest: null, latest: null };
  const withoutScale = { unit: null, tolerance: null, ...span };

  expect(conceptsOf(read())).toEqual([
    {
      ...defaults,
      kind: 'CITED_SOURCE',
      id: 'cited-source/article',
      slug: 'article',
      name: 'The article',
      url: 'https://example.org/article',
      publisher: 'Ora',
      category: 'IT',
      language: 'en',
      publishedOn: '2024-05',
      accessedOn: '2026-11-29',
      readingMinutes: 5,
    },
    {
      ...defaults,
      kind: 'CITED_SOURCE',
      id: 'cited-source/editors',
      slug: 'editors',
      name: 'The editors',
      url: null,
      publisher: null,
      category: null,
      language: null,
      publishedOn: null,
      accessedOn: null,
      readingMinutes: null,
    },
    {
      kind: 'APPROACH',
      id: 'approach/msp',
      slug: 'msp',
      name: 'Managed Service Provider',
      aliases: ['MSP'],
      summary: 'An outside company.',
      sameAs: ['https://example.org/msp'],
    },
    { ...defaults, kind: 'APPROACH', id: 'approach/dev-ops', slug: 'devops', name: 'DevOps' },
    {
      ...defaults,
      kind: 'FEATURE',
      id: 'feature/automation',
      slug: 'automation',
      name: 'Automation',
      featureKind: 'PRACTICE',
    },
    {
      ...defaults,
      ...withoutScale,
      kind: 'DIMENSION',
      id: 'dimension/strength',
      slug: 'strength',
      name: 'Strength',
      group: 'At a glance',
      valueType: 'ORDINAL',
      cardinality: 'SINGLE',
      levels: ['none', 'all'],
      betterWhen: 'HIGHER',
      weighs: true,
    },
    {
      ...defaults,
      ...withoutScale,
      kind: 'DIMENSION',
      id: 'dimension/goal',
      slug: 'goal',
      name: 'Goal',
      group: null,
      valueType: 'TERMS',
      cardinality: 'MULTIPLE',
      levels: null,
      betterWhen: 'NEITHER',
      weighs: false,
    },
    {
      ...defaults,
      kind: 'QUESTION',
      id: 'question/which',
      slug: 'which',
      name: 'Which one?',
      category: 'IT',
    },
  ]);
});

test('the span of a dimension of dates has the precision of the document, and a year may be a number', () => {
  const dimensions = conceptsOf(
    read(
      "dimensions:\n  - { slug: a, name: A, valueType: DATE, earliest: 1980, latest: '2030-06' }\n  - { slug: b, name: B, valueType: DATE, earliest: 1980-02-01, latest: 2030 }",
    ),
  ).filter(({ slug }) => ['a', 'b'].includes(slug));
  expect(dimensions).toMatchObject([
    { earliest: '1980', latest: '2030-06' },
    { earliest: '1980-02-01', latest: '2030' },
  ]);
});

test('a document puts a claim with all its properties', () => {
  const claim = `hasValue: goal
        value: [speed, safety]
        text: In other words.
        qualifiers: { region: EU, plan: Business }
        rank: PREFERRED
        source: editors
        citations:
          - { locator: Page 4, quote: speed, prefix: of, suffix: and }
          - quote: safety`;

  expect(claimsAboutMsp(claim)).toEqual([
    {
      subject: 'approach/msp',
      predicate: 'HAS_VALUE',
      target: 'dimension/goal',
      value: { type: 'TERMS', terms: ['speed', 'safety'] },
      absence: null,
      text: 'In other words.',
      qualifiers: [
        { key: 'plan', value: 'Business' },
        { key: 'region', value: 'EU' },
      ],
      rank: 'PREFERRED',
      source: 'cited-source/editors',
      position: 0,
      supersedes: null,
      citations: [
        {
          locator: 'Page 4',
          quote: 'speed',
          prefix: 'of',
          suffix: 'and',
          start: null,
          end: null,
          textHash: null,
        },
        {
          locator: null,
          quote: 'safety',
          prefix: null,
          suffix: null,
          start: null,
          end: null,
          textHash: null,
        },
      ],
    },
  ]);
});

test('a claim without a source has the default source of its document, and citations are optional', () => {
  expect(claimsAboutMsp('{ hasFeature: automation }')).toEqual([
    {
      subject: 'approach/msp',
      predicate: 'HAS_FEATURE',
      target: 'feature/automation',
      value: { type: 'SUPPORT', support: 'YES', note: null },
      absence: null,
      text: null,
      qualifiers: [],
      rank: 'NORMAL',
      source: 'cited-source/article',
      position: 0,
      supersedes: null,
      citations: [],
    },
  ]);
});

describe('a claim can have', () => {
  test.each<[title: string, claim: string, expected: Partial<ClaimDraft>]>([
    [
      'the value NO of a link',
      '{ hasFeature: automation, value: NO }',
      { value: { type: 'SUPPORT', support: 'NO', note: null } },
    ],
    [
      'the value PARTIAL of a link',
      '{ hasFeature: automation, value: { support: PARTIAL, note: only builds } }',
      { value: { type: 'SUPPORT', support: 'PARTIAL', note: 'only builds' } },
    ],
    [
      'the absence UNKNOWN of a link',
      '{ hasFeature: automation, absence: UNKNOWN }',
      { value: null, absence: 'UNKNOWN' },
    ],
    [
      'a level of an ordinal dimension as its value',
      '{ hasValue: strength, value: all }',
      { target: 'dimension/strength', value: { type: 'ORDINAL', level: 'all' } },
    ],
    [
      'the absence of a value because the dimension does not apply',
      '{ hasValue: strength, absence: NOT_APPLICABLE }',
      { value: null, absence: 'NOT_APPLICABLE' },
    ],
    [
      'only a text',
      '{ definedAs: " A company. " }',
      { predicate: 'DEFINED_AS', target: null, value: null, absence: null, text: 'A company.' },
    ],
    ['a target by its id', '{ equivalentTo: approach/dev-ops }', { target: 'approach/dev-ops' }],
    ['a target by a slug that is not in its id', '{ equivalentTo: devops }', { target: 'approach/dev-ops' }],
    [
      'a short citation',
      '{ hasFeature: automation, locator: Page 1, quote: automatic }',
      { citations: [expect.objectContaining({ locator: 'Page 1', quote: 'automatic' }) as never] },
    ],
  ])('%s', (_title, claim, expected) => {
    expect(claimsAboutMsp(claim)).toEqual([expect.objectContaining(expected)]);
  });
});

test('claims about a subject are ordered by file name, then line', () => {
  const text = (definitions: readonly string[]): string =>
    `source: article\napproaches:\n  - slug: msp\n    claims:\n${definitions.map((definition) => `      - definedAs: ${definition}\n`).join('')}`;
  const files = [
    { name: 'b/10.tertium.yaml', text: text(['fourth']) },
    { name: 'b/1.tertium.yaml', text: text(['second', 'third']) },
    { name: 'a.tertium.yaml', text: text(['first']) },
  ];

  const claims = claimsOf(readGraphDocuments([...files, base]));

  expect(claims.map(({ text, position }) => [text, position])).toEqual([
    ['first', 0],
    ['second', 1],
    ['third', 2],
    ['fourth', 3],
  ]);
});

test('a claim has its stated position and superseded claim; without a position, it follows the previous claim', () => {
  const claims = claimsAboutMsp(
    '{ definedAs: first, position: 7 }',
    '{ definedAs: second }',
    '{ definedAs: third, position: -1, supersedes: claim/abc }',
  );

  expect(claims.map(({ position, supersedes }) => [position, supersedes])).toEqual([
    [7, null],
    [8, null],
    [-1, 'claim/abc'],
  ]);
});

test('a citation has offsets, the hash of its source text, and the white space of its quote', () => {
  const [claim] = claimsAboutMsp(
    '{ definedAs: words, citations: [{ quote: " fast ", prefix: "so ", start: 3, end: 9, textHash: abc }] }',
  );

  expect(claim?.citations).toEqual([
    { locator: null, quote: ' fast ', prefix: 'so ', suffix: null, start: 3, end: 9, textHash: 'abc' },
  ]);
});

test('the changes put concepts, then claims, and complete the sources at the end', () => {
  const changes = read(
    'source: editors\nfeatures:\n  - slug: automation\n    claims: [{ definedAs: words }]',
  );

  expect(changes.map((change) => change.type)).toEqual([
    ...Array<string>(8).fill('putConcept'),
    'putClaim',
    'completeSource',
    'completeSource',
  ]);
  expect(changes.slice(-2)).toEqual([
    { type: 'completeSource', source: 'cited-source/article' },
    { type: 'completeSource', source: 'cited-source/editors' },
  ]);
});

test('claims that differ only in value, qualifiers or source are not duplicates', () => {
  expect(
    claimsAboutMsp(
      '{ hasFeature: automation }',
      '{ hasFeature: automation, value: NO }',
      '{ hasFeature: automation, qualifiers: { plan: Business } }',
      '{ hasFeature: automation, source: editors }',
    ),
  ).toHaveLength(4);
});

test('empty documents are valid and produce no changes, as does an empty list of documents', () => {
  const files = ['', '# nothing yet\n', '---\n', '{}'].map((text, index) => ({ name: `${index}`, text }));

  expect(readGraphDocuments(files)).toEqual([]);
  expect(readGraphDocuments([])).toEqual([]);
});

test('booleans and dates in YAML 1.1 notation are texts', () => {
  const text = '%YAML 1.1\n---\nbenefits: [{ slug: x, name: YES, aliases: [no, on, 2024-05-17] }]';

  expect(conceptsOf(read(text))).toContainEqual(
    expect.objectContaining({ id: 'benefit/x', name: 'YES', aliases: ['no', 'on', '2024-05-17'] }),
  );
});

test('CR LF line breaks and a byte order mark do not change the result', () => {
  const text = `\uFEFF${base.text.replaceAll('\n', '\r\n')}`;

  expect(readGraphDocuments([{ name: 'x', text }])).toEqual(readGraphDocuments([base]));
});

test('a value can be reused with an alias', () => {
  const claims = claimsAboutMsp(
    '{ hasFeature: automation, citations: &places [{ locator: Page 1 }] }',
    '{ definedAs: words, citations: *places }',
  );

  expect(claims.map(({ citations }) => citations[0]?.locator)).toEqual(['Page 1', 'Page 1']);
});

test('a later document can add a better end and a span to a stored dimension, but cannot change its value type', async () => {
  const graph = await sqliteStore.open();
  const document = (members: string, value: string): string => `citedSources: [{ slug: s, name: S }]
dimensions: [{ slug: pace, name: Pace, ${members} }]
approaches: [{ slug: mill, name: Mill, claims: [{ hasValue: pace, value: ${value}, source: s }] }]
`;
  const apply = (text: string) =>
    graph.store.apply(readGraphDocuments([{ name: 'x.tertium.yaml', text }]), imported);
  try {
    await apply(document('valueType: QUANTITY', '5'));
    await apply(document('valueType: QUANTITY, betterWhen: HIGHER, minimum: 0, maximum: 10', '5'));
    const view = await graph.store.reader.openView();
    expect(await view?.concepts([{ kind: 'DIMENSION', reference: 'pace' }])).toMatchObject([
      { betterWhen: 'HIGHER', minimum: '0', maximum: '10' },
    ]);
    const other = `citedSources: [{ slug: t, name: T }]
dimensions: [{ slug: pace, name: Pace, valueType: ORDINAL, levels: [slow, fast] }]
approaches: [{ slug: mill, name: Mill, claims: [{ hasValue: pace, value: slow, source: t }] }]
`;
    await expect(apply(other)).rejects.toThrow(/ORDINAL.*QUANTITY|QUANTITY.*ORDINAL/u);
  } finally {
    await graph.close();
  }
});
