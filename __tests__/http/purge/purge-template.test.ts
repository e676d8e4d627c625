import { expect, test } from '@jest/globals';
import { bodyWithTags, headerWithTags, parseBodyTemplate } from '../../../src/http/purge/purge-template.js';

const tags = ['subject:approach/msp', 'with "quotes" and {tags}'];

test.each([
  ['{"tags":"{tags}"}', { tags }],
  ['"{tags}"', tags],
  [
    '[{"kind":"cache_tag","subgraphs":["tertium"],"cache_tag":"{tag}"}]',
    tags.map((tag) => ({ kind: 'cache_tag', subgraphs: ['tertium'], cache_tag: tag })),
  ],
  [
    '{"soft":true,"purge":[{"keys":["{tag}"],"n":1}],"all":"{tags}"}',
    { soft: true, purge: tags.map((tag) => ({ keys: [tag], n: 1 })), all: tags },
  ],
])('the body template %s contains the tags as values', (text, body) => {
  const template = parseBodyTemplate(text);
  expect(template).not.toBeNull();
  expect(JSON.parse(bodyWithTags(template, tags))).toEqual(body);
});

test.each(['', 'tags', '{"tags":[]}', '{"tag":"{tag}"}', '"{tag}"', '{"tags":"all {tags}"}', 'null'])(
  'the template %j is rejected: it is not JSON, or has no place for the tags',
  (text) => {
    expect(parseBodyTemplate(text)).toBeNull();
  },
);

test('a header with `{tags}` contains the tags with spaces between them, and other headers are unchanged', () => {
  expect(headerWithTags('{tags}', ['a', '$&'])).toBe('a $&');
  expect(headerWithTags('Bearer token', tags)).toBe('Bearer token');
});
