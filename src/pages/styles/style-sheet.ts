import { conceptStyles } from './concept-styles.js';
import { layoutStyles } from './layout-styles.js';
import { printStyles } from './print-styles.js';
import { sourceStyles } from './source-styles.js';
import { tableStyles } from './table-styles.js';

/** The settings of a site that its style sheet depends on. */
export interface StyleSettings {
  /** The color of links and controls on a light background: `#rrggbb`. A lighter mixture of it is used on a dark one. */
  readonly accent: string;
}

/** The accent color of documents that belong to no site: the default of the setting `SITE_COLOUR`. */
export const defaultAccent = '#2457a6';

/**
 * The style sheet of all pages. Pages have no other styles and no scripts.
 * @throws {Error} if the color is not hexadecimal: it is part of the style sheet
 */
export function styleSheet({ accent }: StyleSettings): string {
  if (!/^#[0-9a-f]{6}$/iu.test(accent)) {
    throw new Error(`Expected a color such as ${defaultAccent}, got ${JSON.stringify(accent)}.`);
  }
  const sheet = [layoutStyles, tableStyles, sourceStyles, conceptStyles, printStyles].join('\n');
  return minified(`:root{--brand:${accent}}\n${sheet}`);
}

/** Removes comments, indentation and line breaks. Spaces within a line stay: some are selectors. */
function minified(css: string): string {
  return css
    .replace(/\/\*[^]*?\*\//gu, '')
    .replace(/\s*\n\s*/gu, '')
    .replace(/\s*([{};])\s*/gu, '$1')
    .replaceAll(';}', '}');
}
