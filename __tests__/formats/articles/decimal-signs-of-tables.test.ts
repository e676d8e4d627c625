import { expect, test } from '@jest/globals';
import { parseArticle } from '../../../src/formats/articles/parse-article.js';
import { ruleOf } from '../../../src/graph/values/value-rules.js';

const table = (head: string, ash: string, elm: string): string =>
  `| Product | ${head} |\n|---|---|\n| Ash kettle | ${ash} |\n| Elm kettle | ${elm} |\n`;

/** Parses an article with tables. @returns the values along the dimensions whose names start with "Time", each with its type */
function timesIn(...tables: readonly string[]): readonly string[] {
  const { draft } = parseArticle(`# Kettles\n\n${tables.join('\n\nMore kettles:\n\n')}`, {
    format: 'markdown',
    url: null,
    language: null,
    name: 'kettles',
    subjects: 'rows',
  });
  const times = draft.concepts.filter(({ name }) => name.startsWith('Time')).map(({ id }) => id);
  return draft.claims.flatMap(({ target, value }) =>
    target !== null && times.includes(target) && value
      ? [`${value.type} ${ruleOf(value).display(value)}`]
      : [],
  );
}

const times = table('Time (s)', '1.640', '17.815');

test('A table that does not show its decimal sign has the decimal sign of the other tables of the article', () => {
  expect(timesIn(table('Mass (kg)', '1.5', '0.75'), times)).toEqual(['QUANTITY 1.64 s', 'QUANTITY 17.815 s']);
  expect(timesIn(times, table('Mass (kg)', '1,5', '0,75'))).toEqual(['QUANTITY 1640 s', 'QUANTITY 17815 s']);
});

test.each([
  ['no other table shows one and the article has no prose', []],
  [
    'the other tables show both signs',
    [table('Mass (kg)', '1.5', '0.75'), table('Width (m)', '1,5', '0,75')],
  ],
])('The decimal sign of a table that does not show it is undecided if %s', (_, others) => {
  expect(timesIn(times, ...others)).toEqual(['TEXT 1.640', 'TEXT 17.815']);
});
