import { comparisonFormats as tableFormats, type ComparisonFormat } from '../../formats/export-formats.js';
import { printHtmlComparison } from '../../pages/comparison/html-export.js';

/** The formats in which a comparison can be exported, by name. Pages and exports have one renderer for HTML. */
export const comparisonFormats = Object.freeze({
  ...tableFormats,
  html: printHtmlComparison,
} as const satisfies Readonly<Record<string, ComparisonFormat>>);

export type ComparisonFormatName = keyof typeof comparisonFormats;
