import { expect, test } from '@jest/globals';
import { createSecret, hashSecret, isSecret } from '../../../src/graph/access/secret.js';

test.each([
  ['key', 'tertium_'],
  ['preview', 'tertium-preview_'],
] as const)('a secret of kind %s is a recognisable prefix and 32 random bytes', (kind, prefix) => {
  const secret = createSecret(kind);
  expect(secret.startsWith(prefix)).toBe(true);
  expect(Buffer.from(secret.slice(prefix.length), 'base64url')).toHaveLength(32);
  expect(isSecret(kind, secret)).toBe(true);
  expect(createSecret(kind)).not.toBe(secret);
});

test.each([
  ['without its end', (secret: string) => secret.slice(0, -1)],
  ['with an additional character', (secret: string) => `${secret}A`],
  ['with a line break', (secret: string) => `${secret}\n`],
  ['without its prefix', (secret: string) => secret.replace('tertium', '')],
  ['in capital letters', (secret: string) => secret.toUpperCase()],
])('a secret %s is not recognised as a secret', (_, change) => {
  expect(isSecret('key', change(createSecret('key')))).toBe(false);
});

test('a preview token is not a key, and a key is not a preview token', () => {
  expect(isSecret('key', createSecret('preview'))).toBe(false);
  expect(isSecret('preview', createSecret('key'))).toBe(false);
});

test('the hash of a text is its SHA-256 in hexadecimal', () => {
  // Computed with sha256sum.
  expect(hashSecret('tertium_')).toBe('c1b651cdc9fe371f4c79719235b5b914c78419fff246e1469b0da92bb7c48004');
});
