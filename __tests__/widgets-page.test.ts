/** Tests that docs/widgets.md lists the custom properties of the style sheet. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { widgetStyleSheet } from '../src/pages/styles/widget-styles.js';

const document = readFileSync(new URL('../docs/widgets.md', import.meta.url), 'utf8');

test('docs/widgets.md lists the custom properties of the style sheet', () => {
  const documented = [...document.matchAll(/^\| `(--tertium-[\w-]+)`/gmu)].map(([, name = '']) => name);
  const used = new Set(widgetStyleSheet({ accent: '#2457a6' }).match(/--tertium-[\w-]+/gu));
  expect(documented.sort()).toEqual([...used].sort());
});
