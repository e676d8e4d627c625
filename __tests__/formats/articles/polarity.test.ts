import { describe, expect, test } from '@jest/globals';
import { parseArticle } from '../../../src/formats/articles/parse-article.js';
import { furnitureIn } from '../../../src/formats/articles/text/cues.js';
import { sampleOf } from '../../support/test-run.js';

const opening =
  '# Docker vs Podman\n\nDocker is a tool with a daemon. Podman is a tool without a daemon.\n\n';

function parsed(body: string) {
  return parseArticle(`${opening}${body}\n`, {
    format: 'markdown',
    url: null,
    language: null,
    name: 'article',
  });
}

/** Returns the predicates of the claims with a word in their text or in the name of their target. */
function predicatesOf(body: string, word: string): readonly string[] {
  const { draft } = parsed(body);
  const names = new Map(draft.concepts.map(({ id, name }) => [id, name]));
  return draft.claims
    .filter(({ target, text }) => `${names.get(target ?? '') ?? ''} ${text ?? ''}`.includes(word))
    .map(({ predicate }) => predicate);
}

const cues = {
  BRINGS_BENEFIT: ['benefits', 'advantages', 'pros', 'strengths', 'upsides', 'merits', 'perks'],
  HAS_DRAWBACK: [
    'drawbacks',
    'disadvantages',
    'cons',
    'challenges',
    'limitations',
    'weaknesses',
    'downsides',
    'risks',
    'shortcomings',
    'pitfalls',
  ],
  HAS_FEATURE: [
    'features',
    'characteristics',
    'services',
    'tools',
    'examples',
    'principles',
    'practices',
    'components',
    'responsibilities',
    'capabilities',
    'functions',
    'goals',
  ],
};
const denials: readonly ((noun: string) => string)[] = [
  (noun) => `No ${noun} of Docker`,
  (noun) => `Docker has no ${noun}`,
  (noun) => `Docker without ${noun}`,
  (noun) => `The ${noun} that Docker lacks`,
  (noun) => `The ${noun} Docker does not have`,
  (noun) => `Missing ${noun} of Docker`,
  (noun) => `The ${noun} Docker avoids`,
  (noun) => `What are not ${noun} of Docker`,
  (noun) => `Myths about the ${noun} of Docker`,
  (noun) => `The ${noun} not found in Docker`,
  (noun) => `Docker's lack of ${noun}`,
  (noun) => `Docker is free of ${noun}`,
  (noun) => `Which ${noun} Docker can't offer`,
  (noun) => `The ${noun} absent from Docker`,
  (noun) => `There are hardly any ${noun} of Docker, if not none`,
];
const sideDenials: readonly ((noun: string) => string)[] = [
  (noun) => `Few ${noun} of Docker`,
  (noun) => `Minimal ${noun} of Docker`,
  (noun) => `Does Docker have ${noun}?`,
];
const resolutions: readonly ((noun: string) => string)[] = [
  (noun) => `How to reduce the ${noun} of Docker`,
  (noun) => `The ${noun} that Docker solves`,
  (noun) => `Overcoming the ${noun} of Docker`,
  (noun) => `Mitigating ${noun} in Docker`,
];
const forms: readonly ((heading: string) => string)[] = [
  (heading) => `## ${heading}\n\n- Zeta\n- Kappa`,
  (heading) => `## Docker\n\nDocker is a tool.\n\n### ${heading}\n\n- Zeta\n- Kappa`,
  (heading) => `${heading}:\n\n- Zeta\n- Kappa`,
  (heading) => `## ${heading}\n\n### Docker\n\n- Zeta\n- Kappa`,
];

const nouns = Object.entries(cues).flatMap(([predicate, names]) =>
  names.map((noun) => ({ predicate, noun })),
);

describe('A heading above a list', () => {
  test.each(nouns)(
    'has claims with the predicate of its cue below it: $noun of Docker',
    ({ predicate, noun }) => {
      for (const form of forms.slice(0, 3))
        expect(predicatesOf(form(`The ${noun} of Docker`), 'Zeta')).toEqual([predicate]);
    },
  );

  const denied = nouns.flatMap(({ predicate, noun }) => {
    const isSide = predicate !== 'HAS_FEATURE';
    const twins = [
      ...denials,
      ...(isSide ? sideDenials : []),
      ...(predicate === 'HAS_DRAWBACK' ? resolutions : []),
    ];
    return twins.map((twin) => ({ heading: twin(noun) }));
  });
  test.each(sampleOf(denied, 40))('has no claims below it if it denies its cue: $heading', ({ heading }) => {
    for (const form of forms) expect(predicatesOf(form(heading), 'Zeta')).toEqual([]);
  });

  test.each([
    'When not to use Docker',
    'Who should not choose Docker',
    'Who should avoid Docker',
    'Docker is not for you if',
    'Docker is never the best option when',
    'Problems that Docker solves',
    'Where Docker falls short',
    'What Docker lacks',
    'Without Docker you lose',
  ])('that denies advice or a property has no claims below it: %s', (heading) => {
    for (const form of forms) expect(predicatesOf(form(heading), 'Zeta')).toEqual([]);
  });

  test.each(['Reasons to avoid Docker', 'The case against Docker', "What we don't like about Docker"])(
    'with reasons against a subject has drawbacks below it: %s',
    (heading) => {
      expect(predicatesOf(`## ${heading}\n\n- Zeta`, 'Zeta')).toEqual(['HAS_DRAWBACK']);
    },
  );

  test('has no cue in a compound noun', () => {
    for (const heading of ['Risk management in Docker', 'Strength training with Docker', 'Docker risk-free'])
      expect(predicatesOf(`## ${heading}\n\n- Zeta`, 'Zeta')).not.toContain('HAS_DRAWBACK');
    expect(predicatesOf('## Strength training with Docker\n\n- Zeta', 'Zeta')).not.toContain(
      'BRINGS_BENEFIT',
    );
  });

  test.each(['Limitations of liability', 'Benefits of containers'])(
    'about limitations or benefits of something else has no claims below it in the section of a subject: %s',
    (heading) => {
      expect(predicatesOf(`## Docker\n\nDocker is a tool.\n\n### ${heading}\n\n- Zeta`, 'Zeta')).toEqual([]);
    },
  );

  test('about drawbacks compared to a subject has no drawbacks of this subject below it', () => {
    const { draft } = parsed('## Docker\n\nDocker is a tool.\n\n### Drawbacks compared to Podman\n\n- Zeta');
    const names = new Map(draft.concepts.map(({ id, name }) => [id, name]));
    const drawbacks = draft.claims.filter(({ predicate }) => predicate === 'HAS_DRAWBACK');
    expect(drawbacks.map(({ subject }) => names.get(subject))).toEqual(['Docker']);
  });

  test('that denies its cue is reported with the possible meaning of its list', () => {
    const { report } = parsed('## Challenges that Podman solves\n\n- Root daemons');
    const parts = report.lines.flatMap(({ parts: found }) => found);
    expect(parts).toContainEqual(
      expect.objectContaining({
        outcome: 'NOT_UNDERSTOOD',
        became: 'perhaps what “Challenges that Podman solves” denies of Podman',
      }),
    );
  });
});

const against = [
  'Docker is not suitable for zeta.',
  'Do not use Docker for zeta.',
  'Avoid Docker if you need zeta.',
  'If you need zeta, Docker is not enough.',
  'Docker isn’t ideal when you need zeta.',
  'Never choose Docker for zeta.',
  'Docker is a poor choice for zeta.',
  'Docker rarely makes sense for zeta.',
  'There is no reason to choose Docker if you need zeta.',
  'When you need zeta, do not pick Docker.',
];

describe('A sentence of advice', () => {
  test.each(against)('recommends nothing if it advises against a subject: %s', (sentence) => {
    const bodies = [
      `## Conclusion\n\n${sentence}`,
      `## Notes\n\n${sentence}`,
      `## When to use Docker\n\n${sentence}`,
      `## When to use which\n\n- ${sentence}\n- Podman suits kappa.`,
    ];
    for (const body of bodies) expect(predicatesOf(body, 'zeta')).not.toContain('SUITS');
  });

  test.each([
    'Choose Docker if you do not need zeta.',
    'If you do not need zeta, choose Docker.',
    'Docker is not only small, it is the best choice for zeta.',
  ])(
    'recommends a subject if the negation in the sentence does not advise against the subject: %s',
    (sentence) => {
      expect(predicatesOf(`## Conclusion\n\n${sentence}`, 'zeta')).toContain('SUITS');
    },
  );
});

describe('An item that states that there is nothing to list, or that something is not supported', () => {
  test.each([
    ['Drawbacks', 'None'],
    ['Drawbacks', 'No known drawbacks'],
    ['Drawbacks', 'It has no real downsides'],
    ['Benefits', 'Nothing so far'],
    ['Benefits', 'No real advantages'],
    ['Features', 'None known.'],
    ['Features', 'Zeta: not supported'],
  ])('states nothing below %s: %s', (role, item) => {
    const { draft } = parsed(`## ${role} of Docker\n\n- ${item}`);
    expect(draft.claims.map(({ predicate }) => predicate)).not.toContainEqual(
      expect.stringMatching(/^(?:HAS_DRAWBACK|BRINGS_BENEFIT|HAS_FEATURE)$/u),
    );
  });
});

describe('A sentence without a difference', () => {
  test.each([
    'Docker and Podman do not differ in zeta.',
    'There is no difference between Docker and Podman in zeta.',
    'There is hardly any difference between Docker and Podman in zeta.',
  ])('is not stated as a difference: %s', (sentence) => {
    expect(predicatesOf(`## Differences\n\n${sentence}`, 'zeta')).not.toContain('DISTINGUISHED_BY');
  });
});

describe('A line', () => {
  test.each([
    'Image quality',
    'Source control',
    'Photo storage',
    'Author tools',
    'Credit limits',
    'Updated pricing',
    'By cost',
    'Subscribe button',
    'Copyright handling',
    'Tags and labels:',
  ])('is not page furniture only because of its first word: %s', (line) => {
    expect(furnitureIn(line)).toBeNull();
  });

  test.each([
    'By Ada Lovelace',
    'Written by the editors',
    'Image: a kettle on a stove',
    'Photo by Ada',
    'Source: the annual report',
    'Updated on 5 May 2024',
    'Tags: tea, water',
    'Figure 2 A kettle',
    'Subscribe to our letter',
    '© 2024',
  ])('is page furniture: %s', (line) => {
    expect(furnitureIn(line)).not.toBeNull();
  });
});

describe('Sentences about an aspect', () => {
  test('state a value for each subject if the sentence before them names only the aspect', () => {
    const { draft } = parsed(
      'One key difference between Docker and Podman is the time they take. Docker waits for zeta. Podman, on the other hand, starts at once.',
    );
    const values = draft.claims.filter(({ predicate }) => predicate === 'HAS_VALUE');
    expect(draft.concepts.filter(({ kind }) => kind === 'DIMENSION').map(({ name }) => name)).toEqual([
      'time they take',
    ]);
    expect(values.map(({ value }) => value)).toEqual([
      { type: 'TEXT', text: 'Docker waits for zeta.' },
      { type: 'TEXT', text: 'Podman, on the other hand, starts at once.' },
    ]);
  });
});
