import { expect, test } from '@jest/globals';
import { NamedRevisions } from '../../../src/http/graphql/named-revisions.js';

const epoch = 'gggggggg00000000';

test('the published revision and its token are one object until the next publication', () => {
  const revisions = new NamedRevisions();
  const first = revisions.published({ number: 1, epoch });
  expect(first).toMatchObject({ number: 1, token: `1.${epoch}` });
  expect(revisions.published({ number: 1, epoch })).toBe(first);
  expect(revisions.of({ number: 1, epoch })).toBe(first);
  expect(revisions.published({ number: 2, epoch })).toMatchObject({ token: `2.${epoch}` });
  expect(revisions.of({ number: 1, epoch })).toMatchObject({ number: 1, token: `1.${epoch}` });
});

test('a number with another epoch has another token', () => {
  const revisions = new NamedRevisions();
  revisions.published({ number: 1, epoch });
  const other = 'gggggggg11111111';
  expect(revisions.of({ number: 1, epoch: other })).toMatchObject({ token: `1.${other}` });
  expect(revisions.published({ number: 1, epoch: other })).toMatchObject({ token: `1.${other}` });
});

test('the last 64 published revisions are found by their tokens, and no other revisions', () => {
  const revisions = new NamedRevisions();
  const published = Array.from({ length: 100 }, (_, index) =>
    revisions.published({ number: index + 1, epoch }),
  );
  revisions.of({ number: 200, epoch });
  expect(published.filter(({ token }) => revisions.find(token))).toEqual(published.slice(-64));
  for (const each of published.slice(-64)) expect(revisions.find(each.token)).toBe(each);
  for (const token of [`200.${epoch}`, '100.', '100', '']) expect(revisions.find(token)).toBeUndefined();
});

test('the empty graph has the number 0 and a token', () => {
  expect(new NamedRevisions().published()).toMatchObject({ number: 0, token: '0.' });
});
