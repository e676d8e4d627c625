import { expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { parseArticle } from '../../../src/formats/articles/parse-article.js';

test('docs/articles.md shows the actual report of its example article', async () => {
  const page = await readFile(new URL('../../../docs/articles.md', import.meta.url), 'utf8');
  const block = (language: string): string =>
    new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\`$`, 'mu').exec(page)?.[1] ?? '';
  const { report } = parseArticle(block('text'), {
    format: null,
    url: null,
    language: null,
    name: 'article',
  });
  const lines = report.lines.flatMap(({ number, parts }) =>
    parts
      .filter(({ outcome }) => outcome !== 'BLANK')
      .map(({ start, end, outcome, became, confidence }) => {
        const label = became === null ? outcome : `${outcome} ${became}`;
        const confidenceText = confidence < 1 ? `, ${Math.round(confidence * 100)} % sure` : '';
        return `${number}: ${label} (${start} to ${end}${confidenceText})`;
      }),
  );
  expect(`${lines.join('\n')}\n`).toBe(block('report'));
});
