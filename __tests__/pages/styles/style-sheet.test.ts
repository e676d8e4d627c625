import { expect, test } from '@jest/globals';
import { styleSheet } from '../../../src/pages/styles/style-sheet.js';

const sheet = styleSheet({ accent: '#123456' });

test('the style sheet has the accent colour of the site', () => {
  expect(sheet).toContain('--tertium-brand:#123456');
});

test.each(['red', '#12345', '#1234567', '#12345g', '#123456;}body{display:none', ''])(
  'the style sheet cannot have the accent colour %p',
  (accent) => {
    expect(() => styleSheet({ accent })).toThrow('Expected a colour such as #2457a6');
  },
);

test('the style sheet uses logical instead of physical properties, so that pages also work in right-to-left scripts', () => {
  const declarations = [...sheet.matchAll(/[{;]([a-z-]+):([^;{}]+)/gu)].map(
    ([, property = '', value = '']) => ({
      property,
      value,
    }),
  );
  expect(declarations.length).toBeGreaterThan(300);
  const physical =
    /^(?:left|right|top|bottom|width|height|(?:min|max)-(?:width|height)|(?:margin|padding|border)-(?:left|right|top|bottom).*)$/u;
  const inMediaQueries = new Set(['min-width', 'max-width']);
  expect(
    declarations
      .map(({ property }) => property)
      .filter((name) => physical.test(name) && !inMediaQueries.has(name)),
  ).toEqual([]);
  expect(
    declarations.filter(({ property, value }) => property === 'text-align' && /left|right/u.test(value)),
  ).toEqual([]);
});

test('the style sheet has a different line style for each state of cells other than STATED, and rules for forced colours', () => {
  const lines = ['contested', 'unknown', 'inapplicable', 'unstated'].map(
    (state) =>
      new RegExp(
        `td\\.tertium-${state}::after,\\.tertium-counts \\.tertium-${state}::after\\{border-inline-start:([^;}]+)`,
        'u',
      ).exec(sheet.replaceAll(', .', ',.'))?.[1],
  );
  expect(lines.every((line) => line !== undefined)).toBe(true);
  expect(new Set(lines.map((line) => line?.split(' ')[1])).size).toBe(4);
  expect(sheet).toContain('forced-colors: active');
});

test('the style sheet has rules for the dark mode, reduced motion and print', () => {
  for (const query of ['prefers-color-scheme: dark', 'prefers-reduced-motion', '@media print'])
    expect(sheet).toContain(query);
});

test('the style sheet has balanced blocks, and no markup', () => {
  expect(sheet.match(/\{/gu)?.length).toBe(sheet.match(/\}/gu)?.length);
  expect(sheet).not.toMatch(/<|@import|expression\(|javascript:/u);
});
