import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  canonicalHref,
  comparisonExtensionOf,
  comparisonFormats,
  comparisonHref,
  parseComparisonAddress,
  rowSorts,
  unitWords,
  wholeComparison,
  type ComparisonAddress,
  type Condition,
} from '../../../src/pages/addresses/comparison-address.js';
import {
  conceptHref,
  homeHref,
  parseConceptAddress,
  parseHomeAddress,
} from '../../../src/pages/addresses/page-addresses.js';
import { comparisonPage, questionPage } from '../../../src/words/page-addresses.js';
import { locales } from '../../../src/words/locale.js';
import { runs } from '../../support/test-run.js';

function parse(url: string): ComparisonAddress {
  const { pathname, search } = new URL(url, 'http://pages.example');
  return parseComparisonAddress(pathname, search);
}

const slug = fc.stringMatching(/^[a-z0-9]{1,6}(-[a-z0-9]{1,4}){0,2}$/);
const axis = fc.oneof(
  slug,
  slug.map((each) => `dimension/${each}`),
);
const nullable = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null });
const sorted = (texts: fc.Arbitrary<string>, minLength: number) =>
  fc.uniqueArray(texts, { minLength, maxLength: 5 }).map((each) => each.sort());
const word = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .map((text) => text.trim())
  .filter((text) => text !== '');
const sortKey = ({ key, value }: Condition): string => JSON.stringify([key, value]);
const addresses: fc.Arbitrary<ComparisonAddress> = fc
  .record({
    subject: fc.oneof(
      slug.map((each) => ({ type: 'QUESTION' as const, slug: each })),
      sorted(slug, 2).map((slugs) => ({ type: 'APPROACHES' as const, slugs })),
    ),
    differences: fc.boolean(),
    axes: nullable(sorted(axis, 1)),
    hide: sorted(slug, 0),
    columns: nullable(fc.uniqueArray(slug, { minLength: 1, maxLength: 5 })),
    under: fc
      .uniqueArray(fc.record({ key: word, value: word }), { maxLength: 4, selector: sortKey })
      .map((pairs) => pairs.sort((one, other) => (sortKey(one) < sortKey(other) ? -1 : 1))),
    sort: fc.constantFrom(...rowSorts),
    units: fc.constantFrom(...unitWords),
    at: nullable(fc.nat(0x7fff_ffff)),
    since: nullable(
      fc
        .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
        .map((date) => date.toISOString().slice(0, 10)),
    ),
    after: nullable(fc.string({ minLength: 1, maxLength: 20 })),
    locale: nullable(fc.constantFrom(...locales)),
  })
  .map((address) => (address.columns === null ? address : { ...address, hide: [] }));

describe('The address of a comparison', () => {
  it('is unchanged after printing and parsing, with and without an extension', () => {
    fc.assert(
      fc.property(
        addresses,
        fc.constantFrom(null, 'png' as const, ...comparisonFormats),
        (address, format) => {
          const href = comparisonHref(address, format);
          expect(parse(href)).toEqual(address);
          expect(comparisonExtensionOf(new URL(href, 'http://pages.example').pathname)).toBe(format);
        },
      ),
      { numRuns: runs(300, 100) },
    );
  });

  it('has one URL for any order of approaches, axes and parameters', () => {
    const urls = [
      '/compare/a,b,c?differences&axes=x,y&hide=d,e&sort=name&units=stated&at=3&lang=de',
      '/compare/c,b,a,b?lang=de&at=3&units=STATED&sort=Name&hide=e&hide=d&axes=y&axes=x&differences=true',
      '/compare/%63,B,a?utm_source=mail&differences=1&axes=y,x,&hide=e,d&sort=name&units=stated&at=03&lang=de&since=',
    ];
    for (const url of urls) expect(comparisonHref(parse(url))).toBe(urls[0]);
  });

  it('leaves defaults out', () => {
    const url = '/compare/a,b?differences=false&axes=&hide=&sort=editorial&units=row&at=&since=&after=&lang=';
    expect(parse(url)).toEqual(wholeComparison({ type: 'APPROACHES', slugs: ['a', 'b'] }));
    expect(comparisonHref(parse(url))).toBe('/compare/a,b');
  });

  it('can contain conditions whose commas and colons are percent-encoded, and conditions that a form encoded', () => {
    const under = [
      { key: 'plan', value: 'Pro, or a: larger one' },
      { key: 'region', value: 'EU' },
    ];
    const url = '/compare/a,b?under=plan:Pro%2C%20or%20a%3A%20larger%20one,region:EU';
    expect(parse(url).under).toEqual(under);
    expect(comparisonHref(parse(url))).toBe(url);
    const form = new URLSearchParams({ under: 'region:EU,plan:Pro' });
    expect(comparisonHref(parse(`/compare/a,b?${form.toString()}`))).toBe(
      '/compare/a,b?under=plan:Pro,region:EU',
    );
  });

  it('equals the address that the API returns', () => {
    const approaches = [{ slug: 'b' }, { slug: 'a' }];
    const subject = { type: 'APPROACHES', slugs: ['a', 'b'] } as const;
    expect(comparisonHref(wholeComparison(subject))).toBe(comparisonPage(approaches, null));
    expect(comparisonHref({ ...wholeComparison(subject), at: 7 })).toBe(comparisonPage(approaches, 7));
    const question = { type: 'QUESTION', slug: 'a-vs-b' } as const;
    expect(comparisonHref(wholeComparison(question))).toBe(questionPage({ slug: 'a-vs-b' }));
  });

  it('has a canonical URL with only the subject, the revision, and a language other than the default', () => {
    const narrowed = parse('/compare/b,a?differences&axes=x&hide=c&sort=name&since=2024-01-31&at=3&lang=de');
    expect(canonicalHref(narrowed, 'en')).toBe('/compare/a,b?at=3&lang=de');
    expect(canonicalHref(narrowed, 'de')).toBe('/compare/a,b?at=3');
  });

  it('can contain ids, and names a question if it has only one reference', () => {
    expect(parse('/compare/approach/lto,approach/bd')).toMatchObject({
      subject: { type: 'APPROACHES', slugs: ['approach/bd', 'approach/lto'] },
    });
    expect(parse('/compare/a,A')).toMatchObject({ subject: { type: 'QUESTION', slug: 'a' } });
  });

  it('escapes references that are not slugs', () => {
    const address = parse('/compare/a%3Fat=1,b%23c?axes=x%26lang%3Dde');
    expect(comparisonHref(address)).toBe('/compare/a%3Fat%3D1,b%23c?axes=x%26lang%3Dde');
    expect(parse(comparisonHref(address))).toEqual(address);
  });

  it.each([
    ['/compare/', 'a path with a question or approaches'],
    ['/compare/,', 'a path with a question or approaches'],
    [
      `/compare/${Array.from({ length: 51 }, (_, each) => `a${each}`).join()}`,
      'at most 50 references, got "51"',
    ],
    ['/compare/a,b?differences=maybe', 'differences: expected no value, true or false, got "maybe"'],
    ['/compare/a,b?sort=random', 'sort: expected one of editorial, alike, different, name, got "random"'],
    ['/compare/a,b?units=metric', 'units: expected one of row, stated, canonical'],
    ['/compare/a,b?at=-1', 'at: expected the number of a revision, got "-1"'],
    ['/compare/a,b?at=2147483648', 'at: expected the number of a revision'],
    ['/compare/a,b?since=2023-02-29', 'since: expected a day, such as 2024-05-31, got "2023-02-29"'],
    ['/compare/a,b?since=yesterday', 'since: expected a day'],
    ['/compare/a,b?lang=fr', 'lang: expected one of the languages en, de, got "fr"'],
    [`/compare/a,b?after=${'x'.repeat(2001)}`, 'after: expected a cursor of a page'],
  ])('is rejected if it is invalid: %.60s', (url, message) => {
    expect(() => parse(url)).toThrow(message);
  });

  it('is rejected if its percent-encoding is invalid', () => {
    expect(() => parseComparisonAddress('/compare/%E0%A4%A', '')).toThrow('invalid percent-encoding');
  });
});

it('The addresses of other pages are unchanged after printing and parsing', () => {
  const searches = ['a & b?', 'ähnlich', '100 %'];
  for (const search of searches) {
    const home = { search, after: 'cursor=', locale: 'de' as const };
    expect(parseHomeAddress(homeHref(home).slice(1))).toEqual(home);
  }
  expect(homeHref(parseHomeAddress('?q=+&lang='))).toBe('/');
  const approach = { type: 'APPROACH', slug: 'msp', at: 4, after: 'c', locale: 'en' } as const;
  expect(conceptHref(approach)).toBe('/approach/msp?at=4&after=c&lang=en');
  expect(parseConceptAddress('APPROACH', 'MSP', '?at=4&after=c&lang=en')).toEqual(approach);
  expect(conceptHref(parseConceptAddress('SOURCE', 'handbook', ''))).toBe('/source/handbook');
  expect(() => parseHomeAddress(`q=${'x'.repeat(501)}`)).toThrow('q: expected at most 500 characters');
});
