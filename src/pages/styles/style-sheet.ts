import { conceptStyles } from './concept-styles.js';
import { pageColors } from './colors.js';
import { frameStyles } from './frame-styles.js';
import { layoutStyles } from './layout-styles.js';
import { printStyles } from './print-styles.js';
import { focusStyles, sourceStyles } from './source-styles.js';
import { tableStyles } from './table-styles.js';

/** The settings of a site that its style sheet depends on. */
export interface StyleSettings {
  /**
   * The colour of links and controls on light backgrounds: `#rrggbb`. On dark backgrounds, links and controls have a lighter
   * mix of this colour.
   */
  readonly accent: string;
}

/** The accent colour of documents that belong to no site: the default of the setting `SITE_COLOUR`. */
export const defaultAccent = '#2457a6';

/**
 * Builds the style sheet of all pages, which have no other styles.
 * @throws {Error} if the colour is not of the form `#rrggbb`. The check prevents injection into the style sheet.
 */
export function styleSheet({ accent }: StyleSettings): string {
  const sheet = [
    pageColors,
    layoutStyles,
    tableStyles,
    sourceStyles,
    focusStyles,
    conceptStyles,
    frameStyles,
    printStyles,
  ].join('\n');
  return minified(`:root{--tertium-brand:${checkedAccent(accent)}}\n${sheet}`);
}

/**
 * Returns the colour unchanged.
 * @throws {Error} if the colour is not of the form `#rrggbb`. The check prevents injection into the style sheet.
 */
export function checkedAccent(accent: string): string {
  if (/^#[0-9a-f]{6}$/iu.test(accent)) return accent;
  throw new Error(`Expected a colour such as ${defaultAccent}, got ${JSON.stringify(accent)}.`);
}

/**
 * Removes comments, line breaks, the last semicolon of each block, and the spaces next to line breaks, braces and semicolons. Other spaces
 * stay, because some are descendant combinators.
 */
export function minified(css: string): string {
  return css
    .replace(/\/\*[^]*?\*\//gu, '')
    .replace(/\s*\n\s*/gu, '')
    .replace(/\s*([{};])\s*/gu, '$1')
    .replaceAll(';}', '}');
}
