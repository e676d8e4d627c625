import { expect, test } from '@jest/globals';
import { readRows } from './table-of-texts.js';

const length = 50_000;

// A regular expression whose time grows with the square of the length, or faster, can exceed the time limit of these tests.
test.each([
  ...[
    '1',
    '1 ',
    '1.',
    '1,',
    '1-',
    '1 – ',
    '~1',
    '±1 ',
    '+1 ',
    '1h ',
    '1 m',
    '1K ',
    '1 MB ',
    '1/',
    'x1',
    'a1',
    'a/b ',
  ],
  ...[
    '$1 per ',
    '$1/user',
    '/user',
    ' ',
    '(1',
    '(a) ',
    '✅ ',
    '🟢',
    'a, ',
    'a; ',
    'v1.',
    '2024-01-',
    'up to ',
    '<br>',
  ],
])('Long cells that repeat %j are read within the time limit of a test', (part) => {
  const text = part.repeat(length / part.length);
  const [row] = readRows([['Limit', text, `$${text}`, `${text}!`, `$${text} user`]]);
  expect(row?.cells).toHaveLength(4);
});
