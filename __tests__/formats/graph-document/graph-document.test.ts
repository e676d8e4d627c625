import { describe, expect, test } from '@jest/globals';
import type { Concept } from '../../../src/graph/concept.js';
import type { Change, ClaimDraft } from '../../../src/graph/ports/writing.js';
import { readGraphDocuments } from '../../../src/formats/graph-document/graph-document.js';

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

/** The claims about msp that a few lines of YAML make, each a flow mapping. */
function claimsAboutMsp(...claims: readonly string[]): readonly ClaimDraft[] {
  const lines = claims.map((claim) => `      - ${claim}`).join('\n');
  return claimsOf(read(`source: article\napproaches:\n  - slug: msp\n    claims:\n${lines}`));
}

test('concepts are put with every property, including defaults', () => {
  const rest = { aliases: [], summary: null, sameAs: [] };
  const span = { minimum: null, maximum: null, earliest: null, latest: null };
  const unmeasured = { unit: null, tolerance: null, ...span };

  expect(conceptsOf(read())).toEqual([
    {
      ...rest,
      kind: 'CITED_SOURCE',
      id: 'cited-source/article',
      slug: 'article',
      name: 'The article',
      url: 'https://example.org/article',
      publisher: 'Ora',
      category: 'IT',
      language: 'en',
      publishedOn: '2024-05',
      readingMinutes: 5,
    },
    {
      ...rest,
      kind: 'CITED_SOURCE',
      id: 'cited-source/editors',
      slug: 'editors',
      name: 'The editors',
      url: null,
      publisher: null,
      category: null,
      language: null,
      publishedOn: null,
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
    { ...rest, kind: 'APPROACH', id: 'approach/dev-ops', slug: 'devops', name: 'DevOps' },
    {
      ...rest,
      kind: 'FEATURE',
      id: 'feature/automation',
      slug: 'automation',
      name: 'Automation',
      featureKind: 'PRACTICE',
    },
    {
      ...rest,
      ...unmeasured,
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
      ...rest,
      ...unmeasured,
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
    { ...rest, kind: 'QUESTION', id: 'question/which', slug: 'which', name: 'Which one?', category: 'IT' },
  ]);
});

test('the span of a dimension of dates is parsed at the written precision, also a year as a number', () => {
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

test('a claim is put with all its properties', () => {
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

test('a short claim has the source of its document, and no citation', () => {
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

describe('the statement of a claim', () => {
  test.each<[statement: string, claim: string, stated: Partial<ClaimDraft>]>([
    [
      'a link with NO',
      '{ hasFeature: automation, value: NO }',
      { value: { type: 'SUPPORT', support: 'NO', note: null } },
    ],
    [
      'a link with PARTIAL',
      '{ hasFeature: automation, value: { support: PARTIAL, note: only builds } }',
      { value: { type: 'SUPPORT', support: 'PARTIAL', note: 'only builds' } },
    ],
    [
      'a link with UNKNOWN',
      '{ hasFeature: automation, absence: UNKNOWN }',
      { value: null, absence: 'UNKNOWN' },
    ],
    [
      'a value of the scale',
      '{ hasValue: strength, value: all }',
      { target: 'dimension/strength', value: { type: 'ORDINAL', level: 'all' } },
    ],
    [
      'that a dimension does not apply',
      '{ hasValue: strength, absence: NOT_APPLICABLE }',
      { value: null, absence: 'NOT_APPLICABLE' },
    ],
    [
      'only words',
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
  ])('%s', (_statement, claim, stated) => {
    expect(claimsAboutMsp(claim)).toEqual([expect.objectContaining(stated)]);
  });
});

test('the order of claims about a subject is that of the files by name, then of the lines', () => {
  const text = (words: readonly string[]): string =>
    `source: article\napproaches:\n  - slug: msp\n    claims:\n${words.map((word) => `      - definedAs: ${word}\n`).join('')}`;
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

test('claims have their position and the claim that they replace, and the next one follows the previous position', () => {
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

test('a citation has offsets in its text, and keeps the white space of its quote', () => {
  const [claim] = claimsAboutMsp(
    '{ definedAs: words, citations: [{ quote: " fast ", prefix: "so ", start: 3, end: 9, textHash: abc }] }',
  );

  expect(claim?.citations).toEqual([
    { locator: null, quote: ' fast ', prefix: 'so ', suffix: null, start: 3, end: 9, textHash: 'abc' },
  ]);
});

test('sources are put first, then other concepts, then claims; the sources are completed last', () => {
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

test('claims that differ in value, qualifiers or source are different claims', () => {
  expect(
    claimsAboutMsp(
      '{ hasFeature: automation }',
      '{ hasFeature: automation, value: NO }',
      '{ hasFeature: automation, qualifiers: { plan: Business } }',
      '{ hasFeature: automation, source: editors }',
    ),
  ).toHaveLength(4);
});

test('a document may be empty, and a folder of empty documents changes nothing', () => {
  const files = ['', '# nothing yet\n', '---\n', '{}'].map((text, index) => ({ name: `${index}`, text }));

  expect(readGraphDocuments(files)).toEqual([]);
  expect(readGraphDocuments([])).toEqual([]);
});

test('booleans and dates of YAML 1.1 are texts', () => {
  const text = '%YAML 1.1\n---\nbenefits: [{ slug: x, name: YES, aliases: [no, on, 2024-05-17] }]';

  expect(conceptsOf(read(text))).toContainEqual(
    expect.objectContaining({ id: 'benefit/x', name: 'YES', aliases: ['no', 'on', '2024-05-17'] }),
  );
});

test('both kinds of line ends, and a byte order mark, make no difference', () => {
  const text = `\uFEFF${base.text.replaceAll('\n', '\r\n')}`;

  expect(readGraphDocuments([{ name: 'x', text }])).toEqual(readGraphDocuments([base]));
});

test('parts of a document may be reused with an alias', () => {
  const claims = claimsAboutMsp(
    '{ hasFeature: automation, citations: &places [{ locator: Page 1 }] }',
    '{ definedAs: words, citations: *places }',
  );

  expect(claims.map(({ citations }) => citations[0]?.locator)).toEqual(['Page 1', 'Page 1']);
});
