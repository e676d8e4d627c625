import { describe, expect, test } from '@jest/globals';
import type { RequestedSubjects } from '../../../src/formats/tables/read-table.js';
import { parseArticle } from '../../../src/formats/articles/parse-article.js';

/** Parses a Markdown article. @returns the names of the approaches and questions, the predicates of the claims, and the kinds of the warnings */
function parsed(text: string, subjects: RequestedSubjects = null) {
  const options = { format: 'markdown', url: null, language: null, name: 'article', subjects } as const;
  const { draft, warnings } = parseArticle(text, options);
  const namesOf = (kind: string): readonly string[] =>
    draft.concepts.filter((concept) => concept.kind === kind).map(({ name }) => name);
  return {
    approaches: namesOf('APPROACH'),
    questions: namesOf('QUESTION'),
    predicates: new Set(draft.claims.map(({ predicate }) => predicate)),
    warnings: warnings.map(({ kind }) => kind),
  };
}

const program = `# Quarry

Quarry cuts stone in the browser. Its accuracy has been tested, and its workshops are open.

## Accuracy

The accuracy is better than a tenth of a millimetre. The saw decides about accuracy.

## Workshops

The workshops are listed on the home page. All workshops are free of charge.

`;

describe('An article whose headings compare nothing', () => {
  test('gives no approaches, no question and no claims, and a warning that the subjects are undecided', () => {
    expect(parsed(program)).toEqual({
      approaches: [],
      questions: [],
      predicates: new Set(),
      warnings: ['UNDECIDED_SUBJECTS'],
    });
  });

  test('gives no approaches for words of a sentence that only looks like a contrast', () => {
    const { approaches } = parsed(
      `${program}\n\nHow do notes differ from sections? The following table compares them with what we choose.\n`,
    );
    expect(approaches).toEqual([]);
  });

  test('keeps the approaches of its tables', () => {
    const { approaches, predicates } = parsed(
      `${program}| Tool | Price | Licence |\n| --- | --- | --- |\n| Quarry | 3 € | MIT |\n| Chisel | 4 € | GPL-3.0 |\n| Saw-O-Mat | 5 € | MIT |\n`,
    );
    expect(approaches).toEqual(['Quarry', 'Chisel', 'Saw-O-Mat']);
    expect(predicates).toContain('HAS_VALUE');
  });
});

describe('Headings are approaches if', () => {
  const sections =
    '## Slate\n\nRoofers split slate. They nail slate.\n\n## Thatch\n\nRoofers tie thatch. They comb thatch.\n\n';
  const title = '# Roofs of our village';
  test.each([
    ['a sentence contrasts them', 'Slate lasts for a century, whereas thatch lasts for a generation.'],
    ['headings weigh them', '### Benefits of slate\n\n- Long life\n\n### Benefits of thatch\n\n- Warmth'],
    ['headings introduce them', '### What is slate?\n\nA stone.\n\n### What is thatch?\n\nStraw.'],
    ['advice is given about them', 'Use slate if it rains a lot. Use thatch if it is dry.'],
    [
      'a table compares them',
      '| | Slate | Thatch |\n| --- | --- | --- |\n| Life | 100 years | 30 years |\n| Weight | 40 kg | 35 kg |',
    ],
  ])('%s', (_, confirmation) => {
    expect(parsed(`${title}\n\n${sections}${confirmation}\n`).approaches).toEqual(['Slate', 'Thatch']);
    expect(parsed(`${title}\n\n${sections}`)).toMatchObject({
      approaches: [],
      warnings: ['UNDECIDED_SUBJECTS'],
    });
  });

  test('sections start with them, and the title names one of them', () => {
    const text = sections
      .replace('Roofers split', 'Slate splits. Roofers split')
      .replace('Roofers tie', 'Thatch is tied. Roofers tie');
    expect(parsed(`# Comparison with slate\n\n${text}`).approaches).toEqual(['Slate', 'Thatch']);
    expect(parsed(`${title}\n\n${text}`).approaches).toEqual([]);
  });

  test('their names are requested; the article then gives definitions', () => {
    const { approaches, predicates, warnings } = parsed(program, ['Workshops', 'Quarry', 'Not in the text']);
    expect(approaches).toEqual(['Workshops', 'Quarry']);
    expect(predicates).toContain('DEFINED_AS');
    expect(warnings).toEqual([]);
  });
});
