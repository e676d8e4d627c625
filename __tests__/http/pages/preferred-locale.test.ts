import { expect, it } from '@jest/globals';
import { preferredLocale } from '../../../src/http/pages/preferred-locale.js';

it.each([
  [undefined, 'en', 'de'],
  ['', 'en', 'de'],
  ['de', 'de', 'de'],
  ['de-CH', 'de', 'de'],
  ['DE', 'de', 'de'],
  ['en-US,en;q=0.9,de;q=0.8', 'en', 'en'],
  ['fr,de;q=0.4', 'de', 'de'],
  ['fr', 'en', 'de'],
  ['*', 'en', 'de'],
  ['fr, *;q=0.1', 'en', 'de'],
  ['de;q=0', 'en', 'de'],
  ['en;q=0, de;q=0', 'en', 'de'],
  [';;,=,;q=2', 'en', 'de'],
] as const)(
  'The header %j selects %s if the default is English, and %s if the default is German',
  (header, english, german) => {
    // The second result comes from the cache, except for a missing header.
    for (let repeats = 0; repeats < 2; repeats += 1) {
      expect(preferredLocale(header, 'en')).toBe(english);
      expect(preferredLocale(header, 'de')).toBe(german);
    }
  },
);

it('A header of 10,000 characters without a language selects the default language', () => {
  const header = 'x'.repeat(10_000);
  // Results for long headers are not cached.
  for (const locale of ['en', 'de', 'en', 'de'] as const)
    expect(preferredLocale(header, locale)).toBe(locale);
});
