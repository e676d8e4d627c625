import { describe, expect, test } from '@jest/globals';
import { readHtml } from '../../../src/formats/articles/markup/read-html.js';
import { readMarkdown } from '../../../src/formats/articles/markup/read-markdown.js';
import { parseArticle } from '../../../src/formats/articles/parse-article.js';

function parsed(text: string) {
  return parseArticle(`${text}\n`, { format: 'markdown', url: null, language: null, name: 'article' });
}

/** Parses an article. @returns a line for each claim: the predicate, the names of the subject and the target, and the value if its type is TEXT, otherwise the text of the claim */
function claimsOf(text: string): readonly string[] {
  const { draft } = parsed(text);
  const names = new Map(draft.concepts.map(({ id, name }) => [id, name]));
  return draft.claims.map(({ predicate, subject, target, value, text: words }) =>
    [
      predicate,
      names.get(subject),
      names.get(target ?? ''),
      value?.type === 'TEXT' ? value.text : words,
    ].join(' | '),
  );
}

const opening = '# Docker vs Podman\n\nDocker is a tool with a daemon. Podman is a tool without a daemon.';
const items = '- Early feedback\n- Small scope';

/** Builds an article with a heading and a list in the section of one subject. */
const inSection = (heading: string): string =>
  `${opening}\n\n## Docker\n\nDocker is a tool with a daemon.\n\n### ${heading}\n\n${items}\n\n## Podman\n\nPodman is a tool without a daemon.`;

describe('A list in the section of a subject', () => {
  test.each(['Risk management', 'Strengths training', 'Differences in drawbacks', 'Key differences'])(
    'states no feature, benefit or drawback below a heading that does not announce any: %s',
    (heading) => {
      const { draft, report } = parsed(inSection(heading));
      expect(draft.claims.map(({ predicate }) => predicate)).not.toContainEqual(
        expect.stringMatching(/HAS_FEATURE|BRINGS_BENEFIT|HAS_DRAWBACK|HAS_VALUE/u),
      );
      const parts = report.lines.flatMap(({ parts: ofLine }) => ofLine);
      expect(parts.filter(({ became }) => became?.startsWith('perhaps'))).toHaveLength(2);
    },
  );

  test.each([
    ['Risks', 'HAS_DRAWBACK | Docker | Early feedback | '],
    ['Strengths', 'BRINGS_BENEFIT | Docker | Early feedback | '],
    ['Features', 'HAS_FEATURE | Docker | Early feedback | '],
  ])('has claims with the predicate that its heading announces: %s', (heading, claim) => {
    expect(claimsOf(inSection(heading))).toContain(claim);
  });

  test('states values of a dimension if the sections of all subjects have a list below the same heading, even if the heading has a noun for drawbacks', () => {
    const claims = claimsOf(
      `${opening}\n\n## Docker\n\nDocker is a tool with a daemon.\n\n### Risk management\n\n${items}\n\n## Podman\n\nPodman is a tool without a daemon.\n\n### Risk management\n\n- Daily review`,
    );
    expect(claims).toContain('HAS_VALUE | Podman | Risk management | Daily review');
  });
});

describe('Text outside a table', () => {
  const table =
    '| Feature | Docker | Podman |\n|---|---|---|\n| Price | high | low |\n| Speed | low | high |';

  test.each([
    ['a labelled paragraph', '**Price:** Docker is dear, whereas Podman is cheap.'],
    ['a sentence', 'One key difference is the price: Docker is dear, whereas Podman is cheap.'],
    ['a section', '## Price\n\nDocker is dear, whereas Podman is cheap.'],
    [
      'a list',
      '- Price: Docker is dear, whereas Podman is cheap.\n- Logo: Docker is a whale, whereas Podman is a seal.',
    ],
  ])('adds no value of a dimension of the table: %s', (_, text) => {
    const stated = claimsOf(`${opening}\n\n${text}\n\n## Table\n\n${table}`);
    expect(stated.filter((claim) => /\| Price \|/iu.test(claim))).toEqual([
      'HAS_VALUE | Docker | Price | high',
      'HAS_VALUE | Podman | Price | low',
    ]);
  });
});

describe('The sections of a document are about subjects', () => {
  const sections = '### shaft well\n\nshaft well reaches down.\n\n### tube well\n\nThe tube well is driven.';

  test('if each starts with its heading, and the title has one of the headings', () => {
    expect(claimsOf(`# Comparison with shaft well\n\n## How they work\n\n${sections}`)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^DEFINED_AS \| shaft well/u),
        expect.stringMatching(/^DEFINED_AS \| tube well/u),
      ]),
    );
  });

  test.each([
    ['the title has none of the headings', `# How wells work\n\n## Kinds\n\n${sections}`],
    [
      'they do not start with their headings',
      '# Comparison with shaft well\n\n## Cost\n\nIt is low.\n\n## Depth\n\nIt is high.',
    ],
    [
      'they are not beside each other',
      '# Comparison with shaft well\n\n## A\n\n### shaft well\n\nshaft well is deep.\n\n## B\n\n### tube well\n\ntube well is thin.',
    ],
  ])('but not if %s', (_, text) => {
    expect(claimsOf(text)).toEqual([]);
  });
});

test.each([
  ['a paragraph of Markdown', readMarkdown('**Cut &amp; paste**: fast'), 11],
  ['an item of Markdown', readMarkdown('- **Cut  &amp;\n  paste** is fast'), 11],
  ['a paragraph of HTML', readHtml('<p><b>Cut &amp; paste</b>: fast</p>'), 11],
  ['an item of HTML', readHtml('<ul><li><b>Cut &amp; paste</b>: fast</li></ul>'), 11],
])(
  'The emphasis at the start of %s is counted in characters of the text, not of its source',
  (_, blocks, length) => {
    expect(blocks).toMatchObject([{ emphasisLength: length }]);
  },
);
